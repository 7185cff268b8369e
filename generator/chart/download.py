"""The drawing as a file of its own: title, key and caption inside it, colours and fonts written out."""

import re
from html import escape

from generator.chart.measure import wrap
from generator.chart.style import INK, INK2, INK3, LABEL, PAPER, SMALL, TITLE
from generator.chart.svg import light
from generator.chart.words import KeyEntry, Words

MARGIN = 20.0
SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="[^"]*"')


def _lines(text: str, y: float, room: float, size: float, fill: str, bold: bool = False) -> tuple[str, float]:
    """SVG text from baseline `y` on, and the baseline that follows."""
    weight = ' font-weight="600"' if bold else ""
    step, made = size + 5, ""
    for line in wrap(text, room, size, bold, most=12) if text else ():
        words = escape(line, quote=False)
        made += f'<text x="0" y="{y:g}" font-size="{size:g}"{weight} fill="{fill}">{words}</text>'
        y += step
    return made, y


def _key(entries: tuple[KeyEntry, ...], y: float) -> tuple[str, float]:
    made = ""
    for entry in entries:
        fill, colour = (PAPER, "var(--ctl)") if entry.mark == "ctl" else ("var(--exp)", "var(--exp)")
        made += f'<circle cx="6" cy="{y - 4:g}" r="5" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
        label = escape(entry.label, quote=False)
        made += f'<text x="18" y="{y:g}" font-size="{LABEL:g}" fill="{INK2}">{label}</text>'
        y += LABEL + 7
    return made, y


def standalone(svg: str, words: Words) -> str:
    """A finished drawing with its words above and below it, in the light scheme: a file of its own."""
    found = SIZE.search(svg)
    if not found:
        raise ValueError("a drawing has no size")
    width, height = float(found[1]), float(found[2])
    head, y = _lines(words.title, TITLE, width, TITLE, INK, bold=True)
    under, y = _lines(words.subtitle, y, width, LABEL, INK2)
    key, y = _key(words.key, y + 2)
    foot, end = _lines(words.caption, y + height + 22, width, SMALL, INK3)
    wide, high = f"{width + 2 * MARGIN:g}", f"{end + MARGIN:g}"
    size = f'width="{wide}" height="{high}" viewBox="{-MARGIN:g} {-MARGIN:g} {wide} {high}"'
    start = svg.index("</desc>") + len("</desc>")
    ground = f'<rect x="{-MARGIN:g}" y="{-MARGIN:g}" width="{wide}" height="{high}" fill="{PAPER}"/>'
    body = svg[start:].removesuffix("</svg>")
    opened = svg[:start].replace(found[0], size, 1)
    drawing = f'<g transform="translate(0,{y:g})">{body}</g>'
    return light(f"{opened}{ground}{head}{under}{key}{drawing}{foot}</svg>\n")
