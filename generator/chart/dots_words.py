"""The words of medians and rates: default title, a sentence for each endpoint, legend and table."""

from generator.chart.dots import Block, Line, is_number
from generator.chart.words import (
    KeyEntry,
    Rows,
    Words,
    bound,
    joined,
    lower,
    span,
    spoken,
    two_digits,
    without_gaps,
)

COLUMNS = ("Endpoint", "Note", "Group", "Count", "Value", "Interval", "Interval is", "Effect", "Remark")
FACTS = ("Value", "Interval")
"""Columns in which nothing means that nothing was read."""

MARKS = {
    "pair": "Filled: experimental group. Open: control group.",
    "derived": "Dashed: interval derived from the counts.",
    "reached": "NR: not reached.",
    "clipped": "Arrow with a number: the interval runs off the scale to that value.",
    "notice": "Amber: the publisher has put a notice on the study.",
}


def _said(line: Line, unit: str) -> str:
    if line.value is None and not line.not_reached:
        return f"{line.label} {line.missing}"
    value = f"{two_digits(line.value)}{unit}" if line.value else "not reached"
    inside = ""
    if line.bounds:
        inside = f" (interval {spoken(line.bounds)})"
    return f"{line.label} {value}{inside}{', ' + lower(line.notice) if line.notice else ''}"


def _sentence(block: Block, unit: str) -> str:
    groups = "; ".join(_said(line, unit) for line in block.lines)
    return f"{joined((block.label, block.note))}: {joined((groups, block.effect, block.effect_note), '; ')}."


def _row(block: Block, line: Line, unit: str) -> tuple[str, ...]:
    value = line.value.text + unit if line.value else bound(None) if line.not_reached else line.missing
    kind = line.interval if line.bounds else ""
    effect = joined((block.effect, block.effect_note), "; ")
    return (
        block.label,
        block.note,
        line.label,
        line.note,
        value,
        span(line.bounds),
        kind,
        effect,
        line.notice,
    )


def _rows(blocks: tuple[Block, ...], unit: str) -> Rows:
    return tuple(_row(block, line, unit) for block in blocks for line in block.lines)


def _legend(blocks: tuple[Block, ...], clipped: bool) -> str:
    lines = [line for block in blocks for line in block.lines]
    marks = {
        "pair": any(line.role == "control" for line in lines),
        "derived": any(line.interval == "derived" and line.bounds for line in lines),
        "reached": any(line.not_reached or (line.bounds and line.bounds.high is None) for line in lines),
        "clipped": clipped,
        "notice": any(line.notice for line in lines),
    }
    return joined((MARKS[name] for name, used in marks.items() if used), " ")


def _short(line: Line) -> str:
    """A number that has no mark ("< 1%"), or that none was read."""
    return line.missing if is_number(line) else "not read"


def _compared(values: list[str], unit: str) -> str:
    """ "15.9 vs 7.6 months", "36% vs 18%", "10.2, 18.4 and NR months"."""
    if unit == "%":
        values, unit = [value if value.endswith(("%", "not read")) else f"{value}%" for value in values], ""
    unit = unit if any(value[:1].isdigit() for value in values) else ""
    return (" vs ".join(values) if len(values) < 3 else f"{', '.join(values[:-1])} and {values[-1]}") + unit


def title(blocks: tuple[Block, ...], unit: str, ahead: str) -> str:
    """ "Median overall survival 15.9 vs 7.6 months": the values as they stand, without a verdict."""
    parts = []
    for block in blocks[:2]:
        values = [
            line.value.text if line.value else "NR" if line.not_reached else _short(line)
            for line in block.lines
        ]
        parts.append(f"{lower(block.label)}: {_compared(values, unit)}")
    more = f", and {len(blocks) - 2} more" if len(blocks) > 2 else ""
    said = joined([ahead, "; ".join(parts) + more], " ") if parts else "No results to draw"
    return said[:1].upper() + said[1:]


def key(blocks: tuple[Block, ...]) -> tuple[KeyEntry, ...]:
    """The two groups by name; nothing where blocks are of different groups, which stand beside their marks."""
    pairs = [line for block in blocks for line in block.lines if line.role != "group"]
    names: dict[str, KeyEntry] = {}
    for line in pairs:
        mark, role = ("exp", "experimental") if line.role == "experimental" else ("ctl", "control")
        names.setdefault(line.label + role, KeyEntry("exp" if mark == "exp" else "ctl", line.label))
    return tuple(names.values()) if len(names) < 3 else ()


def words(
    blocks: tuple[Block, ...], unit: str, title_: str, subtitle: str, caption: str, clipped: bool
) -> Words:
    """Everything the chart says; `unit` follows each value, with its space where it needs one."""
    sentences = tuple(_sentence(block, unit) for block in blocks)
    said = joined((_legend(blocks, clipped), caption), " ")
    return Words(
        title_, subtitle, sentences, said, key(blocks), *without_gaps(COLUMNS, _rows(blocks, unit), FACTS)
    )
