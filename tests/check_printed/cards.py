"""Parts of cards that the tests of the rules are made of; two groups of 36 and 40 patients."""

from __future__ import annotations

GROUPS = """
    new: {name: New, role: experimental, n: 36}
    old: {name: Old, role: control, n: 40}
    """


def hr(text: str, more: str = "") -> str:
    return f"- {{endpoint: survival, effect: {{measure: hr, {text}}}{more}}}"


def difference(text: str, more: str = "") -> str:
    return f"- {{endpoint: response, effect: {{measure: difference, unit: percent, {text}}}{more}}}"


def factors(crude: str, adjusted: str) -> str:
    return "\n".join(
        f"- {{endpoint: survival, in: new, analysis: {kind}, factors: {{Old age: {{{text}}}}}}}"
        for kind, text in (("univariable", crude), ("multivariable", adjusted))
    )


def characteristic(first: str, second: str) -> str:
    return f"\n  - {{label: Sex, rows: {{Male: {{new: {{{first}}}}}, Female: {{new: {{{second}}}}}}}}}"


def regimen(text: str) -> str:
    return f"\n  new: {{name: New, radiotherapy: [{{{text}}}]}}\n  old: {{name: Old}}"


def survival(median: str, rate: str, at: str = "3 years", method: str = "") -> str:
    return f"""
- {{endpoint: survival, median: {{new: {median}}}}}
- {{endpoint: survival, timepoint: {at}, rate: {{new: {rate}}}{method}}}
"""
