"""Dots on intervals, one group a line: the drawing that medians and rates share. Pure layout."""

from dataclasses import dataclass, replace

from generator.chart.measure import measure, wrap
from generator.chart.scene import Scene
from generator.chart.style import (
    AMBER,
    AMBER_INK,
    CTL,
    DOT,
    EDGE,
    EXP,
    INK,
    INK3,
    LABEL,
    LINE,
    PAPER,
    PIXELS,
    RULE,
    SMALL,
    SMALL_LINE,
    Width,
)
from generator.chart.views import Axis, Interval, Number, Range, Role
from generator.chart.words import span

PLACES: dict[Width, tuple[float, float]] = {"wide": (212.0, 500.0), "narrow": (10.0, 310.0)}
"""Left end and length of the axis, in pixels; the room to its right takes NR."""

INKS: dict[Role, str] = {"experimental": EXP, "control": CTL, "group": INK}


@dataclass(frozen=True)
class Line:
    """One group: what is drawn, and the words for its value ("15.9 (7.1–NR)", "36% (21–54)")."""

    label: str
    note: str
    role: Role
    value: Number | None
    bounds: Range | None
    not_reached: bool
    interval: Interval
    notice: str
    missing: str
    text: str


@dataclass(frozen=True)
class Block:
    """One endpoint or outcome with its groups.

    `paired` puts its name beside two lines, with values above the dots.
    """

    label: str
    note: str
    effect: str
    effect_note: str
    lines: tuple[Line, ...]
    paired: bool


@dataclass(frozen=True)
class Dots:
    """All blocks on one axis."""

    blocks: tuple[Block, ...]
    axis: Axis
    axis_label: str


def is_number(line: Line) -> bool:
    """Whether a group has a printed number, be it one without a mark of its own, such as "< 1%"."""
    return line.value is not None or line.not_reached or not line.missing.startswith("not ")


def is_pair(roles: tuple[Role, ...]) -> bool:
    """Filled and open are for exactly one experimental and one control group.

    Anything else is drawn in ink.
    """
    return sorted(roles) == ["control", "experimental"]


