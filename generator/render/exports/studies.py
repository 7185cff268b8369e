"""`studies`: one record a study; in JSON with its whole card. And the files beside each study's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.check.review import standing
from generator.model.study import Study
from generator.render.context import Files
from generator.render.exports.about import about
from generator.render.exports.columns import Cell, Column, as_json, json_lines, json_object, record, typed
from generator.render.exports.flags import notice_flags
from generator.render.exports.results import csv_text, json_rows
from generator.render.exports.tables import Tables
from generator.render.references import bibtex, ris

Item = tuple[Tables, str, Study]


def _text(get: Callable[[Study], str | None]) -> Callable[[Item], Cell]:
    return lambda item: get(item[2]) or ""


def _distinct(get: Callable[[Study], Any]) -> Callable[[Item], Cell]:
    return lambda item: tuple(dict.fromkeys(found for found in get(item[2]) if found))


def _interventions(study: Study) -> list[str]:
    return [drug for group in study.groups.values() for drug in group.interventions]


def _techniques(study: Study) -> list[str | None]:
    return [regimen.technique for group in study.groups.values() for regimen in group.radiotherapy]


def _bias(study: Study) -> tuple[str, ...]:
    if isinstance(study.risk_of_bias, str):
        return (study.risk_of_bias,)
    return tuple(
        f"{bias.endpoint or 'study'}: {bias.judgement} ({bias.tool}, {bias.by})"
        for bias in study.risk_of_bias
    )


def _notices(item: Item) -> Cell:
    tables, id_, _ = item
    flags = {
        flag
        for source in tables.own_reports.get(id_, ())
        for flag in notice_flags(tables.evidence.sources[source])
    }
    return tuple(sorted(flag.removeprefix("notice-") for flag in flags))


COLUMNS: tuple[Column[Item], ...] = (
    Column("study_id", "text", "Id of the study.", lambda item: item[1]),
    Column("study_name", "text", "Name of the study.", _text(lambda study: study.name)),
    Column("title", "text", "What was compared, in whom: a description of ours.", _text(lambda study: study.title)),
    Column("aliases", "texts", "Other names.", lambda item: item[2].aliases),
    Column("page", "text", "Address of its page from the site's root.", lambda item: f"studies/{item[1]}.html"),
    Column("design", "text", "Id of the design.", _text(lambda study: study.design), "vocabulary designs"),
    Column("design_label", "text", "Name of the design.", lambda item: item[0].evidence.label("designs", item[2].design)),
    Column("is_randomised", "flag", "Whether the design is randomised; false where that is not stated.",
           lambda item: bool(item[0].evidence.term("designs", item[2].design).randomised)),
    Column("status", "text", "Status.", _text(lambda study: study.status),
           "planned recruiting ongoing interim published terminated unknown"),
    Column("registrations", "ids", "Registry numbers that were read in a source.", lambda item: item[2].registrations),
    Column("year_start", "integer", "First year in which patients entered.", lambda item: item[2].years.start),
    Column("year_end", "integer", "Last year in which patients entered.", lambda item: item[2].years.end),
    Column("population", "text", "Who was studied.", _text(lambda study: study.population.summary)),
    Column("stage", "ids", "Stages.", lambda item: item[2].population.stage, "vocabulary stages"),
    Column("line", "text", "Line of treatment.", _text(lambda study: study.population.line), "vocabulary lines"),
    Column("state", "text", "Oligometastatic state as classified here, where it was.",
           lambda item: state.term if (state := item[2].population.state_as_classified) else "", "vocabulary states"),
    Column("enrolled", "printed", "Patients enrolled.", lambda item: item[2].population.enrolled),
    Column("randomised", "printed", "Patients randomised.", lambda item: item[2].population.randomised),
    Column("analysed", "printed", "Patients analysed.", lambda item: item[2].population.analysed),
    Column("nsclc_n", "printed", "Patients with lung cancer, in a study of several cancers.",
           lambda item: item[2].population.nsclc_n),
    Column("interventions", "ids", "What its groups received.", _distinct(_interventions), "vocabulary interventions"),
    Column("techniques", "ids", "Radiotherapy techniques in use.", _distinct(_techniques), "vocabulary techniques"),
    Column("topics", "ids", "Topics it bears on.", lambda item: item[2].topics),
    Column("sources", "ids", "All sources its card names, its own reports first.",
           lambda item: item[0].study_sources[item[1]]),
    Column("own_reports", "ids", "Those that are the study's own reports; empty where it was read second-hand only.",
           lambda item: item[0].own_reports.get(item[1], ())),
    Column("notices", "ids", "Kinds of the open notices about its own reports.", _notices,
           "correction expression-of-concern retraction"),
    Column("bundle", "flag", "True for a citation that stands for several unnamed studies; count it nowhere.",
           lambda item: item[2].trial.bundle),
    Column("same_as_maybe", "ids", "Studies that may be this one; count it nowhere.",
           lambda item: item[2].related.same_as_maybe),
    Column("risk_of_bias", "texts", "Judgements by named persons, or not assessed.", lambda item: _bias(item[2])),
    Column("limitations", "texts", "Limitations, in our words.", lambda item: item[2].limitations),
    Column("summary", "text", "Short summary with its numbers put in.",
           lambda item: item[0].summaries[item[1]]),
    Column("results", "integer", "Number of its rows in the table of results.", lambda item: len(item[0].results[item[1]])),
    Column("added", "text", "Day on which the card was added.", _text(lambda study: study.curation.added)),
    Column("reviewed_by", "text", "Clinician who reviewed the card; empty where none has.",
           _text(lambda study: study.curation.review.by if study.curation.review else "")),
    Column("reviewed_on", "text", "Day of that review.",
           _text(lambda study: study.curation.review.date if study.curation.review else "")),
    Column("review", "text", "Whether that review still holds: it lapses when the card changes.",
           lambda item: standing(item[0].evidence, item[1]), "none current lapsed"),
)  # fmt: skip


def study_json(tables: Tables, id_: str) -> str:
    """Return a study's record with its card, whose short forms are written out, as JSON on one line."""
    study = tables.evidence.studies[id_]
    return as_json({**record(COLUMNS, (tables, id_, study)), "card": typed(study)})


def render(tables: Tables) -> Files:
    """Return data/studies.json."""
    return {"data/studies.json": json_lines([study_json(tables, id_) for id_ in tables.evidence.studies])}


def render_each(tables: Tables) -> Files:
    """Return studies/<id>.json, .csv, .bib and .ris of every study."""
    return {path: text for id_ in tables.evidence.studies for path, text in _files(tables, id_).items()}


def _files(tables: Tables, id_: str) -> Files:
    rows, sources = tables.results[id_], tables.sources(tables.study_sources[id_])
    parts = {
        "about": as_json(about(tables.context)),
        "study": study_json(tables, id_),
        "results": json_lines(json_rows(rows)),
        "sources": json_lines([as_json(item) for item in tables.csl(sources)]),
    }
    base = f"studies/{id_}"
    return {
        f"{base}.json": json_object(parts),
        f"{base}.csv": csv_text(rows),
        f"{base}.bib": bibtex(sources),
        f"{base}.ris": ris(sources),
    }
