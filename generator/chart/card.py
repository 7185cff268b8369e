"""The picture that stands for the site where its address is shared: 1200 by 630 pixels, in the light colours."""

from html import escape

import vl_convert

from generator.chart.measure import wrap

SIZE = (1200, 630)
_INK, _SECOND, _ACCENT = "#15191d", "#444e57", "#0a5c63"
_SERIF = "Charis SIL, Charter, Georgia, Liberation Serif, serif"
_SANS = "Inter, Helvetica Neue, Arial, Liberation Sans, sans-serif"


def card(title: str, facts: str) -> bytes:
    """Draw the card as PNG: a forest mark, the site's title, and one line of what it holds."""
    picture: bytes = vl_convert.svg_to_png(drawn(title, facts))
    return picture


def drawn(title: str, facts: str) -> str:
    """Return the card as SVG."""
    lines = "".join(
        f'<text x="90" y="{300 + 76 * place}" font-family="{_SERIF}" font-weight="700" font-size="62" fill="{_INK}">{escape(line)}</text>'
        for place, line in enumerate(wrap(title, 1020, 62, bold=True, most=3))
    )
    width, height = SIZE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        f'<path d="M90 540h1020" stroke="{_INK}" stroke-width="2"/><path d="M90 100h1020" stroke="{_ACCENT}" stroke-width="6"/>'
        f'<g stroke="{_ACCENT}" stroke-width="5" fill="{_ACCENT}"><path d="M90 165h150M180 205h150"/>'
        '<rect x="140" y="153" width="24" height="24"/><rect x="250" y="193" width="24" height="24"/></g>'
        f'<path d="M225 138v96" stroke="{_INK}" stroke-width="3"/>'
        f'{lines}<text x="90" y="580" font-family="{_SANS}" font-size="28" fill="{_SECOND}">{escape(facts)}</text></svg>'
    )
