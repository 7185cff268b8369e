"""Holds every number of the cards against the text of its source.

A number is looked for between the heading, table or abstract that its `at` names and the next one. The
headings of a text are those that any card names and that begin a line of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.model.evidence import study_path
from generator.model.printed import Printed
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.problems import Problem

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NONE = re.compile(r"\b(?:no|none|not|without|never|neither)\b", re.IGNORECASE)
_SPLIT = re.compile(r"\s*;\s*")
_WORD = re.compile(r"[a-z0-9]+")
_FLOAT = re.compile(r"(?:table|fig(?:ure)?|box)\b", re.IGNORECASE)
"""Tables and figures float into sections of the text: they end a table, not a section."""
_ABSTRACT = "abstract"
_INTRODUCTION = re.compile(r"\W*(?:\d\W*)?introduction\b", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """The text of one source and the headings that cards name in it."""

    lines: tuple[str, ...]
    headings: tuple[str, ...]

    @cached_property
    def places(self) -> dict[str, int]:
        """The line at which each heading stands; headings that begin no line are left out."""
        found = {heading: self._line(heading) for heading in self.headings}
        return {heading: line for heading, line in found.items() if line is not None}

    def _line(self, heading: str) -> int | None:
        wanted = _words(heading)
        begun = [index for index, line in enumerate(self.lines) if _words(line)[: len(wanted)] == wanted]
        alone = [index for index in begun if _words(self.lines[index]) == wanted]
        return next(iter(alone or begun), None) if wanted else None

    def section(self, at: str) -> str:
        """The text from the last heading that `at` names to the next one; all of it where none is found."""
        named = [part for part in _SPLIT.split(at) if part in self.places]
        if not named and not at.lower().startswith(_ABSTRACT):
            return self.whole
        last = named[-1] if named else _ABSTRACT
        start = self.places.get(last, 0)
        if last.lower().startswith(_ABSTRACT):
            return "\n".join(self.lines[start : self._introduction(start)])
        ends = [line for heading, line in self.places.items() if line > start and self._ends(heading, last)]
        return "\n".join(self.lines[start : min(ends, default=len(self.lines))])

    def _introduction(self, start: int) -> int:
        """The line of the introduction: an abstract has headings of its own, and ends there."""
        found = (
            index for index, line in enumerate(self.lines) if index > start and _INTRODUCTION.match(line)
        )
        return next(found, len(self.lines))

    @staticmethod
    def _ends(heading: str, section: str) -> bool:
        return bool(_FLOAT.match(section)) or not _FLOAT.match(heading)

    @cached_property
    def whole(self) -> str:
        """All of the text."""
        return "\n".join(self.lines)


def verify(corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for every printed number that does not occur where its card says it was read.

    A number that stands elsewhere in the source is a warning (its place is wrong, or the text is damaged);
    one that does not occur in the source at all is an error. Sources without a text are passed over.
    """
    read = {id_: Text(tuple(text.splitlines()), headings(corpus, id_)) for id_, text in texts.items()}
    for study_id, rows in corpus.rows.items():
        for row in rows:
            text = read.get(row.origin.source or "")
            if text is not None:
                yield from _row(corpus, study_id, row, text)


def headings(corpus: Corpus, source_id: str) -> tuple[str, ...]:
    """Return every part of the places that cards name in a source."""
    places = {
        row.origin.at for rows in corpus.rows.values() for row in rows if row.origin.source == source_id
    }
    return tuple(sorted({part for place in places if place for part in _SPLIT.split(place)}))


def _row(corpus: Corpus, study_id: str, row: Row, text: Text) -> Iterator[Problem]:
    section = text.section(row.origin.at or "")
    for number in numbers(row):
        if occurs(number, section):
            continue
        elsewhere = occurs(number, text.whole)
        line, column = corpus.mark(study_path(study_id), row.place)
        where = f"{row.origin.source}, {row.origin.at}"
        yield Problem(
            "number-elsewhere" if elsewhere else "number-not-in-source",
            study_path(study_id),
            line,
            column,
            f"{number} ({row.endpoint}, {row.statistic}) does not occur in {where}"
            + ("; it stands elsewhere in the source." if elsewhere else ", nor anywhere else in the source."),
            "the number as the source prints it, and the heading above it",
            "Look at the source again; say in a `note:` where a sign or digit was restored.",
            severity="warning" if elsewhere else "error",
        )


def numbers(row: Row) -> Iterable[Printed]:
    """Return the printed numbers of a row: value, bounds and p."""
    found = (row.value, *(row.bounds or ()), row.p_value)
    return [number for number in found if number is not None and number.number is not None]


def occurs(number: Printed, text: str) -> bool:
    """Say whether a number stands in a text: in digits, in words below a thousand, or as "none" for zero."""
    digits = str(abs(number.number)) if number.number is not None else number.text
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",?", digits) if digits.isdigit() else re.escape(digits)
    if re.search(rf"(?<![\d.,]){grouped}(?![\d]|[.,]\d)", text):
        return True
    if digits == "0":
        return bool(_NONE.search(text))
    words = in_words(int(digits)) if digits.isdigit() else ""
    pattern = r"[\s-]+(?:and\s+)?".join(words.split("-"))
    return bool(
        words and re.search(rf"\b(?:{pattern}{'|single' if digits == '1' else ''})\b", text, re.IGNORECASE)
    )


def in_words(number: int) -> str:
    """Write a whole number below a thousand in words joined by hyphens; an empty text above."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, unit = _TENS[number // 10 - 2], number % 10
        return f"{tens}-{_UNITS[unit]}" if unit else tens
    if number >= 1000:
        return ""
    rest = in_words(number % 100) if number % 100 else ""
    return f"{_UNITS[number // 100]}-hundred" + (f"-{rest}" if rest else "")


def _words(line: str) -> list[str]:
    return _WORD.findall(line.lower())
