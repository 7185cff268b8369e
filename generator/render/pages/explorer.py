"""The explorer: every study in one table that a reader can search, filter and sort."""

from __future__ import annotations

from typing import Any

from generator.model.evidence import Evidence
from generator.model.study import Study
from generator.render import words
from generator.render.cells import Site
from generator.render.context import Context, Files
from generator.render.env import in_script, page
from generator.render.pages import facets
from generator.render.pages.frame import front, read_words, review_words, study_paths
from generator.render.pages.glossary import classes
from generator.render.pages.lists import effect_cell, name_cell, result_cell, source_cell
from generator.render.pages.selection import by_design, follow_up, main_reading
from generator.render.pages.study_results import reading_words
from generator.render.pages.study_who import has_patients, patients, published, quantity_words
from generator.render.references import bibtex

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
    {
        "key": "year",
        "label": "Year",
        "num": True,
        "sort": "number",
        "place": "half not-tablet",
        "labelled": True,
    },
    {"key": "radiotherapy", "label": "Radiotherapy", "place": "half", "labelled": True},
    {"key": "result", "label": "Main result", "place": "big"},
    {"key": "effect", "label": "Effect", "num": True, "place": "half", "labelled": True, "folded": True},
    {"key": "line", "label": "Line", "place": "half", "labelled": True, "folded": True},
    {"key": "drivers", "label": "Drivers", "place": "half", "labelled": True, "folded": True},
    {"key": "reading", "label": "Points to, precision", "folded": True},
    {
        "key": "follow_up",
        "label": "Follow-up",
        "num": True,
        "place": "half",
        "labelled": True,
        "folded": True,
    },
    {"key": "status", "label": "Status", "place": "half", "labelled": True, "folded": True},
    {"key": "source", "label": "Read in", "place": "source"},
]
"""The columns; a folded one is shown when the reader asks for it, and without scripts."""
NOT_READ = "not read"
"""Short for a dense table: nothing of it stands in what was read."""


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
        "facets": facets.options(site, (one["named"] for one in rows)),
        "columns": COLUMNS,
        "rows": rows,
        "count": len(ids),
    }
    return {
        "explorer.md": page("explorer.md.j2", **values),
        "assets/explorer-references.js": references(context),
    }


def references(context: Context) -> str:
    """Return the BibTeX entries that the table's export takes, as a classic script: one a source, and each study's sources."""
    sources = context.evidence.sources
    held = {
        "studies": {
            id_: sorted({row.origin.source or "" for row in rows} & sources.keys())
            for id_, rows in context.corpus.rows.items()
        },
        "entries": {id_: bibtex({id_: source}) for id_, source in sorted(sources.items())},
    }
    return f"window.EVIDENCE_REFERENCES = {in_script(held)};\n"


def row(site: Site, study_id: str) -> dict[str, Any]:
    """Return one study for the table, with what it is filtered and sorted by."""
    evidence, study = site.evidence, site.evidence.studies[study_id]
    item, _ = main_reading(site.corpus, study_id)
    number, what = patients(site.corpus, study_id)
    year = published(site.corpus, study_id) or str(study.years.end or study.years.start or "")
    design = evidence.term("designs", study.design)
    named = facets.of_study(site, study_id)
    return {
        "name": name_cell(site, study_id),
        "design": design.label,
        "patients": {"text": number, "under": what if what != "patients" else []}
        if number
        else {"absent": NOT_READ},
        "year": year or {"absent": NOT_READ},
        "radiotherapy": radiotherapy(site, study),
        "result": result_cell(site, item, alone=True),
        "effect": effect_cell(site, item) if has_patients(site, study) else {"absent": "–"},
        "line": evidence.label("lines", study.population.line)
        if study.population.line
        else {"absent": NOT_READ},
        "drivers": words.joined(
            [evidence.label("drivers", id_) for id_ in study.population.eligibility.drivers]
        )
        or {"absent": NOT_READ},
        "reading": "; ".join(reading_words(site, item)) if item is not None else "",
        "follow_up": f"{followed} mo"
        if (followed := follow_up(site.corpus, study_id))
        else {"absent": NOT_READ},
        "status": facets.STATUS[study.status],
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
