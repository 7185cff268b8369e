"""Colours by name, sizes in pixels and the two widths every chart is drawn at."""

from typing import Final, Literal

Width = Literal["wide", "narrow"]

WIDTHS: Final[tuple[Width, ...]] = ("wide", "narrow")
PIXELS: Final[dict[Width, int]] = {"wide": 920, "narrow": 358}

PAPER: Final = "var(--paper)"
INK: Final = "var(--ink)"
INK2: Final = "var(--ink-2)"
INK3: Final = "var(--ink-3)"
RULE: Final = "var(--rule)"
EDGE: Final = "var(--edge)"
ACCENT: Final = "var(--accent)"
EXP: Final = "var(--exp)"
CTL: Final = "var(--ctl)"
AMBER: Final = "var(--amber)"
AMBER_INK: Final = "var(--amber-ink)"

LIGHT: Final[dict[str, str]] = {
    PAPER: "#ffffff",
    INK: "#15191d",
    INK2: "#444e57",
    INK3: "#5e6973",
    EDGE: "#76818b",
    RULE: "#d3d9de",
    ACCENT: "#0a5c63",
    EXP: "#0a5c63",
    CTL: "#8a4b2a",
    AMBER: "#b58100",
    AMBER_INK: "#653f00",
}
"""What each name stands for in a downloaded file, which has no style sheet: the light scheme."""

FONT_STACK: Final = "Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

TEXT: Final = 14.0
LABEL: Final = 13.0
SMALL: Final = 12.5
TITLE: Final = 15.5
LINE: Final = 19.0
SMALL_LINE: Final = 17.0

SQUARE: Final = 132.0
DOT: Final = 120.0
"""Areas in square pixels, as Vega sizes its symbols: a square of 11.5 and a dot of 12.4 across."""
