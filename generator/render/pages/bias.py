"""Judgements of named persons: risk of bias and certainty, "not assessed" until somebody signs one."""

from __future__ import annotations

from typing import Any

from generator.check.judgements import judged
from generator.model.records import Outcome
from generator.model.study import Bias, Study
from generator.render import words
from generator.render.cells import Site

LIGHTS = {
    "low": "○",
    "some concerns": "◐",
    "moderate": "◐",
    "serious": "●",
    "high": "●",
    "critical": "●",
}
"""Lights of RoB 2 and ROBINS-I, by shape and never by colour: open for low, half for some, full for more."""
TOOLS_OF_BIAS = ("RoB 2", "ROBINS-I")
LEVELS = {"very low": 1, "low": 2, "moderate": 3, "high": 4}
REASONS = {
    "risk-of-bias": "risk of bias",
    "inconsistency": "inconsistency between studies",
    "indirectness": "indirectness",
    "imprecision": "imprecision",
    "publication-bias": "suspected publication bias",
    "large-effect": "a large effect",
    "dose-response": "a dose-response relation",
    "opposing-confounding": "confounding that would work the other way",
}
UP = ("large-effect", "dose-response", "opposing-confounding")


def light(found: Bias) -> str:
    """Write a judgement with its light: "◐ some concerns (RoB 2)"."""
    mark = f"{LIGHTS[found.judgement]} " if found.tool in TOOLS_OF_BIAS and found.judgement in LIGHTS else ""
    return f"{mark}{found.judgement} ({found.tool})"


def of_result(study: Study, endpoint: str) -> Bias | None:
    """Return the judgement of a result: of its endpoint, else of the study; None where nobody judged it."""
    found = judged(study.risk_of_bias)
    own = next((bias for bias in found if bias.endpoint == endpoint), None)
    return own or next((bias for bias in found if bias.endpoint is None), None)


def in_words(site: Site, study: Study) -> str:
    """Say in one sentence what was judged of a study, and by whom."""
    found = judged(study.risk_of_bias)
    if not found:
        return "Risk of bias: not assessed."
    said = [f"{about(site, bias)}{light(bias)}" for bias in found]
    people = words.joined(list(dict.fromkeys(bias.by for bias in found)))
    return f"Risk of bias: {'; '.join(said)}; judged by {people}."


def about(site: Site, bias: Bias) -> str:
    """Name the endpoint that a judgement is about."""
    return f"{site.evidence.label('endpoints', bias.endpoint).lower()} " if bias.endpoint else ""


def rows(site: Site, study: Study) -> list[dict[str, Any]]:
    """Return the judgements of a study for its page."""
    return [
        {
            "about": site.term("endpoints", bias.endpoint) if bias.endpoint else "The study",
            "judgement": light(bias),
            "reason": bias.reason or {"absent": "no reason given"},
            "by": f"{bias.by}, {words.day(bias.date)}",
        }
        for bias in judged(study.risk_of_bias)
    ]


def certainty(site: Site, outcome: Outcome) -> dict[str, Any]:
    """Return a named person's certainty about an outcome, with its reasons."""
    down, up = (
        words.joined([REASONS[reason] for reason in outcome.certainty_reasons if (reason in UP) == wanted])
        for wanted in (False, True)
    )
    because = [f"marked down for {down}" if down else "", f"up for {up}" if up else ""]
    reasons = words.joined([part for part in because if part])
    label = site.evidence.label("endpoints", outcome.endpoint)
    signed = f"Judged by {outcome.certainty_by}, {words.day(outcome.certainty_date or '')}."
    note = f"{label}{': ' + reasons if reasons else ''}. {signed}"
    return {"words": f"Certainty: {outcome.certainty}.", "note": note, "level": LEVELS[outcome.certainty]}
