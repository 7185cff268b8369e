"""What the explorer filters by: each facet gives a study's terms, with the words that readers see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.model.study import Study
from generator.printed.results import main_result, shown
from generator.render.cells import Site
from generator.render.pages.glossary import classes
from generator.render.pages.selection import main_reading
from generator.render.pages.study_who import patients, published

Terms = Iterable[tuple[str, str]]
Facet = Callable[[Site, str, Study], Terms]

DESIGN_COLUMNS = {
    "randomised": "Randomised",
    "single-arm": "Single arm",
    "cohort": "Cohort",
    "review": "Review",
    "guideline": "Guideline",
    "laboratory": "Laboratory",
    "not-stated": "Not stated",
}
STATUS = {
    "published": "Reported",
    "interim": "Interim",
    "ongoing": "Under way",
    "recruiting": "Recruiting",
    "planned": "Planned",
    "terminated": "Terminated",
    "unknown": "Not known",
}
_DEPTH = {"abstract": "Abstract", "full-text": "Full text", "registry-record": "Registry", "news": "News"}
_UNREAD = ("not-read", "Not in what we read")
_BRAIN = {"required": "Required", "allowed": "Allowed", "excluded": "Excluded"}
SIZES = ((300, "300 and more"), (100, "100 to 299"), (50, "50 to 99"), (0, "Fewer than 50"))
"""Lowest number of patients of each band, with its words."""
_TOWARDS = {
    "experimental": "Tested group",
    "control": "Control",
    "neither": "Neither",
    "unknown": "Not known",
}
_RATIOS = {"interval": "Ratio with interval", "alone": "Ratio alone", "none": "No ratio"}


def of_study(site: Site, study_id: str) -> dict[str, list[tuple[str, str]]]:
    """Return a study's terms of every facet, each once."""
    study = site.evidence.studies[study_id]
    return {key: list(dict.fromkeys(facet(site, study_id, study))) for key, (_, facet) in FACETS.items()}


def _topics(site: Site, study_id: str, study: Study) -> Terms:
    return [(id_, site.evidence.topics[id_].title) for id_ in study.topics if id_ in site.evidence.topics]


def _questions(site: Site, study_id: str, study: Study) -> Terms:
    return [
        (f"{topic_id}.{question.id}", question.heading or question.question)
        for topic_id, topic in site.evidence.rendered_topics().items()
        for question in topic.questions
        if study_id in question.studies
    ]


def _designs(site: Site, study_id: str, study: Study) -> Terms:
    column = site.evidence.term("designs", study.design).column or "not-stated"
    return [(column, DESIGN_COLUMNS.get(column, column))]


def _interventions(site: Site, study_id: str, study: Study) -> Terms:
    given = [id_ for group in study.groups.values() for id_ in group.interventions]
    broader = [class_ for id_ in given for class_ in classes(site.evidence, id_)]
    kinds = {id_: site.evidence.term("interventions", id_).kind for id_ in (*given, *broader)}
    return [
        (id_, site.evidence.label("interventions", id_))
        for id_, kind in kinds.items()
        if kind in ("drug-class", "radiotherapy", "local")
    ]


def _techniques(site: Site, study_id: str, study: Study) -> Terms:
    used = [regimen.technique for group in study.groups.values() for regimen in group.radiotherapy]
    return [(id_, site.evidence.label("techniques", id_)) for id_ in used if id_]


def _drivers(site: Site, study_id: str, study: Study) -> Terms:
    return [(id_, site.evidence.label("drivers", id_)) for id_ in study.population.eligibility.drivers]


def _lines(site: Site, study_id: str, study: Study) -> Terms:
    line = study.population.line
    return [(line, site.evidence.label("lines", line))] if line else [_UNREAD]


def _brain(site: Site, study_id: str, study: Study) -> Terms:
    found = study.population.eligibility.brain_metastases or "unknown"
    return [(found, _BRAIN[found])] if found in _BRAIN else [_UNREAD]


def _endpoints(site: Site, study_id: str, study: Study) -> Terms:
    found = [item.result.endpoint for item in shown(site.corpus, study_id) if item.estimates or item.effect]
    return [(id_, site.evidence.label("endpoints", id_)) for id_ in found]


