"""What every chart says besides its picture: title, sentences, legend and table. Pure; no drawing here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from generator.chart.views import Number, Range

Mark = Literal["exp", "ctl"]
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class KeyEntry:
    """One entry of the key above a chart: `exp` is a filled dot, `ctl` an open one."""

    mark: Mark
    label: str


@dataclass(frozen=True)
class Words:
    """Title and subtitle, one short sentence a result, legend and caption, key, and the table."""

    title: str
    subtitle: str
    sentences: tuple[str, ...]
    caption: str
    key: tuple[KeyEntry, ...]
    columns: tuple[str, ...]
    rows: Rows


def two_digits(number: Number) -> str:
    """The number as printed, or rounded to two decimals where more were printed."""
    _, _, decimals = number.text.partition(".")
    return number.text if len(decimals) < 3 or not decimals.isdigit() else f"{number.value:.2f}"


def bound(number: Number | None) -> str:
    """An upper bound in words: its digits, or "not reached"."""
    return two_digits(number) if number else "not reached"


def span(bounds: Range | None) -> str:
    """ "0.22–0.75" as a reader sees it beside a mark; "NR" stands for an upper bound that was not reached."""
    if bounds is None:
        return ""
    low = bounds.low.text if bounds.low else "–"
    high = bounds.high.text if bounds.high else "NR"
    dash = " to " if "-" in low + high or "−" in low + high or low == "–" else "–"
    return f"{low}{dash}{high}"


def spoken(bounds: Range) -> str:
    """ "0.22 to 0.75", for a voice."""
    low = two_digits(bounds.low) if bounds.low else "not given"
    return f"{low} to {bound(bounds.high)}"


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """The parts that say something."""
    return between.join(part for part in parts if part)


def listed(labels: Iterable[str]) -> str:
    """ "A, B and C", each label once."""
    once = list(dict.fromkeys(label for label in labels if label))
    return " and ".join(filter(None, [", ".join(once[:-1]), once[-1]])) if once else ""


def lower(label: str) -> str:
    """A label inside a sentence.

    Its first letter small, unless the word is an abbreviation or a name like PD-L1.
    """
    first = label.split(" ")[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]


def counted(number: int, one: str, many: str) -> str:
    """ "1 result", "3 results"."""
    return f"{number} {one if number == 1 else many}"


def without_gaps(
    columns: tuple[str, ...], rows: Rows, facts: Collection[str] = ()
) -> tuple[tuple[str, ...], Rows]:
    """A table without the columns that nobody fills; in the others a dash stands for what does not apply.

    In the columns that are `facts` an empty cell stays empty: there it means that nothing was read.
    """
    used = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    gaps = {index: "" if columns[index] in facts else "–" for index in used}
    kept = tuple(tuple(row[index] or gaps[index] for index in used) for row in rows)
    return tuple(columns[index] for index in used), kept
