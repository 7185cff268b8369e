"""What the list of sources and the page of each share: kinds, notices, studies, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.source import Source
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import NOTICE_NAMES, Cell, Site
from generator.render.pages.source_rows import is_number

KINDS = {
    "paper": "Paper",
    "registry": "Registry",
    "meeting": "Meeting report",
    "review": "Review",
    "news": "News",
}
DEPTHS = {
    "abstract": "Abstract",
    "full-text": "Full text",
    "registry-record": "Registry record",
    "news": "News page",
}


def open_notice(source: Source) -> Any:
    """Return the gravest notice that is not resolved, or None."""
    order = ("retraction", "expression-of-concern", "correction")
    found = [notice for notice in source.notices if not notice.resolved]
    return min(found, key=lambda notice: order.index(notice.kind), default=None)


def notices_cell(source: Source) -> Cell:
    """Say which notices stand, and when they were last looked for."""
    names = [NOTICE_NAMES[notice.kind] for notice in source.notices if not notice.resolved]
    checked = f"looked up {words.day(source.notices_checked)}" if source.notices_checked else ""
    if names:
        return {"text": words.joined(names), "under": checked}
    return {"text": "None seen", "under": checked} if checked else {"absent": "not looked up"}


def study_cell(site: Site, study_id: str, *, title: bool = True) -> Cell:
    """Return a study's name, linked, with its notice."""
    study = site.evidence.studies[study_id]
    cell: Cell = {"text": words.nobreak(study.name), "href": site.study(study_id)}
    notice = site.study_notice(study_id)
    return {
        **cell,
        **({"under": study.title, "strong": True} if title else {}),
        **({"notice": notice} if notice else {}),
    }


def amount(rows: Sequence[Row]) -> str:
    """Say how many numbers there are; "in words" or "named" where a source gives none."""
    number = sum(is_number(row) for row in rows)
    return str(number) if number else "in words" if rows else "named"
