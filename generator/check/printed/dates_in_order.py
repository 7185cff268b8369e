"""Dates in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.question import Look, Question
from generator.model.base import Place
from generator.model.study import Study
from generator.printed.corpus import Corpus
from generator.printed.place import resolve
from generator.printed.rows import Row

_CUTOFF = "the data cut-off"


def check(corpus: Corpus) -> Iterator[Look]:
    """The first year of a study comes after its last, or a data cut-off before the first year or after its report.

    Compared are years of entry with each other, the cut-off of a result with the first year of entry and with the
    date of its source, and the expected completion of a trial with the first year of entry.
    """
    for study_id, study in corpus.evidence.studies.items():
        yield from _years(study_id, study)
        yield from _cutoffs(corpus, study_id, study)


def _years(study_id: str, study: Study) -> Iterator[Look]:
    start, end, done = study.years.start, study.years.end, study.trial.expected_completion
    if start and end:
        yield _compared(study_id, ("years", "start"), "the first year", str(start), "the last year", str(end))
    if start and done:
        place = ("trial", "expected_completion")
        yield _compared(study_id, place, "the first year", str(start), "the expected completion", done)


def _cutoffs(corpus: Corpus, study_id: str, study: Study) -> Iterator[Look]:
    for index, result in enumerate(study.results):
        cutoff, source = result.maturity.cutoff, resolve(study, result).source
        place: Place = ("results", index, "maturity", "cutoff")
        rows = tuple(row for row in corpus.rows[study_id] if row.result == index)
        if cutoff and study.years.start:
            first = str(study.years.start)
            yield _compared(study_id, place, "the first year", first, _CUTOFF, cutoff, rows)
        report = corpus.evidence.sources.get(source or "")
        issued = report.issued if report else None
        if cutoff and issued:
            yield _compared(study_id, place, _CUTOFF, cutoff, "the date of its report", issued, rows)


def _compared(
    study_id: str, place: Place, first: str, early: str, second: str, late: str, rows: tuple[Row, ...] = ()
) -> Look:
    """Compare two dates as far as both are given: a year with a day by their years."""
    shared = min(len(early), len(late))
    if early[:shared] <= late[:shared]:
        return Look(study_id, ((*place, first, second),))
    sentence = f"{_capital(first)} is {early}, and {second} is {late}. Is one of the two misprinted?"
    question = Question(
        "dates-in-order",
        study_id,
        place,
        rows,
        "differs",
        "Dates",
        sentence,
        f"{first} {early}",
        f"{second} {late}",
    )
    return Look(study_id, ((*place, first, second),), question)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
