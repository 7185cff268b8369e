"""Derived numbers for readers: marked, and never without the method."""

from __future__ import annotations

from generator.render.env import component
from generator.synthesise.derived import Derived, bound_text

Mark = str
"""A derived number with its mark: markup that shows the method on hover or tap."""


def interval(found: Derived | None) -> list[Mark]:
    """Return the line of a ratio's derived interval, or no line."""
    if found is None or found.method != "interval-from-p":
        return []
    return [marked(f"95% CI {interval_words(found)}", found), "derived, not printed"]


def interval_words(found: Derived) -> str:
    """Write the bounds of a ratio's interval, so that no bound is rounded to no difference."""
    return f"{bound_text(found.low)}–{bound_text(found.high)}"


def p(found: Derived | None) -> list[Mark]:
    """Return the derived p value of a ratio with its interval, and that it is derived; or nothing."""
    if found is None or found.method != "p-from-interval" or found.value is None:
        return []
    return [marked(p_words(found.value), found), "derived, not printed"]


def p_words(value: float) -> str:
    """Write a p value with two digits that count, down to 0.001."""
    if value < 0.001:
        return "< 0.001"
    text = f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
    return "> 0.99" if text == "1.00" else text


def share(found: Derived | None) -> list[Mark]:
    """Return the line of Wilson's interval of a share of patients, in percent; or no line."""
    if found is None or found.method != "wilson":
        return []
    return [marked(f"95% CI {share_words(found)}", found), "derived, not printed"]


def share_words(found: Derived) -> str:
    """Write the bounds of a share in percent."""
    return f"{100 * found.low:.1f}–{100 * found.high:.1f}%"


def marked(text: str, found: Derived) -> Mark:
    """Return a derived number with its method on hover or tap."""
    rough = " Fewer than 60 patients, or their number not read: approximate." if found.approximate else ""
    return component("derived", text, found.explained + rough)
