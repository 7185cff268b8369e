"""A page per topic: the question, its answer, how sure, the picture, the studies, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.evidence import study_path, topic_path
from generator.model.records import Question, Topic
from generator.render import words
from generator.render.cells import Site, link
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages import absolute, bias, outcomes, pooled
from generator.render.pages.effect_direction import MOST_STUDIES as MOST_DIRECTIONS
from generator.render.pages.effect_direction import effect_direction
from generator.render.pages.figures import figure
from generator.render.pages.forest import MOST as MOST_IN_FOREST
from generator.render.pages.forest import drawn_rows, forest
from generator.render.pages.frame import front, read_words, review_words
from generator.render.pages.harms import is_about_harm, rates
from generator.render.pages.lists import ongoing_row, study_rows
from generator.render.pages.marks import marks
from generator.render.pages.selection import (
    is_randomised,
    profile,
    question_studies,
    topic_studies,
    under_way,
)
from generator.render.pages.study_results import disagreement
from generator.render.pages.study_who import source_item
from generator.render.sentence import narrative, paragraphs, plain_sentence, sentence

MOST_STUDIES = 40
"""Studies of a question that a page shows and draws."""
MOST_ROWS = 190
MOST_FOREST_ROWS = 75
MOST_DIRECTION_ROWS = 60
"""Lines of all questions of a page together, in tables and in either kind of chart: they keep a page within its budget."""
MOST_OTHERS = 16
"""Studies that answer no question of a topic, listed before the rest is left to the explorer."""
MOST_SOURCES = 40
"""Sources listed before the rest is left to the references of the studies."""
MOST_LISTED = 20
"""Disagreements, and trials under way, listed before the rest is left to their own pages."""
MOST_CHANGES = 5
MARKS_NOTE = (
    "Each line is the main result of one randomised trial, in the order of the studies below: the interval of its ratio, the upright line at no"
    " difference; a dash where no interval was read. No score: size, bias and endpoints differ."
)


@dataclass(frozen=True)
class Share:
    """What each question of a page has room for: studies in its table, rows in its forest plot and in its directions."""

    studies: int
    forest: int
    directions: int


def render(context: Context) -> Files:
    """Return the page of every topic that has questions, and the list of topics."""
    files: Files = {}
    for topic_id, topic in context.evidence.rendered_topics().items():
        files |= topic_page(context, topic_id, topic)
    return files


def topic_page(context: Context, topic_id: str, topic: Topic) -> Files:
    """Return one topic's page and the files of its charts."""
    site = context.site("../")
    files: Files = {}
    sections = []
    share = shares(site, topic)
    for index, question in enumerate(topic.questions):
        section, made = question_view(context, site, topic_id, question, index, share)
        sections.append(section)
        files |= made
    files[f"topics/{topic_id}.md"] = page("topic.md.j2", **view(context, site, topic_id, topic, sections))
    return files


def room(sizes: Sequence[int], most: int, together: int) -> int:
    """Return how many lines each list may have, so that short lists are whole and all of them `together` fit."""
    fits = (each for each in range(1, most + 1) if sum(min(size, each) for size in sizes) <= together)
    return max(fits, default=1)


def shares(site: Site, topic: Topic) -> Share:
    """Return how much of each question a page with all its questions has room for."""
    every = [question_studies(site.evidence, question) for question in topic.questions]
    studies = room([len(ids) for ids in every], MOST_STUDIES, MOST_ROWS)
    forests, directions = [], []
    for question, ids in zip(topic.questions, every, strict=True):
        subsets = not is_about_harm(site, question)
        forests.append(drawn_rows(forest(site, question, ids[:studies], "", subsets=subsets)))
        found = effect_direction(site, question, ids[:studies], "")
        directions.append(sum(len(part.rows) for part in found.panels) if found else 0)
    return Share(
        studies,
        room(forests, MOST_IN_FOREST, MOST_FOREST_ROWS),
        room(directions, MOST_DIRECTIONS, MOST_DIRECTION_ROWS),
    )