def in_ink(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same lines without roles, unless they are a pair; experimental first in a pair."""
    if is_pair(tuple(line.role for line in lines)):
        return tuple(sorted(lines, key=lambda line: line.role != "experimental"))
    return tuple(replace(line, role="group") for line in lines)


def value_text(value: Number | None, bounds: Range | None, unit: str, not_reached: bool, missing: str) -> str:
    """ "36% (21–54)", "NR (19.0–NR)", or why there is no value."""
    if value is None and not not_reached:
        return missing
    head = f"{value.text}{unit}" if value else "NR"
    return f"{head} ({span(bounds)})" if bounds else head


def scene(dots: Dots, width: Width) -> Scene:
    """Every block below the one before, gridlines behind, the axis at the foot."""
    left, plot = PLACES[width]
    made = Scene(PIXELS[width], left, plot, "linear", _widened(dots.axis))
    y = 4.0
    if not dots.blocks:
        made.word(0, y + 20, "No results to draw", fill=INK3)
        y += 32
    for block in dots.blocks:
        y = _block(made, block, y, width)
        made.rule(y)
    if width == "wide" and dots.blocks:
        _strip(made, 0, y)
    made.ground(y, dots.axis_label)
    return made


def _widened(axis: Axis) -> Axis:
    """A little room beyond both ends, so that a dot at 0 or 100% is whole."""
    room = (axis.high - axis.low) * 0.02
    return Axis(axis.low - room, axis.high + room, axis.ticks)


def _strip(made: Scene, y: float, y2: float) -> None:
    for tick in made.axis.ticks:
        made.grid(tick, y, y2, EDGE if tick == 0 else RULE)


def _block(made: Scene, block: Block, y: float, width: Width) -> float:
    if width == "wide":
        return _wide_pair(made, block, y) if block.paired else _wide_rows(made, block, y)
    return _narrow(made, block, y)


def _wide_pair(made: Scene, block: Block, y: float) -> float:
    """Name at the left, effect at the right, both in the middle of the two lines."""
    below = made.words(0, y + 36, wrap(block.label, 196, bold=True, most=3), LINE, bold=True) - 2
    below = made.words(0, below, wrap(block.note, 196, SMALL), SMALL_LINE, size=SMALL, fill=INK3)
    _effect(made, block, y + 36, 172)
    for line in block.lines:
        _line(made, line, y + 24, above=True)
        y += 40
    return max(y + 12, below - SMALL_LINE + 14)


def _effect(made: Scene, block: Block, y: float, room: float) -> float:
    y = (
        made.words(made.width, y, wrap(block.effect, room, bold=True, most=3), LINE, align="right", bold=True)
        - 2
    )
    lines = wrap(block.effect_note, room, SMALL)
    return made.words(made.width, y, lines, SMALL_LINE, align="right", size=SMALL, fill=INK3)


def _wide_rows(made: Scene, block: Block, y: float) -> float:
    """Name above; each group's name at the left of its line and its value in words at the right."""
    below = made.words(0, y + 20, wrap(block.label, 196, bold=True, most=3), LINE, bold=True) - 2
    below = made.words(0, below, wrap(block.note, 196, SMALL, most=3), SMALL_LINE, size=SMALL, fill=INK3)
    beside = _effect(made, block, y + 20, 172) if block.effect or block.effect_note else below
    y = max(below, beside) - SMALL_LINE + 8
    for line in block.lines:
        low = made.words(0, y + 20, wrap(line.label, 196, most=4), LINE) - 2.5
        low = made.words(0, low, wrap(line.note, 196, SMALL), SMALL_LINE, size=SMALL, fill=INK3)
        side = _value(made, line, y + 20)
        _line(made, line, y + 15, above=False)
        y = max(low, side) - SMALL_LINE + 10
    return y + 2


def _value(made: Scene, line: Line, y: float) -> float:
    known = is_number(line)
    lines, fill = wrap(line.text, 168, bold=known), INK if known else INK3
    y = made.words(made.width, y, lines, LINE, align="right", bold=known, fill=fill) - 2.5
    notice = wrap(line.notice, 168, SMALL) if line.notice else ()
    return made.words(made.width, y, notice, SMALL_LINE, align="right", size=SMALL, fill=AMBER_INK)


def _narrow(made: Scene, block: Block, y: float) -> float:
    """Words above the marks: name and effect, then each group."""
    taken = measure(block.effect, bold=True) + 10
    room = made.width - taken if taken < 170 else made.width
    below = made.words(0, y + 20, wrap(block.label, room, bold=True, most=3), LINE, bold=True)
    at = y + 20 if room < made.width else below
    if block.effect:
        beside = made.words(
            made.width, at, wrap(block.effect, made.width, bold=True), LINE, align="right", bold=True
        )
        below = max(below, beside)
    taken = measure(block.effect_note, SMALL) + 10 if block.effect_note else 0
    made.words(
        made.width,
        below - 2,
        wrap(block.effect_note, made.width, SMALL, most=1),
        SMALL_LINE,
        align="right",
        size=SMALL,
        fill=INK3,
    )
    note = wrap(block.note, made.width - taken, SMALL) or ((" ",) if taken else ())
    y = made.words(0, below - 2, note, SMALL_LINE, size=SMALL, fill=INK3) - SMALL_LINE
    return _narrow_pair(made, block, y) if block.paired else _narrow_rows(made, block, y)


def _narrow_pair(made: Scene, block: Block, y: float) -> float:
    for line in block.lines:
        _strip(made, y + 16, y + 46)
        _line(made, line, y + 36, above=True)
        y += 39
    return y + 14


def _narrow_rows(made: Scene, block: Block, y: float) -> float:
    for line in block.lines:
        known = is_number(line)
        fill = INK if known else INK3
        made.word(made.width, y + 24, line.text, align="right", bold=known, fill=fill)
        room = made.width - measure(line.text, bold=known) - 10
        low = made.words(0, y + 24, wrap(line.label, room, most=3), LINE) - 2
        low = made.words(0, low, wrap(line.note, made.width, SMALL), SMALL_LINE, size=SMALL, fill=INK3)
        notice = wrap(line.notice, made.width, SMALL) if line.notice else ()
        low = made.words(0, low, notice, SMALL_LINE, size=SMALL, fill=AMBER_INK)
        y = low - SMALL_LINE
        if line.value is not None or line.not_reached:
            _strip(made, y + 5, y + 23)
            _line(made, line, y + 14, above=False)
            y += 24
    return y + 8


def _line(made: Scene, line: Line, y: float, above: bool) -> None:
    """A dot on its interval: filled experimental, open control, ink otherwise; NR runs off the scale."""
    colour = AMBER if line.notice else INKS[line.role]
    words = AMBER_INK if line.notice else INKS[line.role]
    if line.value is None and not line.not_reached:
        if above:
            _unread(made, _said(line, line.missing), y + 5)
        return
    _interval(made, line, y, colour, words)
    if line.value is None:
        return
    open_mark = line.role == "control"
    tip = f"{line.label}: {line.text}"
    made.mark(
        line.value.value,
        y,
        "circle",
        DOT - 20 if open_mark else DOT,
        PAPER if open_mark else colour,
        colour,
        tip,
    )
    if above:
        made.label(line.value.value, y - 11, _said(line, line.value.text), words)


def _unread(made: Scene, text: str, y: float) -> None:
    """Words where the mark would be, from the left end of the axis on."""
    middle = (8 + measure(text, LABEL) / 2) / made.plot
    made.label(made.axis.low + middle * (made.axis.high - made.axis.low), y, text, INK3, bold=False)


def _said(line: Line, text: str) -> str:
    return f"{text} · {line.notice}" if line.notice else text


def _interval(made: Scene, line: Line, y: float, colour: str, words: str) -> None:
    low = line.bounds.low.value if line.bounds and line.bounds.low else None
    start = line.value.value if line.value else 0.0
    if line.bounds is None and line.value:
        return
    high = line.bounds.high if line.bounds else None
    dash = line.interval == "derived"
    made.line(low, high.value if high else None, y, colour, start=start, dash=dash, cap=0 if dash else 8)
    if high is None or high.value > made.axis.high:
        made.word(made.left + made.plot + 8, y + 4.5, high.text if high else "NR", size=SMALL, fill=words)
