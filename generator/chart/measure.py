"""Estimates of how wide words are, and breaking them into lines.

Nothing is measured with a font: the reader's font is not known when the drawing is made, and the same view
must give the same bytes on every machine. The figures are those of a wide sans, so that real text is rather
narrower.
"""

from generator.chart.style import TEXT

NARROW = frozenset("iljtfrI.,;:'|!()[]/ \u2019\u2011-")
BROAD = frozenset("mwMW%@—")


def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.36
    if letter in BROAD:
        return 0.92
    return 0.72 if letter.isupper() else 0.61


def measure(text: str, size: float = TEXT, bold: bool = False) -> float:
    """The estimated width of `text` in pixels at a font size in pixels."""
    return sum(map(_em, text)) * size * (1.08 if bold else 1.0)


def clip(text: str, room: float, size: float = TEXT, bold: bool = False) -> str:
    """`text`, or its beginning and an ellipsis where it is wider than `room` pixels."""
    if measure(text, size, bold) <= room:
        return text
    kept = text
    while kept and measure(kept + "…", size, bold) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;–-") + "…"


def wrap(text: str, room: float, size: float = TEXT, bold: bool = False, most: int = 2) -> tuple[str, ...]:
    """`text` in at most `most` lines of `room` pixels.

    What does not fit ends in an ellipsis (the table has it all).
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and measure(longer, size, bold) > room:
            lines.append(line)
            longer = word
        line = longer
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(clip(each, room, size, bold) for each in lines if each)
