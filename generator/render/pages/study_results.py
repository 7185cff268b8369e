"""The numbers of a study: results by group, models, findings, characteristics, second reports, disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.check.agreement import differs
from generator.check.printed import questions_of
from generator.model.study import Result
from generator.printed.comparison import FIRST, SECOND, UNCLEAR, group_name, role
from generator.printed.results import Shown, group_tables
from generator.printed.rows import Row
from generator.printed.same import Disagreement, source_kind
from generator.render import derived, words
from generator.render.cells import Site, depth, short_name
from generator.synthesise.direction import read_result

Table = dict[str, Any]


def tables(site: Site, study_id: str, found: Sequence[Shown]) -> list[Table]:
    """Return the tables of results: results about the same groups stand together."""
    study = site.evidence.studies[study_id]
    numbers = [item for item in found if item.estimates or ((item.effect or item.p) and not item.factors)]
    return [
        {
            "groups": [site.group(study, group) for group in groups],
            "rows": [result_row(site, item, groups) for item in items],
        }
        for groups, items in group_tables(numbers, list(study.groups))
    ]


def result_row(site: Site, item: Shown, groups: Sequence[str]) -> Table:
    """Return one line of a table of results."""
    effect: Any = site.effect(item.effect) if item.effect else _no_effect(site, item)
    effect = {**effect, "under": [*effect.get("under", []), *reading_words(site, item)]}
    return {
        "id": f"r{item.index + 1}",
        "title": site.evidence.label("endpoints", item.result.endpoint),
        "note": statement(site, item),
        "values": [values(site, item, group) for group in groups],
        "effect": effect,
        "p": p_cell(site, item),
        "source": site.source(item.first),
        "flags": flags(item),
        "questions": questions(site, item),
    }


def _no_effect(site: Site, item: Shown) -> Any:
    return {
        "absent": site.missing(item.study)
        if len(item.groups) > 1 and UNCLEAR not in item.groups
        else "no comparison"
    }


def reading_words(site: Site, item: Shown) -> list[str]:
    """Say where the estimate points and how precise it is: two facts, never one verdict."""
    found = read_result(site.evidence, item.rows)
    if found is None:
        return []
    effect = item.effect or item.p
    groups = effect.groups if effect is not None and len(effect.groups) == 2 else item.groups[:2]
    names = {"experimental": FIRST, "control": SECOND}.get(found.towards, ())
    study = site.evidence.studies[item.study]
    towards = [group_name(study, group) for group in groups if role(study, group) in names]
    basis = "" if found.basis == "effect" else f" (by {found.basis})"
    points = {"neither": "points to neither"}.get(
        found.towards, f"points to: {towards[0]}{basis}" if towards else ""
    )
    return [line for line in (points, PRECISION[found.precision]) if line]


PRECISION = {
    "excludes": "“no difference” is excluded",
    "includes": "uncertain: “no difference” is not excluded",
    "unknown": "precision not known",
}
"""Words for what the interval, or else the p value, says of no difference."""


def values(site: Site, item: Shown, group: str) -> Any:
    """Return a group's numbers of one result; several under "group not stated"."""
    rows = [row for row in item.estimates if row.group == group]
    if not rows:
        return {"absent": site.missing(item.study)}
    main = [row for row in rows if row.statistic != "count"] or rows
    counts = [
        f"{words.printed(row.value)} of {words.printed(row.n)}"
        if row.n and "of" in _keys(item, row)
        else f"{words.printed(row.value)} patients"
        for row in rows
        if row.statistic == "count" and row not in main
    ]
    cell = site.value(main[0]) if len(main) == 1 else {"text": "; ".join(_text(site, row) for row in main)}
    computed = [line for row in rows for line in derived.share(site.derived(row))]
    under = [*counts, *cell.get("under", []), *computed]
    return {**cell, "under": under} if under else cell


def _text(site: Site, row: Row) -> str:
    return words.with_unit(site.evidence, row.value, row.unit)


def _keys(item: Shown, row: Row) -> set[str]:
    statistic: dict[str, Any] = getattr(item.result, str(row.place[2])) if len(row.place) > 2 else {}
    estimates = statistic.get(row.group, ())
    return {"of"} if any(estimate.of for estimate in estimates) else set()


