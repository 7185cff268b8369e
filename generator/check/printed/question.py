"""What a rule looked at, and the question to the source that it leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.model.base import Place
from generator.printed.rows import Row

Grade = Literal["differs", "verdict"]
"""Two grades, as statcheck has them: numbers differ; they differ, and what they say about no difference would change."""


@dataclass(frozen=True)
class Question:
    """Printed numbers that do not fit each other, as a question to their source.

    It is no problem of the card: the numbers may well be typed as printed, and no build stops for it.
    `place` leads to the first number in the card, `rows` are the numbers concerned; `printed` and
    `against` are the two that were compared, as text.
    """

    code: str
    study: str
    place: Place
    rows: tuple[Row, ...]
    grade: Grade
    about: str
    sentence: str
    printed: str
    against: str


@dataclass(frozen=True)
class Look:
    """Numbers that a rule held against each other; `numbers` are their places in the card of `study`."""

    study: str
    numbers: tuple[Place, ...]
    question: Question | None = None


def look(rows: Iterable[Row], question: Question | None = None) -> Look:
    """Return a look at rows."""
    found = tuple(rows)
    return Look(found[0].study, tuple((*row.place, row.statistic) for row in found), question)


def ask(
    code: str,
    rows: tuple[Row, ...],
    about: str,
    sentence: str,
    printed: str,
    against: str,
    *,
    verdict: bool = False,
) -> Question:
    """Return a question about rows of one card."""
    first = rows[0]
    grade: Grade = "verdict" if verdict else "differs"
    return Question(code, first.study, first.place, rows, grade, about, sentence, printed, against)