def view(
    context: Context, site: Site, topic_id: str, topic: Topic, sections: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return everything that the template shows."""
    evidence = site.evidence
    ids = topic_studies(evidence, topic_id)
    reported = [id_ for id_ in ids if not under_way(evidence.studies[id_])]
    answering = {id_ for question in topic.questions for id_ in question_studies(evidence, question)}
    others = [id_ for id_ in reported if id_ not in answering]
    ongoing = [id_ for id_ in ids if under_way(evidence.studies[id_])]
    parted = [found for found in site.corpus.disagreements if found.first.study in ids]
    used = source_ids(site, ids)
    listed = main_sources(site, used)
    description = plain_sentence(site, topic.summary or topic.questions[0].answer)
    return {
        "front": front(
            context,
            topic.title,
            description,
            edit=topic_path(topic_id),
            edit_label="Edit this topic",
            paths=[topic_path(topic_id), *map(study_path, ids)],
            curated=f"{read_words(context, ids)} {review_words(evidence, ids)}",
            data=[
                {"label": "Data (.json)", "href": f"{topic_id}.json"},
                {"label": "(.csv)", "href": f"{topic_id}.csv"},
            ],
        ),
        "breadcrumbs": [{"text": "Topics", "href": "index.html"}, {"text": topic.title}],
        "title": topic.title,
        "sections": sections,
        "searched": searched(site, topic_id),
        "others": study_rows(site, others[:MOST_OTHERS]),
        "study_links": [
            link(
                f"Open these {len(ids)} studies in the explorer", f"{site.up}explorer.html#topic={topic_id}"
            ),
            link("RIS", f"{topic_id}.ris", download=True),
            link("BibTeX", f"{topic_id}.bib", download=True),
            link("CSV", f"{topic_id}.csv", download=True),
        ],
        "more": len(others) - MOST_OTHERS,
        "narrative": narrative(site, topic.body) if topic.body else "",
        "ongoing": [ongoing_row(site, id_) for id_ in ongoing[:MOST_LISTED]],
        "more_ongoing": rest(len(ongoing), link("all trials under way", f"{site.up}ongoing.html")),
        "disagreements": [disagreement(site, found, name=True) for found in parted[:MOST_LISTED]],
        "more_disagreements": rest(len(parted), link("all disagreements", f"{site.up}disagreements.html")),
        "sources": [source_item(site, id_) for id_ in listed],
        "more_sources": len(used) - len(listed),
        "changes": changes(context, site, ids),
    }


def rest(number: int, whole: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the way to what a long list leaves out."""
    return (
        [{**whole, "text": f"{number - MOST_LISTED} more: {whole['text']}"}] if number > MOST_LISTED else []
    )


def changes(context: Context, site: Site, ids: list[str]) -> list[dict[str, Any]]:
    """Return the cards of a topic that changed last, by day, the newest first; nothing before the first commit."""
    by_day: dict[str, list[str]] = {}
    for id_ in ids:
        if day := context.dates.of(study_path(id_)):
            by_day.setdefault(day, []).append(id_)
    found = []
    for day in sorted(by_day, reverse=True)[:MOST_CHANGES]:
        shown = by_day[day][:MOST_CHANGES]
        links = [
            {"text": words.nobreak(site.evidence.studies[id_].name), "href": site.study(id_)} for id_ in shown
        ]
        rest = len(by_day[day]) - len(shown)
        more = (
            [{"text": f"and {words.plural(rest, 'more card')}", "href": f"{site.up}explorer.html"}]
            if rest
            else []
        )
        found.append({"label": words.day(day), "value": [*links, *more]})
    return found


def question_view(
    context: Context, site: Site, topic_id: str, question: Question, index: int, share: Share
) -> tuple[dict[str, Any], Files]:
    """Return one question for the template, and the files of its charts; tables and charts are of the first studies."""
    every = question_studies(site.evidence, question)
    ids = every[: share.studies]
    name = f"{topic_id}-{question.id}"
    harm = is_about_harm(site, question)
    views = (
        rates(site, question, ids, f"{name}-rates") if harm else None,
        forest(site, question, ids, name, subsets=not harm, most=share.forest),
    )
    charts = [figure(context, site, view) for view in views if view]
    towards = effect_direction(site, question, ids, f"{name}-directions", most=share.directions)
    directions = figure(context, site, towards) if towards else None
    pools, pool_files = pooled.blocks(context, site, question, name)
    found, picture = profile(site.corpus, every), marks(site, ids)
    flagged = any(site.corpus.notices(id_) for id_ in every)
    section = {
        "id": question.id,
        "heading": question.heading or question.question,
        "question": question.question,
        "first": index == 0,
        "answer": paragraphs(site, question.answer),
        "under_notice": flagged,
        "certainty": [
            bias.certainty(site, outcome)
            for outcome in question.outcomes
            if outcome.certainty != "not assessed"
        ],
        "unassessed": words.joined(
            [
                site.evidence.label("endpoints", outcome.endpoint).lower()
                for outcome in question.outcomes
                if outcome.certainty == "not assessed"
            ]
        ),
        "profile": profile_items(found),
        "marks": picture if picture and any("est" in mark for mark in picture["items"]) else None,
        "marks_note": MARKS_NOTE,
        "left_out": left_out(found.left_out),
        "facts": question_facts(site, question),
        "charts": [drawn.block for drawn in charts],
        "directions": directions.block if directions else None,
        "pools": pools,
        "outcomes": outcomes.rows(site, question, ids) if ids else [],
        "absolute": absolute.blocks(site, question, ids),
        "studies": study_rows(site, ids),
        "cut": f"Tables and charts show the first {len(ids)} of {len(every)} studies, randomised trials first."
        if len(every) > len(ids)
        else "",
        "more": [
            link(
                f"All {len(every)} studies of this question in the explorer",
                f"{site.up}explorer.html#question={topic_id}.{question.id}",
            )
        ]
        if len(every) > len(ids)
        else [],
        "context": [
            {"text": words.nobreak(site.evidence.studies[id_].name), "href": site.study(id_)}
            for id_ in question.context
            if id_ in site.evidence.studies
        ],
        "gaps": [sentence(site, gap) for gap in question.gaps],
    }
    files = [each.files for each in (*charts, directions) if each]
    return section, {path: content for made in (*files, pool_files) for path, content in made.items()}


def profile_items(found: Any) -> list[dict[str, str]]:
    """Return the profile in six facts."""
    return [
        {"value": str(found.randomised), "label": "randomised with results"},
        {"value": str(found.others), "label": "other studies"},
        {
            "value": str(found.patients) if found.patients else "–",
            "label": "patients with lung cancer in randomised trials, as far as printed",
        },
        {"value": str(found.intervals), "label": "with an interval of a comparison"},
        {
            "value": f"{found.follow_up} mo" if found.follow_up else "–",
            "label": "longest median follow-up read",
        },
        {"value": str(found.notices), "label": "notice" if found.notices == 1 else "notices"},
    ]


def left_out(number: int) -> str:
    """Say how many studies are left out of the counts."""
    if not number:
        return ""
    return (
        f"{words.plural(number, 'card')} left out of these counts: citations of several unnamed studies, or studies that"
        " may be the same as another card."
    )


def question_facts(site: Site, question: Question) -> list[dict[str, Any]]:
    """Return population, intervention, comparator and outcomes."""
    outcomes = [
        f"{site.evidence.label('endpoints', outcome.endpoint)} ({outcome.importance})"
        for outcome in question.outcomes
    ]
    return [
        {"label": "Patients", "value": question.population},
        {"label": "Tested", "value": question.intervention},
        {"label": "Against", "value": question.comparator},
        {"label": "Outcomes", "value": ", ".join(outcomes)},
    ]


def searched(site: Site, topic_id: str) -> str:
    """Say when public pages were last looked up for a topic."""
    days = [search.date for search in site.evidence.searches if topic_id in search.topics]
    if not days:
        return "Later studies have not been looked up in public pages for this topic yet."
    return f"Last looked up in public pages on {words.day(max(days))}."


def main_sources(site: Site, ids: list[str]) -> list[str]:
    """Return the sources that a topic page lists: all of them, or of many those that stand first and those under notice."""
    return [
        id_ for index, id_ in enumerate(ids) if index < MOST_SOURCES or site.evidence.sources[id_].notices
    ]


def source_ids(site: Site, ids: list[str]) -> list[str]:
    """Return the sources of studies: the most used first, then the randomised trials' own."""
    counts: dict[str, int] = {}
    for id_ in ids:
        for source in {row.origin.source or "" for row in site.corpus.rows[id_]}:
            if source in site.evidence.sources:
                counts[source] = counts.get(source, 0) + 1
    trials = {id_ for id_ in ids if is_randomised(site.evidence, id_)}

    def place(id_: str) -> tuple[int, bool, str]:
        return -counts[id_], trials.isdisjoint(site.evidence.sources[id_].primary_for), id_

    return sorted(counts, key=place)