def p_cell(site: Site, item: Shown) -> Any:
    """Return the p value, with its test where it is of another kind."""
    row = item.p
    computed = derived.p(site.derived(item.effect))
    if computed:
        return {"html": computed[0], "text": "", "under": computed[1:]}
    if row is None or row.p_value is None:
        return {"absent": site.missing(item.study) if len(item.groups) > 1 else "–"}
    under = [
        text
        for text in (
            row.method.get("p_test", ""),
            f"{row.method['p_sided']}-sided" if row.method.get("p_sided") else "",
            f"over {row.group_name}" if len(row.groups) > 2 else "",
        )
        if text
    ]
    return {"text": words.p_words(row.p_value), **({"under": under} if under else {})}


def statement(site: Site, item: Shown) -> str:
    """Say what is measured: statistic, time, grade, subset, role, analysis set, note."""
    result = item.result
    statistic = next(
        (words.STATISTICS[row.statistic] for row in item.estimates if row.statistic in words.STATISTICS), ""
    )
    subset = subset_words(site, item)
    comparison = " vs ".join(row_names(item)) if item.effect is not None and not item.estimates else ""
    parts = [
        statistic if statistic not in ("rate", "number of patients") else "",
        f"at {result.timepoint}" if result.timepoint else "",
        words.grade(result.grade) if result.grade else "",
        subset,
        f"{result.method.endpoint_role} endpoint" if result.method.endpoint_role else "",
        *method_words(site, result),
        comparison,
        *estimate_notes(item),
        result.note or "",
        result.differs or "",
    ]
    return "; ".join(part.rstrip(".") for part in parts if part)


def subset_words(site: Site, item: Shown) -> str:
    """Name the subgroup that a result is about, with its size: the column heads carry the whole groups'."""
    subset = site.evidence.studies[item.study].subsets.get(item.result.subset or "")
    if subset is None:
        return ""
    size = f"n {words.printed(subset.n)}" if subset.n else f"number {site.missing(item.study)}"
    return f"subgroup: {subset.name} ({size})"


def estimate_notes(item: Shown) -> list[str]:
    """Return the notes that stand on single numbers of a result."""
    result = item.result
    maps = (result.median, result.mean, result.rate, result.count, result.value)
    notes = [
        estimate.note for numbers in maps for found in numbers.values() for estimate in found if estimate.note
    ]
    return [*notes, *(factor.note for factor in result.factors.values() if factor.note)]


def row_names(item: Shown) -> list[str]:
    """Return the names of the two groups of an effect."""
    row = item.effect
    return [row.group_name, row.comparator_name] if row is not None and row.comparator else []


def method_words(site: Site, result: Result) -> list[str]:
    """Say how a result was measured, where it was read."""
    method, evidence = result.method, site.evidence
    named = [
        ("analysis-sets", method.analysis_set),
        ("assessors", method.assessor),
        ("criteria", method.criteria),
        ("estimators", method.estimator),
        ("toxicity-scales", method.scale),
    ]
    found = [evidence.label(kind, id_) for kind, id_ in named if id_]
    found += [f"from {evidence.label('time-zeros', method.time_zero).lower()}"] if method.time_zero else []
    found += [f"attribution: {method.attribution}"] if method.attribution else []
    found += [method.definition] if method.definition else []
    found += [f"window: {method.window}"] if method.window else []
    found += [f"met: {method.met}"] if method.met else []
    found += ["groups not assigned by chance"] if method.by_chance == "no" else []
    found += [f"{result.maturity.analysis} analysis"] if result.maturity.analysis else []
    found += [f"data of {words.day(result.maturity.cutoff)}"] if result.maturity.cutoff else []
    found += [f"{words.printed(result.maturity.events)} events"] if result.maturity.events else []
    found += (
        [f"follow-up {words.printed(result.maturity.follow_up_months)} months"]
        if result.maturity.follow_up_months
        else []
    )
    return found


