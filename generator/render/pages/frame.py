"""What every page carries: front matter, how its evidence was curated, how to cite it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.check.review import Standing, standing
from generator.model.evidence import Evidence, source_path, study_path
from generator.model.source import Source
from generator.render import words
from generator.render.context import Context


def front(
    context: Context,
    title: str,
    description: str,
    *,
    edit: str = "",
    edit_label: str = "Edit this page",
    paths: Iterable[str] = (),
    curated: str = "",
    data: Sequence[dict[str, str]] = (),
    **more: Any,
) -> dict[str, Any]:
    """Return the front matter of a page; `paths` are the files whose last change is the page's."""
    changed = context.dates.of(*paths)
    values: dict[str, Any] = {"title": title, "description": shorten(description)}
    if edit:
        values |= {"edit": edit, "edit_label": edit_label}
    if paths:
        values["changed"] = words.day(changed) if changed else "not committed yet"
    if curated:
        values["curated"] = curated
    if data:
        values["data"] = list(data)
    values["cite"] = cite(context, title)
    return {**values, **more}


def of_everything(context: Context) -> dict[str, Any]:
    """Return `paths` and `curated` of a page that rests on all of the evidence."""
    return {
        "paths": [path for path in context.evidence.documents if path.startswith("evidence/")],
        "curated": review_words(context.evidence, list(context.evidence.studies)),
    }


def cite(context: Context, title: str) -> str:
    """Return how to cite a page: publisher, page, site, date of its build."""
    site = context.evidence.site
    built = f" Version of {words.day(context.dates.built)}." if context.dates.built else ""
    return f"{site.publisher}. {title}. In: {site.title}.{built} Licence {site.licence.name}."


def shorten(text: str, most: int = 160) -> str:
    """Cut a description at a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"


def study_paths(context: Context, study_id: str) -> list[str]:
    """Return the files whose change is a change of a study's evidence: its card and its sources."""
    sources = {row.origin.source for row in context.corpus.rows[study_id] if row.origin.source}
    return [study_path(study_id), *(source_path(source) for source in sorted(sources))]


def read_words(context: Context, study_ids: Iterable[str]) -> str:
    """Say how the sources of studies were read: "Read from a paper's abstract and a review's full text."""
    kinds: dict[str, None] = {}
    for id_ in study_ids:
        ids = dict.fromkeys(row.origin.source or "" for row in context.corpus.rows[id_])
        for source_id in ids or (context.evidence.studies[id_].source or "",):
            source = context.evidence.sources.get(source_id)
            if source is not None:
                kinds[_reading(source, id_)] = None
    return f"Read from {words.joined(list(kinds))}." if kinds else "No source recorded."


def _reading(source: Source, study_id: str) -> str:
    own = study_id in source.primary_for or source.kind != "paper"
    noun = {"meeting": "meeting report"}.get(source.kind, source.kind) if own else "review"
    named = {"abstract": f"the abstract of a {noun}", "full-text": f"the full text of a {noun}"}
    return named.get(
        source.read, {"registry-record": "a registry record", "news": "a news page"}.get(source.read, "")
    )


def review_words(evidence: Evidence, study_ids: Sequence[str]) -> str:
    """Say whether clinicians have reviewed the cards, and whether the reviews still hold."""
    found = {id_: standing(evidence, id_) for id_ in study_ids}
    if len(found) == 1:
        return _one_review(evidence, study_ids[0], found[study_ids[0]])
    current, lapsed = (sum(each == kind for each in found.values()) for kind in ("current", "lapsed"))
    if not current and not lapsed:
        return "None of the cards has been reviewed by a clinician yet."
    said = f"{current} of {len(found)} cards reviewed by a clinician."
    return f"{said} {words.plural(lapsed, 'review')} lapsed: the card has changed since." if lapsed else said


def _one_review(evidence: Evidence, study_id: str, found: Standing) -> str:
    review = evidence.studies[study_id].curation.review
    if review is None:
        return "Not yet reviewed by a clinician."
    said = f"eviewed by {review.by}, {words.day(review.date)}"
    if found == "lapsed":
        return f"Review lapsed: the card has changed since it was r{said}."
    return f"R{said}."
