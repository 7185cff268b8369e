"""The explorer: every study in one table that a reader can search, filter and sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.model.evidence import Evidence
from generator.model.study import Study
from generator.render.cells import Site
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.frame import front, read_words, review_words, study_paths
from generator.render.pages.glossary import classes
from generator.render.pages.lists import name_cell, result_cell, source_cell
from generator.render.pages.selection import by_design, main_reading
from generator.render.pages.study_who import patients, published, quantity_words

COLUMNS = [
    {"key": "name", "label": "Study", "head": True, "sort": "text"},
    {"key": "design", "label": "Design", "sort": "number", "place": "half"},
    {
        "key": "patients",
        "label": "Patients",
        "num": True,
        "sort": "number",
        "place": "half",
        "labelled": True,
    },
    {"key": "year", "label": "Year", "num": True, "sort": "number", "place": "half", "labelled": True},
    {"key": "radiotherapy", "label": "Radiotherapy", "place": "half", "labelled": True},
    {"key": "result", "label": "Main result", "place": "big"},
    {"key": "source", "label": "Read in", "place": "source"},
]
DESIGN_COLUMNS = {
    "randomised": "Randomised",
    "single-arm": "Single arm",
    "cohort": "Cohort",
    "review": "Review",
    "guideline": "Guideline",
    "laboratory": "Laboratory",
    "not-stated": "Not stated",
}
NOT_READ = "not read"
"""Short for a dense table: nothing of it stands in what was read."""
_STATUS = {
    "published": "Reported",
    "interim": "Interim",
    "ongoing": "Under way",
    "recruiting": "Recruiting",
    "planned": "Planned",
    "terminated": "Terminated",
    "unknown": "Not known",
}
_DEPTH = {"abstract": "Abstract", "full-text": "Full text", "registry-record": "Registry", "news": "News"}
Facet = Callable[[Site, str, Study], Iterable[tuple[str, str]]]


def render(context: Context) -> Files:
    """Return the explorer's page."""
    site = context.site()
    ids = by_design(site.evidence, site.evidence.studies)
    rows = [row(site, id_) for id_ in ids]
    paths = [path for id_ in ids for path in study_paths(context, id_)]
    values = {
        "front": front(
            context,
            "Explorer",
            "All studies in one table: search, filter by topic, design, treatment and year, sort, share.",
            paths=paths,
            curated=f"{read_words(context, ids)} {review_words(context.evidence, ids)}" if ids else "",
            hide=["toc"],
        ),
        "facets": facets(site, rows),
        "columns": COLUMNS,
        "rows": rows,
        "count": len(ids),
    }
    return {"explorer.md": page("explorer.md.j2", **values)}


def row(site: Site, study_id: str) -> dict[str, Any]:
    """Return one study for the table, with what it is filtered and sorted by."""
    evidence, study = site.evidence, site.evidence.studies[study_id]
    item, _ = main_reading(site.corpus, study_id)
    number, what = patients(site.corpus, study_id)
    year = published(site.corpus, study_id) or str(study.years.end or study.years.start or "")
    design = evidence.term("designs", study.design)
    named = {key: list(dict.fromkeys(facet(site, study_id, study))) for key, (_, facet) in FACETS.items()}
    return {
        "name": name_cell(site, study_id),
        "design": design.label,
        "patients": {"text": number, "under": what if what != "patients" else []}
        if number
        else {"absent": NOT_READ},
        "year": year or {"absent": NOT_READ},
        "radiotherapy": radiotherapy(site, study),
        "result": result_cell(site, item),
        "source": source_cell(site, study_id, item),
        "named": named,
        "facets": {key: [id_ for id_, _ in found] for key, found in named.items()},
        "sort": {
            "name": study.name.lower(),
            "design": design.rank,
            "patients": int(number) if number.isdigit() else None,
            "year": int(year) if year else None,
        },
        "search": haystack(site, study_id, study),
    }


def radiotherapy(site: Site, study: Study) -> Any:
    """Return the regimens in few words: "24 Gy in 3"."""
    found: dict[str, None] = {}
    for group in study.groups.values():
        for regimen in group.radiotherapy:
            dose = quantity_words(regimen.dose_gy, "Gy")
            if dose and regimen.fractions:
                dose += f" in {quantity_words(regimen.fractions, '')}"
            technique = site.evidence.term("techniques", regimen.technique) if regimen.technique else None
            text = dose or (technique.abbreviation or technique.label if technique else "")
            found.update({text: None} if text else {})
    shown = list(found)
    if not shown:
        return {"absent": NOT_READ}
    return {
        "text": shown[0],
        "under": [*shown[1:3], *([f"and {len(shown) - 3} more"] if len(shown) > 3 else [])],
    }


