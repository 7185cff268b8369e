"""Published data sets and helpers for the tests of derived numbers."""

from __future__ import annotations

from decimal import Decimal
from math import log, sqrt

from generator.model.printed import Printed

Effects = tuple[list[float], list[float]]

BCG = [
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]
"""Tuberculosis yes and no, vaccinated then not, in thirteen trials (Colditz et al., JAMA 1994;271:698)."""

DIURETICS = [
    (14, 131, 14, 136),
    (21, 385, 17, 134),
    (14, 57, 24, 48),
    (6, 38, 18, 40),
    (12, 1011, 35, 760),
    (138, 1370, 175, 1336),
    (15, 506, 20, 524),
    (6, 108, 2, 103),
    (65, 153, 40, 102),
]
"""Pre-eclampsia among those treated and not (Collins et al., BMJ 1985;290:17)."""

EXPECTANCY: Effects = (
    [
        0.03, 0.12, -0.14, 1.18, 0.26, -0.06, -0.02, -0.32, 0.27, 0.80,
        0.54, 0.18, -0.02, 0.23, -0.18, -0.06, 0.30, 0.07, -0.07,
    ],
    [
        sqrt(variance) for variance in (
            0.0156, 0.0216, 0.0279, 0.1391, 0.1362, 0.0106, 0.0106, 0.0484, 0.0269, 0.0630,
            0.0912, 0.0497, 0.0835, 0.0841, 0.0253, 0.0279, 0.0193, 0.0088, 0.0303,
        )
    ],
)  # fmt: skip
"""Teachers' expectancy, standardised mean differences (Raudenbush, J Educ Psychol 1984;76:85)."""


def log_risk_ratios(tables: list[tuple[int, int, int, int]] = BCG) -> Effects:
    """Log risk ratios and standard errors of tables of events and non-events."""
    effects = [log(a / (a + b) / (c / (c + d))) for a, b, c, d in tables]
    errors = [sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) for a, b, c, d in tables]
    return effects, errors


def log_odds_ratios(tables: list[tuple[int, int, int, int]]) -> Effects:
    """Log odds ratios and standard errors of tables of events and patients."""
    cells = [(a, n - a, c, m - c) for a, n, c, m in tables]
    return [log(a * d / (b * c)) for a, b, c, d in cells], [sqrt(sum(1 / x for x in cell)) for cell in cells]


def printed(text: str) -> Printed:
    """A number as a source prints it; a sign in front makes it a bound."""
    sign = text[0] if text[0] in "<>" else ""
    return Printed(text, Decimal(text.removeprefix(sign)), sign)
