"""What of a printed effect decides whether it is pooled, and why it is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.evidence import Evidence
from generator.model.source import Notice
from generator.model.study import Study
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import is_adjusted, time_key
from generator.synthesise.contrast import Contrast, contrast
from generator.synthesise.derived import Derived
from generator.synthesise.interval import derive_interval

_UNREAD = ("", "unknown", "not-stated")
_RISKS = ("cause-specific", "subdistribution")


@dataclass(frozen=True)
class LeftOut:
    """A study that is not in the pooled estimate, and why."""

    study: str
    reason: str


@dataclass(frozen=True)
class Candidate:
    """One study's effect with everything that the rules of pooling ask; an empty text was not read."""

    study: str
    name: str
    row: Row
    effect: Contrast
    derived: bool = False
    notice: str = ""
    randomised: bool = True
    model: str = "plain"
    mixed: bool = False
    drivers: frozenset[str] = frozenset()
    line: str = ""
    state: str = ""

    def stated(self, key: str) -> str:
        """Return what the result states of its method, or an empty text where that was not read."""
        value = self.row.method.get(key, "")
        return "" if value in _UNREAD else value

    @property
    def same(self) -> tuple[object, ...]:
        """Endpoint, grade and timepoint: what must be equal in every study."""
        return self.row.endpoint, self.row.grade, time_key(self.row.timepoint)


def candidate(corpus: Corpus, row: Row, bare: Row | None = None) -> Candidate | LeftOut:
    """Return a row as a candidate for pooling, or why its study is left out of every pool.

    Where no interval is printed, one is derived from the p value (of the row, or `bare`); it counts in
    sensitivity analyses only.
    """
    evidence, study = corpus.evidence, corpus.evidence.studies[row.study]
    notices = open_notices(corpus, row)
    reason = _never(study, notices)
    if reason:
        return LeftOut(row.study, reason)
    derived = None if row.bounds else derive_interval(evidence, row, bare)
    effect = contrast(evidence, row, derived if isinstance(derived, Derived) else None)
    if isinstance(effect, str):
        return LeftOut(row.study, effect)
    return _made(evidence, row, effect, isinstance(derived, Derived), notices)


def gather(corpus: Corpus, rows: Iterable[Row]) -> tuple[tuple[Candidate, ...], tuple[LeftOut, ...]]:
    """Return the candidates among some rows, and the studies that are left out with their reasons."""
    found = [candidate(corpus, row) for row in rows]
    return (
        tuple(item for item in found if isinstance(item, Candidate)),
        tuple(item for item in found if isinstance(item, LeftOut)),
    )


def open_notices(corpus: Corpus, row: Row) -> tuple[Notice, ...]:
    """Return the open notices about a study's own reports and about the source that the number was read in."""
    source = corpus.evidence.sources.get(row.origin.source or "")
    read_in = [notice for notice in (source.notices if source else ()) if not notice.resolved]
    return tuple(dict.fromkeys((*corpus.notices(row.study), *read_in)))


def _never(study: Study, notices: tuple[Notice, ...]) -> str:
    if any(notice.kind == "retraction" for notice in notices):
        return "retracted"
    if study.trial.bundle:
        return "a citation that stands for several unnamed studies"
    return "perhaps the same study as another card" if study.related.same_as_maybe else ""


def _made(
    evidence: Evidence, row: Row, effect: Contrast, derived: bool, notices: tuple[Notice, ...]
) -> Candidate:
    study = evidence.studies[row.study]
    population, state = study.population, study.population.state_as_classified
    return Candidate(
        row.study,
        study.name,
        row,
        effect,
        derived,
        ", ".join(dict.fromkeys(notice.kind for notice in notices)),
        bool(evidence.term("designs", study.design).randomised),
        _model(row),
        evidence.mixes_cancers(row.study),
        frozenset(population.eligibility.drivers) - set(_UNREAD),
        "" if population.line in _UNREAD else population.line or "",
        "" if state is None or state.term in _UNREAD else state.term,
    )


def _model(row: Row) -> str:
    """Return the kind of model: those of competing risks, adjusted, or plain (unadjusted, stratified, not read)."""
    model = row.method.get("model", "")
    return model if model in _RISKS else "adjusted" if is_adjusted(row) else "plain"
