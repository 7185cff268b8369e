"""Every number that we derive from a printed one, worked out once for all of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model.base import Place
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.synthesise.derived import Derived
from generator.synthesise.interval import RATIOS, derive_interval, derive_p
from generator.synthesise.proportion import derive_share

Key = tuple[str, Place, str]
Derivations = Mapping[Key, Derived]
"""What was derived, by the printed number that it rests on; a number has one derivation at most."""


def key(row: Row) -> Key:
    """Return what tells a printed number from all others: its study, its place on the card, its statistic."""
    return row.study, row.place, row.statistic


def derivations(corpus: Corpus) -> Derivations:
    """Return the interval of each ratio that has an exact p value only, the p value of each that has an
    interval only, and Wilson's interval of each count of patients, wherever the rules do not refuse them.
    """
    return {
        key(row): found
        for study in corpus.rows
        for rows in results(corpus, study)
        for row, found in _of_result(corpus, rows)
    }


def results(corpus: Corpus, study_id: str) -> Iterator[tuple[Row, ...]]:
    """Yield the rows of each result of a card."""
    by_result: dict[int, list[Row]] = {}
    for row in corpus.rows[study_id]:
        if row.result is not None:
            by_result.setdefault(row.result, []).append(row)
    yield from map(tuple, by_result.values())


def _of_result(corpus: Corpus, rows: Sequence[Row]) -> Iterator[tuple[Row, Derived]]:
    bare = next((row for row in rows if row.statistic == "p" and not row.factor), None)
    for row in rows:
        found = _of_row(corpus, row, bare)
        if isinstance(found, Derived):
            yield row, found


def _of_row(corpus: Corpus, row: Row, bare: Row | None) -> Derived | str:
    evidence = corpus.evidence
    if row.statistic == "count":
        return derive_share(evidence, row)
    if row.factor or row.statistic not in RATIOS:
        return "nothing is derived from this kind of number"
    if row.bounds is None:
        return derive_interval(evidence, row, bare)
    printed_p = row.p_value is not None or bare is not None
    return "the source prints a p value" if printed_p else derive_p(evidence, row)
