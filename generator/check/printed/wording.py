"""How a question names the numbers it is about."""

from __future__ import annotations

from decimal import Decimal

from generator.model.printed import Printed
from generator.printed.corpus import Corpus
from generator.printed.rows import Row

MEASURES = {"hr": "hazard ratio", "or": "odds ratio", "rr": "risk ratio", "difference": "difference"}
_NAMES = {**MEASURES, "p": "p value", "dose_gy": "dose", "n": "number", "count": "patients counted"}
_KINDS = {"range": "range", "iqr": "interquartile range"}
_SIGNS = {"<=": "≤ ", ">=": "≥ ", "<": "< ", ">": "> "}


def text(value: Printed | None) -> str:
    """Write a printed number: bounds with their sign, a minus as minus."""
    if value is None:
        return ""
    found = _SIGNS[value.sign] + value.text[len(value.sign) :] if value.sign else value.text
    return found.replace("-", "−")


def plain(number: Decimal, digits: int = 2) -> str:
    """Write a number that we computed with a few significant digits: 0.0146 as 0.015, 34.2 as 34."""
    if abs(number) >= 10 ** (digits - 1):
        return f"{number:.0f}".replace("-", "−")
    return f"{Decimal(f'{number:.{digits - 1}e}'):f}".replace("-", "−")


def decimals(printed: Printed | None) -> int:
    """Return how many digits a number is printed with behind the point."""
    _, _, behind = (printed.text if printed else "").partition(".")
    return len(behind)


def p_text(p: Decimal) -> str:
    """Write a p value that we computed."""
    return "less than 0.0001" if p < Decimal("0.0001") else plain(p)


def interval(row: Row) -> str:
    """Write a row's interval with what it is: 95% CI 0.37–1.18."""
    if row.bounds is None:
        return ""
    low, high = (text(bound) for bound in row.bounds)
    joined = f"{low} to {high}" if "−" in low + high else f"{low}–{high}"
    return f"{_KINDS.get(row.ci_kind) or f'{row.ci_level}% CI'} {joined}"


def unit(corpus: Corpus, name: str) -> str:
    """Return a unit as it stands behind a number: months with a space, % without."""
    if name in ("", "ratio", "unknown"):
        return ""
    symbol = corpus.evidence.term("units", name).symbol or name
    return symbol if symbol == "%" else f" {symbol}"


def value(corpus: Corpus, row: Row) -> str:
    """Write a row's number with its unit."""
    return text(row.value) + (unit(corpus, row.unit) if row.value and not row.value.word else "")


def about(corpus: Corpus, row: Row, *, statistic: bool = True) -> str:
    """Name what a number is about: endpoint, then whatever tells it from its neighbours."""
    study = corpus.evidence.studies[row.study]
    subset = study.subsets[row.subset].name if row.subset in study.subsets else row.subset
    groups = f"{row.group_name} against {row.comparator_name}" if row.comparator_name else row.group_name
    name = "Characteristics" if row.endpoint == "characteristic" else _endpoint(corpus, row)
    parts = (
        _NAMES.get(row.statistic, row.statistic) if statistic else "",
        row.factor,
        groups,
        subset,
        f"at {row.timepoint}" if row.timepoint else "",
        f"grade {row.grade}" if row.grade else "",
        row.analysis,
    )
    found = ", ".join(part for part in parts if part)
    return f"{name} ({found})" if found else name


def _endpoint(corpus: Corpus, row: Row) -> str:
    return corpus.evidence.label("endpoints", row.endpoint)