def haystack(site: Site, study_id: str, study: Study) -> str:
    """Return the hidden words that a search looks through: names, registry numbers, drugs with class and synonyms."""
    evidence = site.evidence
    authors = [
        name.family or name.literal or ""
        for source in evidence.sources.values()
        if study_id in source.primary_for
        for name in source.author[:1]
    ]
    found = [study_id, *study.aliases, *study.registrations, *authors, study.population.summary]
    for group in study.groups.values():
        for id_ in group.interventions:
            found += drug_words(evidence, id_)
    return " ".join(dict.fromkeys(word for word in found if word)).lower()


def drug_words(evidence: Evidence, id_: str) -> list[str]:
    """Return the label, short form and synonyms of an intervention and of its classes."""
    terms = [evidence.term("interventions", one) for one in (id_, *classes(evidence, id_))]
    return [word for term in terms for word in (term.label, term.abbreviation or "", *term.synonyms)]


def _topics(site: Site, study_id: str, study: Study) -> Iterable[tuple[str, str]]:
    return [(id_, site.evidence.topics[id_].title) for id_ in study.topics if id_ in site.evidence.topics]


def _designs(site: Site, study_id: str, study: Study) -> Iterable[tuple[str, str]]:
    column = site.evidence.term("designs", study.design).column or "not-stated"
    return [(column, DESIGN_COLUMNS.get(column, column))]


def _status(site: Site, study_id: str, study: Study) -> Iterable[tuple[str, str]]:
    return [(study.status, _STATUS[study.status])]


def _interventions(site: Site, study_id: str, study: Study) -> Iterable[tuple[str, str]]:
    given = [id_ for group in study.groups.values() for id_ in group.interventions]
    broader = [class_ for id_ in given for class_ in classes(site.evidence, id_)]
    kinds = {id_: site.evidence.term("interventions", id_).kind for id_ in (*given, *broader)}
    return [
        (id_, site.evidence.label("interventions", id_))
        for id_, kind in kinds.items()
        if kind in ("drug-class", "radiotherapy", "local")
    ]


def _years(site: Site, study_id: str, study: Study) -> Iterable[tuple[str, str]]:
    year = published(site.corpus, study_id) or str(study.years.end or study.years.start or "")
    return [(year, year)] if year else [("not-read", "Not in what we read")]


def _depths(site: Site, study_id: str, study: Study) -> Iterable[tuple[str, str]]:
    own = [source for source in site.evidence.sources.values() if study_id in source.primary_for]
    return [(source.read, f"Own report, {_DEPTH[source.read].lower()}") for source in own] or [
        ("second-hand", "Review only")
    ]


def _notices(site: Site, study_id: str, study: Study) -> Iterable[tuple[str, str]]:
    return [("any", "Any notice")] if site.corpus.notices(study_id) else []


FACETS: dict[str, tuple[str, Facet]] = {
    "topic": ("Topic", _topics),
    "design": ("Design", _designs),
    "given": ("Treatment", _interventions),
    "year": ("Year", _years),
    "status": ("Status", _status),
    "read": ("Read from", _depths),
    "notice": ("Notices", _notices),
}


def facets(site: Site, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the facets with their options and counts; options in the order of their tables, else by count."""
    found = []
    for key, (title, _) in FACETS.items():
        labels: dict[str, str] = {}
        counts: dict[str, int] = {}
        for one in rows:
            for id_, label in one["named"][key]:
                labels[id_] = label
                counts[id_] = counts.get(id_, 0) + 1
        options = [
            {"value": id_, "label": labels[id_], "count": counts[id_]} for id_ in _in_order(site, key, counts)
        ]
        if options:
            found.append({"key": key, "title": title, "options": options})
    return found


def _in_order(site: Site, key: str, counts: dict[str, int]) -> list[str]:
    known = {"topic": list(site.evidence.topics), "design": list(DESIGN_COLUMNS)}.get(key)
    if key == "topic":
        known = sorted(site.evidence.topics, key=lambda id_: site.evidence.topics[id_].order)
    if known:
        return [id_ for id_ in known if id_ in counts]
    if key == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda id_: (-counts[id_], id_))
