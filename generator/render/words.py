"""How printed numbers, groups and dates are written for readers. Digits stay as typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from generator.model.evidence import Evidence
from generator.model.printed import Printed
from generator.printed.rows import Row

MEASURES = {"hr": "HR", "or": "OR", "rr": "RR", "difference": "Difference"}
MEASURE_NAMES = {"hr": "Hazard ratio", "or": "Odds ratio", "rr": "Risk ratio", "difference": "Difference"}
STATISTICS = {
    "median": "median",
    "mean": "mean",
    "rate": "rate",
    "count": "patients counted",
    "n": "number of patients",
    "dose_gy": "dose",
    "fractions": "number of fractions",
}
_SHORT = {
    "months": "mo",
    "days": "days",
    "percent": "%",
    "gy": "Gy",
    "cgy": "cGy",
    "patients": "",
    "fractions": "",
    "ratio": "",
    "unknown": "(unit not printed)",
}
_SIGNS = {"<=": "≤ ", ">=": "≥ ", "<": "< ", ">": "> "}
NOT_READ = "not in what we read"


def printed(value: Printed | None) -> str:
    """Write a printed number: bounds with their sign, a minus as minus."""
    if value is None:
        return ""
    text = _SIGNS[value.sign] + value.text[len(value.sign) :] if value.sign else value.text
    return re.sub(r"^-", "−", text)


def unit_symbol(evidence: Evidence, unit: str) -> str:
    """Return the unit as it stands behind a number in a table."""
    if unit in _SHORT:
        return _SHORT[unit]
    return evidence.term("units", unit).symbol or unit


def with_unit(evidence: Evidence, value: Printed | None, unit: str) -> str:
    """Write a number with its unit for a table: "6.6 mo", "36%"."""
    text = printed(value)
    symbol = unit_symbol(evidence, unit)
    if not symbol or value is None or value.word:
        return text
    return f"{text}{symbol}" if symbol == "%" else f"{text} {symbol}"


def interval(bounds: tuple[Printed, Printed] | None) -> str:
    """Write an interval: "0.37–1.18"; "to" where a bound is negative or not a number."""
    if bounds is None:
        return ""
    low, high = (printed(bound) for bound in bounds)
    return f"{low} to {high}" if "−" in low + high or any(bound.sign for bound in bounds) else f"{low}–{high}"


def bounds_words(row: Row) -> str:
    """Write a row's interval with what it is: "95% CI 0.37–1.18", "range 0.4–43.0"."""
    if row.bounds is None:
        return ""
    kind = {"confidence": f"{row.ci_level}% CI", "range": "range", "iqr": "interquartile range"}[row.ci_kind]
    return f"{kind} {interval(row.bounds)}"


def p_words(p: Printed | None) -> str:
    """Write a p value for a table cell, without the letter."""
    return printed(p)


def effect_words(row: Row) -> str:
    """Write an effect in one line: "HR 0.66, 95% CI 0.37–1.18, p 0.16"."""
    value = f"{MEASURES[row.statistic]} {printed(row.value)}" if row.value else MEASURES[row.statistic]
    parts = [value, bounds_words(row), f"p {p_words(row.p_value)}" if row.p_value else ""]
    return ", ".join(part for part in parts if part)


def joined(values: Sequence[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} and {values[-1]}"


def plural(number: int, noun: str, many: str = "") -> str:
    """Write a count: "1 study", "2 studies"."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


def day(iso: str) -> str:
    """Write a date: "21 November 2026", "November 2026" or "2026"."""
    parts = [int(part) for part in iso.split("-")] if iso else []
    if len(parts) == 3:
        return f"{parts[2]} {date(*parts):%B %Y}"
    return f"{date(parts[0], parts[1], 1):%B %Y}" if len(parts) == 2 else iso


def nobreak(name: str) -> str:
    """Keep a name on one line: U+2011 for hyphens."""
    return name.replace("-", "\u2011")


def grade(text: str) -> str:
    """Write a grade: ">=3" as "grade ≥ 3", "any" as "any grade"."""
    if text == "any":
        return "any grade"
    shown = re.sub(r"^(<=|>=|<|>)\s*", lambda match: _SIGNS[match[1]], text)
    return f"grade {re.sub(r'(?<=[0-9])-(?=[0-9])', '–', shown)}"
