"""The glossary: every term of the vocabularies, and the studies that use those readers look for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.model.base import references
from generator.model.evidence import Evidence
from generator.model.records import Term
from generator.render import words
from generator.render.cells import Cell, Site, link
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.frame import front, review_words
from generator.render.pages.selection import by_design

KINDS = {
    "glossary": "Words of statistics and radiotherapy",
    "endpoints": "Endpoints",
    "interventions": "Treatments",
    "techniques": "Radiotherapy techniques",
    "designs": "Study designs",
    "states": "States of oligometastatic disease",
    "drivers": "Driver alterations",
    "histologies": "Histologies",
    "stages": "Stages",
    "lines": "Lines of treatment",
    "sites": "Sites in the body",
    "timings": "Timing of radiotherapy",
    "intents": "Intent of radiotherapy",
    "extents": "Extent of local treatment",
    "prescriptions": "What a dose is prescribed to",
    "time-zeros": "Where the clock starts",
    "analysis-sets": "Who is analysed",
    "assessors": "Who judges the outcome",
    "criteria": "Criteria of response and progression",
    "estimators": "How rates over time are estimated",
    "toxicity-scales": "Scales of toxicity",
    "units": "Units",
}
"""Headings by vocabulary, in the order of the page; a vocabulary that is not named here comes last."""
WITH_STUDIES = ("endpoints", "interventions", "techniques", "designs", "drivers")
ALWAYS_LONG = ("glossary",)
MOST_STUDIES = 12

Users = Mapping[tuple[str, str], Sequence[str]]


def render(context: Context) -> Files:
    """Return the glossary."""
    site = context.site()
    paths = [path for path in context.evidence.documents if path.startswith("evidence/vocabulary/")]
    shown = kinds(site)
    values = {
        "front": front(
            context,
            "Glossary",
            "What the terms of this site mean, and which studies use them.",
            paths=paths,
            curated=review_words(context.evidence, list(context.evidence.studies)),
            data=[{"label": "Data dictionary", "href": "data.html"}],
        ),
        "kinds": shown,
        "jumps": [link(kind["title"], f"#{kind['id']}") for kind in shown],
    }
    return {"glossary.md": page("glossary.md.j2", **values)}


def kinds(site: Site) -> list[dict[str, Any]]:
    """Return the vocabularies with their terms in alphabetical order."""
    users, named = studies_by_term(site.evidence), named_terms(site.evidence)
    order = [*KINDS, *sorted(set(site.evidence.vocabulary) - set(KINDS))]
    return [kind_view(site, kind, users, named) for kind in order if site.evidence.vocabulary.get(kind)]


def kind_view(site: Site, kind: str, users: Users, named: set[tuple[str, str]]) -> dict[str, Any]:
    """Return one vocabulary for the template; terms that no card names yet stand in short."""
    terms = sorted(site.evidence.vocabulary[kind].items(), key=lambda item: item[1].label.lower())
    rows = [
        term_row(site, kind, id_, users.get((kind, id_), ()))
        if kind in ALWAYS_LONG or (kind, id_) in named
        else short_row(kind, id_, term)
        for id_, term in terms
    ]
    title = KINDS.get(kind, kind.replace("-", " ").capitalize())
    return {"id": kind, "title": title, "studies": kind in WITH_STUDIES, "rows": rows}


def studies_by_term(evidence: Evidence) -> Users:
    """Return the studies that use a term, randomised designs first; a drug counts for its classes too."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for study_id in by_design(evidence, evidence.studies):
        for term in _with_classes(evidence, _terms(evidence.studies[study_id])):
            found.setdefault(term, {})[study_id] = None
    return {term: list(ids) for term, ids in found.items()}


def named_terms(evidence: Evidence) -> set[tuple[str, str]]:
    """Return the terms that a card or a question names, and the classes of the drugs among them."""
    records = [*evidence.studies.values(), *evidence.topics.values(), *evidence.facts.values()]
    return {term for record in records for term in _with_classes(evidence, _terms(record))}


def _terms(record: Any) -> Iterator[tuple[str, str]]:
    return ((ref.kind, id_) for _, ref, id_ in references(record))


