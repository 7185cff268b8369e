"""Sources that disagree."""

from __future__ import annotations

from collections.abc import Iterator

from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.problems import Problem


def unexplained_disagreement(corpus: Corpus) -> Iterator[Problem]:
    """Two sources, or two places of one, print different numbers for the same result.

    Both stay as printed. The later result carries `differs:`, a sentence that says what probably
    happened. Numbers agree when they are equal after rounding to the fewer decimals of the two.
    """
    for found in corpus.disagreements:
        if not (differs(corpus, found.second) or differs(corpus, found.first)):
            first, second = found.first, found.second
            yield corpus.problem(
                second.study,
                second.place,
                "unexplained-disagreement",
                f"{second.endpoint} ({second.statistic}) is printed differently: {_words(second)}, but {_words(first)}.",
                "`differs:` on this result",
                "Compare both with their sources; if both are typed right, say what probably happened.",
            )


def differs(corpus: Corpus, row: Row) -> str:
    """Return the sentence that explains why a row differs from another, or an empty text."""
    if row.result is None:
        return ""
    return corpus.evidence.studies[row.study].results[row.result].differs or ""


def _words(row: Row) -> str:
    value = str(row.value) if row.value else ""
    bounds = f" [{row.bounds[0]}, {row.bounds[1]}]" if row.bounds else ""
    p = f" p {row.p_value}" if row.p_value else ""
    return f"{value}{bounds}{p} in {row.origin.source}, {row.origin.at}".strip()


def needless_differs(corpus: Corpus) -> Iterator[Problem]:
    """A result carries `differs:` although no other result disagrees with it (a warning)."""
    parted = {
        (row.study, row.result) for found in corpus.disagreements for row in (found.first, found.second)
    }
    for study_id, study in corpus.evidence.studies.items():
        for index, result in enumerate(study.results):
            if result.differs and (study_id, index) not in parted:
                place = ("results", index, "differs")
                line, column = corpus.mark(f"evidence/studies/{study_id}.yml", place)
                yield Problem(
                    "needless-differs",
                    f"evidence/studies/{study_id}.yml",
                    line,
                    column,
                    "No other result disagrees with this one.",
                    "`note:` for what is odd but not different",
                    "Check group, subset and timepoint of both results, or make it a note.",
                    severity="warning",
                )