def _years(site: Site, study_id: str, study: Study) -> Terms:
    year = published(site.corpus, study_id) or str(study.years.end or study.years.start or "")
    return [(year, year)] if year else [_UNREAD]


def _sizes(site: Site, study_id: str, study: Study) -> Terms:
    number, _ = patients(site.corpus, study_id)
    if not number.isdigit():
        return [_UNREAD]
    return [next((str(least), name) for least, name in SIZES if int(number) >= least)]


def _directions(site: Site, study_id: str, study: Study) -> Terms:
    _, reading = main_reading(site.corpus, study_id)
    return [(reading.towards, _TOWARDS[reading.towards])] if reading else [("none", "No direction given")]


def _ratios(site: Site, study_id: str, study: Study) -> Terms:
    item = main_result(site.corpus, study_id)
    effect = item.effect if item is not None else None
    has = "none" if effect is None or effect.statistic == "difference" or effect.value is None else "alone"
    found = "interval" if has == "alone" and effect is not None and effect.bounds else has
    return [(found, _RATIOS[found])]


def _status(site: Site, study_id: str, study: Study) -> Terms:
    return [(study.status, STATUS[study.status])]


def _depths(site: Site, study_id: str, study: Study) -> Terms:
    own = [source for source in site.evidence.sources.values() if study_id in source.primary_for]
    return [(source.read, f"Own report, {_DEPTH[source.read].lower()}") for source in own] or [
        ("second-hand", "Review only")
    ]


def _notices(site: Site, study_id: str, study: Study) -> Terms:
    return [("any", "Any notice")] if site.corpus.notices(study_id) else []


FACETS: dict[str, tuple[str, Facet]] = {
    "topic": ("Topic", _topics),
    "design": ("Design", _designs),
    "given": ("Treatment", _interventions),
    "question": ("Question", _questions),
    "technique": ("Technique", _techniques),
    "driver": ("Driver", _drivers),
    "line": ("Line", _lines),
    "brain": ("Brain metastases", _brain),
    "endpoint": ("Endpoint", _endpoints),
    "year": ("Year", _years),
    "size": ("Patients", _sizes),
    "towards": ("Main result points to", _directions),
    "ratio": ("Main result", _ratios),
    "status": ("Status", _status),
    "read": ("Read from", _depths),
    "notice": ("Notices", _notices),
}
OPEN = ("topic", "design", "given")
"""Facets that stand open from the start; the others are folded."""


def options(site: Site, named: Iterable[dict[str, list[tuple[str, str]]]]) -> list[dict[str, Any]]:
    """Return the facets with their options and counts over studies; options in the order of their tables, else by count."""
    labels: dict[str, dict[str, str]] = {key: {} for key in FACETS}
    counts: dict[str, dict[str, int]] = {key: {} for key in FACETS}
    for terms in named:
        for key, found in terms.items():
            for id_, label in found:
                labels[key][id_] = label
                counts[key][id_] = counts[key].get(id_, 0) + 1
    return [
        {
            "key": key,
            "title": title,
            "open": key in OPEN,
            "options": [
                {"value": id_, "label": labels[key][id_], "count": counts[key][id_]}
                for id_ in _in_order(site, key, counts[key])
            ],
        }
        for key, (title, _) in FACETS.items()
        if counts[key]
    ]


def _in_order(site: Site, key: str, counts: dict[str, int]) -> list[str]:
    topics = site.evidence.topics
    known = {
        "topic": sorted(topics, key=lambda id_: topics[id_].order),
        "question": [
            f"{id_}.{question.id}"
            for id_, topic in site.evidence.rendered_topics().items()
            for question in topic.questions
        ],
        "design": list(DESIGN_COLUMNS),
        "size": [str(least) for least, _ in SIZES],
        "brain": list(_BRAIN),
        "towards": list(_TOWARDS),
        "ratio": list(_RATIOS),
        "year": sorted((id_ for id_ in counts if id_.isdigit()), reverse=True),
    }.get(key, sorted(counts, key=lambda id_: (id_ == "not-read", -counts[id_], id_)))
    return [id_ for id_ in (*known, *(id_ for id_ in counts if id_ not in known)) if id_ in counts]
