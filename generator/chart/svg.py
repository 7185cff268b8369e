"""What is done to Vega's SVG.

A name for assistive technology, ids of its own, class names, and nothing superfluous.
"""

import re
from html import escape
from typing import Final

from generator.chart.style import FONT_STACK, LIGHT, Width

NUMBER: Final = re.compile(r"-?\d+\.\d{3,}")
DROPPED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r' (?:role|aria-roledescription|aria-hidden|pointer-events|font-family|stroke-miterlimit)="[^"]*"',
        r'<path class="(?:background|foreground)"[^>]*/>',
        r'<rect width="[\d.]+" height="[\d.]+" fill="(?:white|transparent)"/>',
        r' (?:opacity|stroke-width|font-weight)="(?:1|400)"(?=[ />])',
        r' stroke-dasharray="1,0"',
        r' text-anchor="start"',
        r' xmlns:xlink="[^"]*"',
        r' version="1.1"',
    )
)
TAG: Final = re.compile(r"<[^>]*>")
"""Only coordinates are rounded: between the tags stand words, and a printed number keeps its digits."""
PLACED: Final = re.compile(r'(<text\b[^>]*?) transform="translate\(([\d.-]+),([\d.-]+)\)"')
EMPTY: Final = re.compile(r"<g[^>]*/>|<g[^>]*></g>")
CLASS: Final = re.compile(r'class="mark-\w+ role-([\w-]+) ?(\w*?)(?:_marks|_pathgroup)?"')


def _named(found: re.Match[str]) -> str:
    role, layer = found.groups()
    return f'class="chart-{layer if role == "mark" and layer else role}"'


def _rounded(found: re.Match[str]) -> str:
    return f"{float(found.group()):.2f}".rstrip("0").rstrip(".")


def _slim(svg: str) -> str:
    for pattern in DROPPED:
        svg = pattern.sub("", svg)
    svg = TAG.sub(lambda tag: NUMBER.sub(_rounded, tag.group()), svg)
    svg = PLACED.sub(r'\1 x="\2" y="\3"', svg)
    while EMPTY.search(svg):
        svg = EMPTY.sub("", svg)
    return svg


def _own_ids(svg: str, prefix: str) -> str:
    """Vega numbers its clip paths in one count for the whole process.

    Here they begin anew in each drawing.
    """
    names: dict[str, str] = {}
    for old in re.findall(r"url\(#([\w-]+)\)", svg):
        names.setdefault(old, f"{prefix}-clip{len(names)}")
    kept = re.sub(r'<clipPath id="([\w-]+)">.*?</clipPath>', lambda m: m[0] if m[1] in names else "", svg)
    for old, new in names.items():
        kept = kept.replace(f"url(#{old})", f"url(#{new})").replace(f'id="{old}"', f'id="{new}"')
    return kept.replace("<defs></defs>", "")


def finish(svg: str, chart_id: str, width: Width, title: str, description: str) -> str:
    """The SVG for the page: `role="img"`, named by its title and described by its sentences.

    Colours stay names. The sentences stand in the wide drawing only: the narrow one beside it names them, so
    that a page does not carry them twice.
    """
    prefix = f"{chart_id}-{width}"
    body = CLASS.sub(_named, _own_ids(_slim(svg), prefix))
    names = f'role="img" aria-labelledby="{prefix}-title" aria-describedby="{chart_id}-wide-desc"'
    head = f'<title id="{prefix}-title">{escape(title, quote=False)}</title>'
    if width == "wide":
        head += f'<desc id="{prefix}-desc">{escape(description, quote=False)}</desc>'
    body = body.replace('class="marks"', f'class="chart chart-{width}" {names} font-family="inherit"', 1)
    opened = body.index(">") + 1
    return body[:opened] + head + body[opened:]


def light(svg: str) -> str:
    """The same drawing with the light scheme's colours and fonts written out."""
    for name, value in LIGHT.items():
        svg = svg.replace(name, value)
    return svg.replace('font-family="inherit"', f'font-family="{FONT_STACK}"')