def _with_classes(evidence: Evidence, terms: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for kind, id_ in terms:
        yield kind, id_
        if kind == "interventions":
            yield from ((kind, class_) for class_ in classes(evidence, id_))


def classes(evidence: Evidence, id_: str) -> list[str]:
    """Return the classes that an intervention belongs to, broader ones included; a circle of classes ends."""
    found: dict[str, None] = {}
    waiting = list(evidence.term("interventions", id_).classes)
    while waiting:
        class_ = waiting.pop(0)
        if class_ not in found:
            found[class_] = None
            waiting += evidence.term("interventions", class_).classes
    return list(found)


def term_row(site: Site, kind: str, id_: str, studies: Sequence[str]) -> dict[str, Any]:
    """Return a term with its other names, its definition and the studies that use it."""
    term = site.evidence.term(kind, id_)
    row: dict[str, Any] = {
        "id": anchor(kind, id_),
        "name": {"text": term.label, "strong": True, "under": other_names(term)},
        "definition": {"text": term.definition, "under": reading(site, kind, term)},
    }
    if kind in WITH_STUDIES and studies:
        row["studies"] = {"html": study_links(site, kind, id_, studies)}
    return row


def anchor(kind: str, id_: str) -> str:
    """Return the anchor of a term; links to terms lead here."""
    return f"{kind}-{id_}"


def other_names(term: Term) -> str:
    """Return abbreviation and synonyms, each once."""
    names: dict[str, str] = {}
    for name in (term.abbreviation or "", *term.synonyms):
        if name and name.lower() != term.label.lower():
            names.setdefault(name.lower(), name)
    return ", ".join(names.values())


def reading(site: Site, kind: str, term: Term) -> list[str]:
    """Say how an endpoint is read and which classes a drug belongs to."""
    if kind == "interventions" and term.classes:
        return [f"Belongs to: {words.joined([site.evidence.label(kind, id_) for id_ in term.classes])}."]
    if kind != "endpoints":
        return []
    death = {True: "Death counts as an event.", False: "Death does not count as an event."}
    better = {"higher": "A higher number is better.", "lower": "A lower number is better."}
    found = [better.get(term.better or "", ""), death.get(term.counts_death is True, "")]
    if not isinstance(term.counts_death, bool):
        found[1] = "Whether death counts differs between studies." if term.counts_death == "unknown" else ""
    line = " ".join(part for part in found if part)
    return [line] if line else []


def study_links(site: Site, kind: str, id_: str, studies: Sequence[str]) -> Markup:
    """Return links to the studies that use a term; beyond twelve, the explorer or a list to open."""
    links = [_link(site, study_id) for study_id in studies]
    shown, rest = links[:MOST_STUDIES], links[MOST_STUDIES:]
    if not rest:
        return Markup(", ").join(shown)
    view = explorer_view(site, kind, id_)
    if view:
        more = Markup('<a href="{}">all {} in the explorer</a>').format(view, len(links))
        return Markup(", ").join([*shown, more])
    hidden = Markup("<details><summary>and {} more</summary>{}</details>")
    return Markup(", ").join(shown) + hidden.format(len(rest), Markup(", ").join(rest))


def _link(site: Site, study_id: str) -> Markup:
    name = words.nobreak(site.evidence.studies[study_id].name)
    return Markup('<a href="{}">{}</a>').format(site.study(study_id), name)


def explorer_view(site: Site, kind: str, id_: str) -> str:
    """Return the explorer's address for a term that it filters by, else an empty text."""
    term = site.evidence.term(kind, id_)
    if kind == "interventions" and term.kind in ("drug-class", "radiotherapy", "local"):
        return f"{site.up}explorer.html#given={id_}"
    return ""


def short_row(kind: str, id_: str, term: Term) -> dict[str, Any]:
    """Return a term that no card uses yet: its name, abbreviation and definition."""
    name: Cell = {"text": term.label, "under": term.abbreviation or []}
    return {"id": anchor(kind, id_), "name": name, "definition": term.definition}
