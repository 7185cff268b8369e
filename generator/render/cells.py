"""From rows to what the components show: cells, sources, groups, notices. No rule of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.check.printed import Asked
from generator.model.source import Notice, Source
from generator.model.study import Study
from generator.printed.comparison import group_name
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import source_kind
from generator.render import derived, words
from generator.synthesise.derivations import Derivations, key
from generator.synthesise.derived import Derived

Cell = dict[str, Any]
NOTICE_NAMES = {
    "correction": "Correction",
    "expression-of-concern": "Expression of concern",
    "retraction": "Retracted",
}
_CSS = {"correction": "correction", "expression-of-concern": "concern", "retraction": "retraction"}
_DEPTHS = {
    "abstract": "abstract",
    "full-text": "full text",
    "registry-record": "registry record",
    "news": "news",
}


class Site:
    """Links and shared words for the pages of one folder; `up` leads to the site's root."""

    def __init__(
        self,
        corpus: Corpus,
        up: str = "",
        asked: Asked | None = None,
        derivations: Derivations | None = None,
    ) -> None:
        self.corpus, self.evidence, self.up, self.asked = corpus, corpus.evidence, up, asked
        self.derivations = derivations or {}

    def derived(self, row: Row | None) -> Derived | None:
        """What was derived from a printed number, or None."""
        return self.derivations.get(key(row)) if row is not None else None

    def study(self, study_id: str) -> str:
        """Address of a study's page."""
        return f"{self.up}studies/{study_id}.html"

    def topic(self, topic_id: str) -> str:
        """Address of a topic's page, or of the list of topics where it has no page yet."""
        rendered = topic_id in self.evidence.rendered_topics()
        return f"{self.up}topics/{topic_id}.html" if rendered else f"{self.up}explorer.html#topic={topic_id}"

    def source_page(self, source_id: str) -> str:
        """Address of a source's page."""
        return f"{self.up}sources/{source_id}.html"

    def term(self, kind: str, id_: str) -> dict[str, str]:
        """A term with its definition, linked to the glossary."""
        term = self.evidence.term(kind, id_)
        return {"text": term.label, "href": f"{self.up}glossary.html#{kind}-{id_}", "tip": term.definition}

    def notice(self, notice: Notice | None) -> dict[str, str] | None:
        """The flag of a notice."""
        return {"kind": _CSS[notice.kind], "label": NOTICE_NAMES[notice.kind]} if notice else None

    def study_notice(self, study_id: str) -> dict[str, str] | None:
        """The flag of the gravest open notice about a study."""
        found = self.corpus.notices(study_id)
        return self.notice(found[0]) if found else None

    def source(self, row: Row, *, place: bool = True) -> dict[str, Any]:
        """The source of a row: name, kind for this study and depth, place, notice."""
        source = self.evidence.sources.get(row.origin.source or "")
        if source is None:
            return {"text": row.origin.source or ""}
        cell: dict[str, Any] = {
            "text": short_name(source),
            "href": self.source_page(row.origin.source or ""),
            "depth": depth(source_kind(self.evidence, row), source),
        }
        if place and row.origin.at:
            cell["at"] = row.origin.at
        notice = self.row_notice(row, source)
        return {**cell, "notice": notice} if notice else cell

    def row_notice(self, row: Row, source: Source) -> dict[str, str] | None:
        """The notice to show beside a number: of its source when that is the study's own report, else of the study."""
        own = next((notice for notice in source.notices if not notice.resolved), None)
        return self.notice(own) if own and row.study in source.primary_for else self.study_notice(row.study)

    def missing(self, study_id: str) -> str:
        """Say what an absent value means: "not reported" only where the study's own full text was read."""
        own = [source for source in self.evidence.sources.values() if study_id in source.primary_for]
        return "not reported" if any(source.read == "full-text" for source in own) else words.NOT_READ

    def value(self, row: Row | None) -> Cell:
        """A number with its unit, what is printed beside it underneath."""
        if row is None:
            return {"absent": words.NOT_READ}
        text = words.with_unit(self.evidence, row.value, row.unit) if row.value else ""
        under = [part for part in (words.bounds_words(row), row.finding) if part]
        cell: dict[str, Any] = {"text": text or words.bounds_words(row)}
        if text and under:
            cell["under"] = under
        if self.retracted(row):
            cell["struck"] = True
        return cell

    def retracted(self, row: Row) -> bool:
        """Say whether a row's own source was retracted."""
        source = self.evidence.sources.get(row.origin.source or "")
        return any(
            notice.kind == "retraction" and not notice.resolved
            for notice in (source.notices if source else ())
        )

    def effect(self, row: Row | None) -> Cell:
        """An effect with its interval underneath."""
        if row is None:
            return {"absent": words.NOT_READ}
        unit = f" {words.unit_symbol(self.evidence, row.unit)}" if row.statistic == "difference" else ""
        text = (
            f"{words.MEASURES[row.statistic]} {words.printed(row.value)}{unit}"
            if row.value
            else words.MEASURES[row.statistic]
        )
        under: list[Any] = [words.bounds_words(row)] if row.bounds else derived.interval(self.derived(row))
        if row.method.get("model"):
            under.append(row.method["model"])
        cell: dict[str, Any] = {"text": text.rstrip(), **({"under": under} if under else {})}
        return {**cell, "struck": True} if self.retracted(row) else cell

    def group(self, study: Study, group_id: str) -> dict[str, Any]:
        """A group for a key or a column head."""
        group = study.groups.get(group_id)
        cell: dict[str, Any] = {"name": group_name(study, group_id)}
        if group and group.role:
            cell["role"] = group.role
        if group and group.n:
            cell["n"] = words.printed(group.n)
        return cell


def depth(kind: str, source: Source) -> str:
    """Two words: kind for this study, and how deep it was read."""
    read = _DEPTHS[source.read]
    return read if read == kind else f"{kind}, {read}"


def short_name(source: Source) -> str:
    """Name a source as a reader would: first author and year, a registry's number, else the journal or the title's beginning."""
    first = source.author[0] if source.author else None
    name = (first.family or first.literal or "") if first else ""
    year = (source.issued or "")[:4]
    if not name and source.kind == "registry" and source.number:
        return source.number
    if not name:
        name = source.container_title or source.title.strip("[]").split(";")[0]
        name = name if len(name) <= 48 else name[:47].rsplit(" ", 1)[0] + " …"
    return name if year and name.endswith(year) else f"{name} {year}".strip()


def link(text: str, href: str, *, download: bool = False) -> dict[str, Any]:
    """A link for a row of actions."""
    return {"text": text, "href": href, **({"download": True} if download else {})}


def rows_by_group(rows: Sequence[Row], statistic: str) -> dict[str, list[Row]]:
    """Return the rows of one statistic by group."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.statistic == statistic:
            found.setdefault(row.group, []).append(row)
    return found
