"""What all exports share, worked out once: rows with their flags, the sources and topics of studies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from generator.model.evidence import Evidence
from generator.model.source import Source
from generator.model.study import Study
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import source_kind
from generator.render.cells import Site
from generator.render.context import Context
from generator.render.exports.derived import derived_row
from generator.render.exports.flags import Flagger
from generator.render.references import csl
from generator.render.sentence import plain_sentence
from generator.synthesise.derivations import key


@dataclass(frozen=True)
class ResultRow:
    """One printed number with its study, its source and what it carries."""

    row: Row
    study: Study
    source: Source | None
    source_kind: str
    endpoint_label: str
    headline: bool
    flags: tuple[str, ...]
    derived: bool = False


@dataclass(frozen=True)
class Tables:
    """The view that every export is given."""

    context: Context

    @property
    def corpus(self) -> Corpus:
        """The evidence with its rows."""
        return self.context.corpus

    @property
    def evidence(self) -> Evidence:
        """All of the evidence."""
        return self.context.evidence

    @cached_property
    def site(self) -> Site:
        """Links and words for sentences with figures, from the site's root."""
        return self.context.site()

    @cached_property
    def own_reports(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the sources that are a study's own reports, by study."""
        found: dict[str, tuple[str, ...]] = {}
        for id_, source in self.evidence.sources.items():
            for study in source.primary_for:
                found[study] = (*found.get(study, ()), id_)
        return found

    @cached_property
    def study_sources(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of all sources of a study, its own reports first."""
        return {id_: self._sources_of(id_, study) for id_, study in self.evidence.studies.items()}

    def _sources_of(self, id_: str, study: Study) -> tuple[str, ...]:
        records = (
            study,
            study.status_source,
            study.population,
            *study.groups.values(),
            *study.subsets.values(),
        )
        named = {record.source for record in records if record} | {
            row.origin.source for row in self.corpus.rows[id_]
        }
        ids = dict.fromkeys((*self.own_reports.get(id_, ()), *sorted(filter(None, named))))
        return tuple(source for source in ids if source in self.evidence.sources)

    @cached_property
    def summaries(self) -> Mapping[str, str]:
        """The studies' summaries as plain text with their numbers put in, by study."""
        found = ((id_, study.summary) for id_, study in self.evidence.studies.items())
        return {id_: plain_sentence(self.site, text, id_) if text else "" for id_, text in found}

    @cached_property
    def topic_studies(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the studies whose cards name a topic, by topic."""
        found: dict[str, list[str]] = {topic: [] for topic in self.evidence.topics}
        for id_, study in self.evidence.studies.items():
            for topic in study.topics:
                found.setdefault(topic, []).append(id_)
        return {topic: tuple(ids) for topic, ids in found.items()}

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """Return sources by id, in the order of their files."""
        return {id_: self.evidence.sources[id_] for id_ in sorted(set(ids))}

    def csl(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return sources as CSL-JSON items."""
        return [csl(id_, source) for id_, source in self.sources(ids).items()]

    @cached_property
    def results(self) -> Mapping[str, tuple[ResultRow, ...]]:
        """The rows of every study, by study."""
        flagger = Flagger(self.corpus, self.context.problems, self.own_reports, self.context.asked)
        return {
            id_: tuple(item for row in rows for item in self._with_derived(row, flagger))
            for id_, rows in self.corpus.rows.items()
        }

    def _with_derived(self, row: Row, flagger: Flagger) -> tuple[ResultRow, ...]:
        """Return a printed number, and the number that we derive from it as a row of its own."""
        printed = self._result(row, flagger)
        found = self.context.derived.get(key(row))
        if found is None:
            return (printed,)
        return printed, replace(printed, row=derived_row(row, found), headline=False, derived=True)

    def _result(self, row: Row, flagger: Flagger) -> ResultRow:
        return ResultRow(
            row=row,
            study=self.evidence.studies[row.study],
            source=self.evidence.sources.get(row.origin.source or ""),
            source_kind=source_kind(self.evidence, row),
            endpoint_label=self.evidence.label("endpoints", row.endpoint),
            headline=self.corpus.is_headline(row),
            flags=flagger.of(row),
        )
