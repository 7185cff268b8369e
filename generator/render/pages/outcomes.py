"""Benefit and harm side by side: what randomised comparisons report of every outcome that a question ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.records import Outcome, Question
from generator.model.study import Study
from generator.printed.results import Shown, shown
from generator.render import words
from generator.render.cells import Cell, Site
from generator.render.pages import bias
from generator.render.pages.lists import effect_cell, result_cell, subset_name
from generator.render.pages.selection import is_randomised, is_single_arm, under_way
from generator.render.pages.study_results import reading_words, statement_short

MOST = 8


def rows(site: Site, question: Question, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return the table of a question's outcomes: a band for each, beneath it the randomised comparisons.

    Outcomes of which none was read stand together in the last band.
    """
    found: list[dict[str, Any]] = []
    missing: list[str] = []
    reported = [id_ for id_ in ids if not under_way(site.evidence.studies[id_])]
    for outcome in question.outcomes:
        lines = outcome_rows(site, outcome, reported)
        if lines:
            found += [{"band": band(site, outcome)}, *lines]
        else:
            missing.append(nobody(site, outcome, reported))
    if missing:
        found.append({"band": f"No randomised comparison in what we read: {words.joined(missing)}"})
    return found


def nobody(site: Site, outcome: Outcome, ids: Sequence[str]) -> str:
    """Name an outcome without a randomised comparison, and how many other studies report it."""
    others = sum(bool(results(site, id_, outcome.endpoint)) for id_ in ids)
    label = site.evidence.label("endpoints", outcome.endpoint).lower()
    more = f"; in {words.plural(others, 'other study', 'other studies')} of the question" if others else ""
    return f"{label} ({outcome.importance}{more})"


def band(site: Site, outcome: Outcome) -> str:
    """Name an outcome with its importance and its certainty."""
    label = site.evidence.label("endpoints", outcome.endpoint)
    certainty = (
        "certainty not assessed"
        if outcome.certainty == "not assessed"
        else f"certainty {outcome.certainty}, judged by {outcome.certainty_by}"
    )
    return f"{label} ({outcome.importance}; {certainty})"


def outcome_rows(site: Site, outcome: Outcome, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return the randomised comparisons of one outcome, and how many other studies report it; nothing without one."""
    of_outcome = {id_: results(site, id_, outcome.endpoint) for id_ in ids}
    randomised = [
        item
        for id_, items in of_outcome.items()
        if is_randomised(site.evidence, id_)
        for item in items
        if (len(item.groups) > 1 or item.effect is not None) and item.result.method.by_chance != "no"
    ]
    compared = {item.study for item in randomised}
    others = sum(bool(items) and id_ not in compared for id_, items in of_outcome.items())
    lines = [line(site, item) for item in randomised[:MOST]]
    if not lines:
        return []
    more = [
        f"{len(randomised) - MOST} more randomised results on the studies' pages"
        if len(randomised) > MOST
        else "",
        f"{words.plural(others, 'other study', 'other studies')} of the question report{'s' if others == 1 else ''} it"
        if others
        else "",
    ]
    note = "; ".join(part for part in more if part)
    if note:
        lines[-1] = {**lines[-1], "comment": _with(lines[-1].get("comment"), f"{note}.")}
    return lines


def _with(comment: Any, note: str) -> Cell:
    under = comment.get("under", []) if isinstance(comment, dict) else []
    text = comment.get("text", "") if isinstance(comment, dict) else ""
    return {"text": text, "under": [*under, note]} if text else {"text": "", "under": [note]}


def results(site: Site, study_id: str, endpoint: str) -> list[Shown]:
    """Return a study's results of an endpoint that the site shows first, whole groups before parts of them."""
    if is_single_arm(site.evidence, study_id):
        found = [item for item in shown(site.corpus, study_id) if item.estimates]
    else:
        found = [item for item in shown(site.corpus, study_id) if item.estimates or item.effect]
    mine = [
        item for item in found if item.result.endpoint == endpoint and not item.second and not item.factors
    ]
    return sorted(mine, key=lambda item: (bool(item.result.subset), item.index))


def line(site: Site, item: Shown) -> dict[str, Any]:
    """Return one comparison."""
    study = site.evidence.studies[item.study]
    name: Cell = {"text": words.nobreak(study.name), "href": site.study(item.study), "strong": True}
    notice = site.study_notice(item.study)
    return {
        "study": {**name, "notice": notice} if notice else name,
        "result": result_cell(site, item) if item.estimates else without_groups(site, item),
        "effect": effect_cell(site, item),
        "comment": {"text": "; ".join(reading_words(site, item)), "under": caveats(site, study, item)},
    }


def without_groups(site: Site, item: Shown) -> Cell:
    """Say that no group's own number was read, and in whom and of what the effect is."""
    compared = f"{item.effect.group_name} vs {item.effect.comparator_name}" if item.effect else ""
    about = (statement_short(site, item), subset_name(site, item), compared)
    return {"absent": f"by group {words.NOT_READ}", "under": [part for part in about if part]}


def caveats(site: Site, study: Study, item: Shown) -> list[str]:
    """Say what belongs beside the number: its role, how mature, early stopping, mixed cancers, crossover, bias."""
    result, trial, population = item.result, study.trial, study.population
    judged = bias.of_result(study, result.endpoint)
    reached = (
        f", {words.printed(trial.reached_n)} of {words.printed(trial.planned_n)} planned"
        if trial.reached_n and trial.planned_n
        else ""
    )
    lung = f", {words.printed(population.nsclc_n)} of lung" if population.nsclc_n else ""
    mixed = site.evidence.mixes_cancers(item.study)
    assessor = site.evidence.label("assessors", result.method.assessor) if result.method.assessor else ""
    return [
        text
        for text in (
            f"{result.method.endpoint_role} endpoint" if result.method.endpoint_role else "",
            f"{result.maturity.analysis} analysis" if result.maturity.analysis else "",
            f"assessed by: {assessor.lower()}" if assessor else "",
            f"stopped early for {trial.stopped}{reached}" if trial.stopped else "",
            f"mixed cancers{lung}" if mixed else "",
            "crossover allowed" if trial.crossover and trial.crossover.allowed == "yes" else "",
            f"risk of bias {bias.light(judged)}" if judged else "",
        )
        if text
    ]
