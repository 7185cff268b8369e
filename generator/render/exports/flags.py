"""What a number carries: disagreements, notices, and the codes of checks it failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.check.printed import Asked, documentation
from generator.model.evidence import study_path
from generator.model.source import Source
from generator.printed.corpus import Corpus
from generator.printed.rows import Row, is_unclear
from generator.problems import Problem
from generator.render.references import open_notices

FLAGS = {
    "bundle": "The study is a citation that stands for several unnamed studies; it is left out of every count.",
    "disagrees": "Another source, or another place of the same one, prints a different number for this result.",
    "group-not-stated": "The source does not say which group the number belongs to.",
    "notice-correction": "A correction of the row's source, or of the study's own report, was published.",
    "notice-expression-of-concern": "The publisher has expressed concern about the row's source or the study's own report.",
    "notice-retraction": "The row's source, or the study's own report, was retracted.",
    "same-as-maybe": "The study may be another card's study; it is left out of every count.",
}
"""Flags of the exports and their meaning."""
FLAGS |= {code: " ".join(text.split("\n\n")[0].split()) for code, text in documentation().items()}


@dataclass(frozen=True)
class Flagger:
    """Finds the flags of rows; `own_reports` holds the sources that are a study's own, by study."""

    corpus: Corpus
    problems: tuple[Problem, ...]
    own_reports: Mapping[str, tuple[str, ...]]
    asked: Asked

    def of(self, row: Row) -> tuple[str, ...]:
        """Return the flags of one row, sorted."""
        found = self._study[row.study] | self._source(row) | self._failed(row) | set(self.asked.codes(row))
        if id(row) in self._disagreeing:
            found |= {"disagrees"}
        if is_unclear(row):
            found |= {"group-not-stated"}
        return tuple(sorted(found))

    @cached_property
    def _study(self) -> Mapping[str, frozenset[str]]:
        return {id_: self._of_study(id_) for id_ in self.corpus.evidence.studies}

    def _of_study(self, id_: str) -> frozenset[str]:
        study, sources = self.corpus.evidence.studies[id_], self.corpus.evidence.sources
        found = {flag for report in self.own_reports.get(id_, ()) for flag in notice_flags(sources[report])}
        if study.trial.bundle:
            found.add("bundle")
        if study.related.same_as_maybe:
            found.add("same-as-maybe")
        return frozenset(found)

    def _source(self, row: Row) -> frozenset[str]:
        source = self.corpus.evidence.sources.get(row.origin.source or "")
        return notice_flags(source) if source else frozenset()

    @cached_property
    def _disagreeing(self) -> frozenset[int]:
        return frozenset(
            id(row) for found in self.corpus.disagreements for row in (found.first, found.second)
        )

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[tuple[int, int], frozenset[str]]]:
        """Codes of the problems, by file and place in it."""
        files: dict[str, dict[tuple[int, int], frozenset[str]]] = {}
        for problem in self.problems:
            marks, mark = files.setdefault(problem.path, {}), (problem.line, problem.column)
            marks[mark] = marks.get(mark, frozenset()) | {problem.code}
        return files

    def _failed(self, row: Row) -> frozenset[str]:
        path = study_path(row.study)
        marks, document = self._codes.get(path), self.corpus.evidence.documents.get(path)
        if not marks or document is None:
            return frozenset()
        return marks.get(document.where(row.place), frozenset())


def notice_flags(source: Source) -> frozenset[str]:
    """Return the flags of a source's open notices."""
    return frozenset(f"notice-{notice.kind}" for notice in open_notices(source))