def flags(item: Shown) -> list[str]:
    """Return the tags of a result."""
    result = item.result
    found = ["interim"] if result.maturity.analysis == "interim" else []
    found += ["post hoc"] if result.method.endpoint_role == "post-hoc" else []
    return found + (["group not stated"] if UNCLEAR in item.groups else [])


def questions(site: Site, item: Shown) -> list[dict[str, str]]:
    """Link a result to the disagreement it is part of."""
    mine = [
        found
        for found in site.corpus.disagreements
        if found.first.study == item.study and item.index in (found.first.result, found.second.result)
    ]
    links = [{"text": "Sources differ", "href": "#differences"}] if mine else []
    if site.asked is not None and questions_of(site.asked, item):
        links.append({"text": "The printed numbers do not fit: question to the source", "href": "#questions"})
    return links


def factor_tables(site: Site, found: Sequence[Shown]) -> list[Table]:
    """Return the models' tables: covariates are no treatment effects and share no chart with them."""
    models = [item for item in found if item.factors]
    return [
        {
            "caption": model_caption(site, item),
            "note": item.result.note or "",
            "id": f"r{item.index + 1}",
            "rows": [factor_row(site, row) for row in item.factors],
        }
        for item in models
    ]


def model_caption(site: Site, item: Shown) -> str:
    """Name a model: endpoint, analysis, patients."""
    study = site.evidence.studies[item.study]
    group = study.groups[item.result.in_].name if item.result.in_ in study.groups else "All patients"
    kind = " and ".join(item.result.analysis)
    return ", ".join(
        part for part in (site.evidence.label("endpoints", item.result.endpoint), kind, group) if part
    )


def factor_row(site: Site, row: Row) -> Table:
    """Return one row of a model."""
    effect: Any = site.effect(row) if row.statistic != "p" else {"absent": site.missing(row.study)}
    return {
        "factor": row.factor,
        "effect": effect,
        "analysis": row.analysis or {"absent": site.missing(row.study)},
        "p": words.p_words(row.p_value) or {"absent": site.missing(row.study)},
        "source": site.source(row),
    }


def findings(site: Site, found: Sequence[Shown]) -> list[Table]:
    """Return what sources say in words, each with its endpoint and source."""
    rows = []
    for item in found:
        row = item.finding
        if row is not None:
            about = [row.group_name] if row.group else []
            study = site.evidence.studies[item.study]
            about += [study.subsets[row.subset].name] if row.subset in study.subsets else []
            about += [words.grade(item.result.grade)] if item.result.grade else []
            about += [f"at {item.result.timepoint}"] if item.result.timepoint else []
            rows.append(
                {
                    "endpoint": {**site.term("endpoints", row.endpoint), "under": ", ".join(about)},
                    "finding": {"text": row.finding, "under": finding_notes(item)},
                    "source": site.source(row),
                }
            )
    return rows


def finding_notes(item: Shown) -> list[str]:
    """Return the note of a result that stands in words only; others show it beside their numbers."""
    alone = not (item.estimates or item.effect or item.p or item.factors)
    return [item.result.note] if alone and item.result.note else []


def characteristics(site: Site, study_id: str) -> list[Table]:
    """Return the tables of characteristics, one a source."""
    study = site.evidence.studies[study_id]
    groups = list(
        dict.fromkeys(
            group for block in study.characteristics for cells in block.rows.values() for group in cells
        )
    )
    rows: list[Table] = []
    for block in study.characteristics:
        rows.append({"band": block.label + (f" (p {words.p_words(block.p)})" if block.p else "")})
        for label, cells in block.rows.items():
            row: Table = {"label": label}
            for number, group in enumerate(groups):
                cell = cells.get(group)
                row[f"g{number}"] = _cell(cell) if cell is not None else {"absent": site.missing(study_id)}
            rows.append(row)
    if not rows:
        return []
    first = next(row for row in site.corpus.rows[study_id] if row.endpoint == "characteristic")
    return [
        {"groups": [site.group(study, group) for group in groups], "rows": rows, "source": site.source(first)}
    ]


