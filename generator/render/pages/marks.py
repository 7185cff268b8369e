"""Tiny forest marks: one a randomised comparison, an interval as a line, never a score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from generator.model.printed import Printed
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import Site
from generator.render.pages.selection import counts, is_randomised, main_reading, under_way

_LOW, _HIGH = math.log(0.2), math.log(5)


def marks(site: Site, ids: Sequence[str]) -> dict[str, Any] | None:
    """Return the marks of the randomised studies' main comparisons, or None where there is none."""
    evidence = site.evidence
    randomised = [
        id_
        for id_ in ids
        if is_randomised(evidence, id_)
        and not under_way(evidence.studies[id_])
        and counts(evidence.studies[id_])
    ]
    if not randomised:
        return None
    found = [_mark(site, id_) for id_ in randomised]
    return {
        "words": " ".join(text for _, text in found),
        "ref": _place(0.0),
        "items": [item for item, _ in found],
    }


def _mark(site: Site, study_id: str) -> tuple[dict[str, Any], str]:
    item, _ = main_reading(site.corpus, study_id)
    name = site.evidence.studies[study_id].name
    effect = item.effect if item else None
    concern = (
        {"concern": True}
        if (site.study_notice(study_id) or {}).get("kind") in ("concern", "retraction")
        else {}
    )
    if item is None or effect is None or effect.statistic == "difference" or _log(effect.value) is None:
        label = site.evidence.label("endpoints", item.result.endpoint).lower() if item else "result"
        return concern, f"{name}: {label}, ratio {words.NOT_READ}."
    label = site.evidence.label("endpoints", item.result.endpoint).lower()
    return {**_places(effect), **concern}, f"{name}: {label}, {words.effect_words(effect)}."


def _places(effect: Row) -> dict[str, float]:
    estimate = _log(effect.value)
    assert estimate is not None
    found = {"est": _place(estimate)}
    if effect.bounds and effect.ci_kind == "confidence":
        low, high = (_log(bound) for bound in effect.bounds)
        if low is not None and high is not None:
            found |= {"lo": _place(low), "hi": _place(high)}
    return found


def _log(value: Printed | None) -> float | None:
    number = value.exact if value else None
    return math.log(float(number)) if number is not None and number > 0 else None


def _place(log_ratio: float) -> float:
    clipped = min(max(log_ratio, _LOW), _HIGH)
    return round(100 * (clipped - _LOW) / (_HIGH - _LOW), 1)
