"""The evidence with its rows and results, worked out once for all later steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.model.base import Place
from generator.model.evidence import Evidence, study_path
from generator.model.source import Notice
from generator.printed.rows import Row, study_rows
from generator.printed.same import Disagreement, Same, disagreements, is_retracted, same_results
from generator.problems import Problem, Severity


@dataclass(frozen=True)
class Corpus:
    """All of the evidence, the rows of every study, and which rows are the same result."""

    evidence: Evidence
    rows: Mapping[str, tuple[Row, ...]]
    same: Mapping[str, tuple[Same, ...]]

    @cached_property
    def headlines(self) -> frozenset[int]:
        """Identities (`id`) of the rows that the site shows first; a retracted source has none."""
        return frozenset(
            id(group.headline)
            for groups in self.same.values()
            for group in groups
            if not is_retracted(self.evidence, group.headline)
        )

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """All disagreements between and within sources, in the order of the cards."""
        return tuple(
            found
            for groups in self.same.values()
            for group in groups
            for found in disagreements(self.evidence, group)
        )

    def is_headline(self, row: Row) -> bool:
        """Say whether the site shows this number first."""
        return id(row) in self.headlines

    def notices(self, study_id: str) -> tuple[Notice, ...]:
        """Return the open notices of the study's own reports, the gravest first."""
        found = [
            notice
            for source in self.evidence.sources.values()
            if study_id in source.primary_for
            for notice in source.notices
            if not notice.resolved
        ]
        order = ("retraction", "expression-of-concern", "correction")
        return tuple(sorted(found, key=lambda notice: order.index(notice.kind)))

    def problem(
        self,
        study_id: str,
        place: Place,
        code: str,
        message: str,
        expected: str = "",
        hint: str = "",
        *,
        key: bool = False,
        severity: Severity = "error",
    ) -> Problem:
        """Return a problem at a place of a card."""
        path = study_path(study_id)
        line, column = self.mark(path, place, key=key)
        return Problem(code, path, line, column, message, expected, hint, severity=severity)

    def mark(self, path: str, place: Place, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of a place in a file."""
        document = self.evidence.documents.get(path)
        return document.where(place, key=key) if document else (1, 1)


def build(evidence: Evidence) -> Corpus:
    """Work out the rows and the results of every study."""
    rows = {id_: study_rows(evidence, id_) for id_ in evidence.studies}
    return Corpus(evidence, rows, {id_: same_results(evidence, found) for id_, found in rows.items()})