def _cell(cell: Any) -> Any:
    counted = words.printed(cell.count)
    share = f"{words.printed(cell.percent)}%" if cell.percent else ""
    value = words.printed(cell.value)
    text = counted or value or share
    under = [share] if counted and share else []
    for bounds in (cell.range, cell.iqr, cell.ci):
        under += [words.interval(bounds)] if bounds else []
    return {"text": text, **({"under": under} if under else {})}


def also_reported(site: Site, study_id: str, found: Sequence[Shown]) -> list[Table]:
    """Return what further sources report of the same results, and whether it agrees."""
    study = site.evidence.studies[study_id]
    second = [item for item in found if item.second and item.groups]
    parted = {row: item for item in site.corpus.disagreements for row in (item.second,)}
    return [
        {
            "groups": [site.group(study, group) for group in groups],
            "rows": [also_row(site, item, groups, parted) for item in items],
        }
        for groups, items in group_tables(second, list(study.groups))
    ]


def also_row(site: Site, item: Shown, groups: Sequence[str], parted: dict[Row, Disagreement]) -> Table:
    """Return one line of the second reports."""
    found = [parted[row] for row in item.rows if row in parted]
    compared: Any = "Agrees"
    if found:
        texts = [
            f"{words.printed(one.second.value)}, here {words.printed(one.first.value)}"
            if "value" in one.what
            else f"{' and '.join(one.what)} differ"
            for one in found
        ]
        compared = {
            "text": f"Differs: {'; '.join(texts)}",
            "strong": True,
            "under": [item.result.differs or ""],
        }
    elif item.result.note:
        compared = {"text": "Agrees", "under": [item.result.note]}
    return {
        "source": site.source(item.first),
        "result": {
            "text": site.evidence.label("endpoints", item.result.endpoint),
            "under": statement_short(site, item),
        },
        "values": [_blank(values(site, item, group)) for group in groups],
        "effect": site.effect(item.effect) if item.effect else "",
        "p": _blank(p_cell(site, item)),
        "compared": compared,
    }


def statement_short(site: Site, item: Shown) -> str:
    """Say what is measured, in few words."""
    statistic = next(
        (words.STATISTICS[row.statistic] for row in item.estimates if row.statistic in words.STATISTICS), ""
    )
    parts = [
        statistic,
        f"at {item.result.timepoint}" if item.result.timepoint else "",
        words.grade(item.result.grade) if item.result.grade else "",
    ]
    return ", ".join(part for part in parts if part)


def _blank(cell: Any) -> Any:
    return "" if isinstance(cell, dict) and "absent" in cell else cell


def disagreements(site: Site, study_id: str) -> list[Table]:
    """Return the disagreements of one study."""
    return [disagreement(site, found) for found in site.corpus.disagreements if found.first.study == study_id]


def disagreement(site: Site, found: Disagreement, *, name: bool = False) -> Table:
    """Return a disagreement as a question to the sources."""
    study = site.evidence.studies[found.first.study]
    label = site.evidence.label("endpoints", found.first.endpoint)
    what = words.STATISTICS.get(
        found.first.statistic, words.MEASURE_NAMES.get(found.first.statistic, "p value")
    )
    about = ", ".join(
        part for part in (what, found.first.group_name, found.first.timepoint, found.first.factor) if part
    )
    lead = f"{words.nobreak(study.name)}: " if name else ""
    plain = f"{lead}{label} ({about}) reads {_said(site, found.first)} and {_said(site, found.second)}."
    explained = differs(site.corpus, found.second) or differs(site.corpus, found.first)
    block: Table = {"plain": plain, "particulars": [explained] if explained else []}
    return (
        {**block, "href": f"{site.study(found.first.study)}#differences", "href_text": "The study"}
        if name
        else block
    )


def _said(site: Site, row: Row) -> str:
    source = site.evidence.sources.get(row.origin.source or "")
    value = words.with_unit(site.evidence, row.value, row.unit) if row.value else ""
    p = f"p {words.p_words(row.p_value)}" if row.p_value else ""
    numbers = ", ".join(part for part in (value, words.bounds_words(row), p) if part)
    who = (
        f"{short_name(source)} ({row.origin.at}; {depth(source_kind(site.evidence, row), source)})"
        if source
        else ""
    )
    return f"{numbers} in {who}"
