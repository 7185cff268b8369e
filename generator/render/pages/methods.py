"""The methods page: the rules by which the site reads, compares, derives and words, from the code's own tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from markupsafe import Markup, escape

from generator.check import documentation
from generator.check.judgements import JUDGEMENTS
from generator.model.records import Search
from generator.model.source import Source
from generator.printed.same import ADJUSTED, SOFT
from generator.read.codes import CODES
from generator.render import words
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.frame import front, review_words
from generator.synthesise.derived import METHODS
from generator.synthesise.direction import RULES
from generator.synthesise.dose import ALPHA_BETA
from generator.synthesise.pooling import RULES as POOLING

KIND_WORDS = {
    "paper": "The study's own full publication, in a journal or as a preprint",
    "registry": "A record of a trial registry, with or without results",
    "meeting": "A conference report or a statement by those who ran the trial",
    "review": "A publication by others that repeats what a study reported, guidelines included",
    "news": "A report about the study in the news",
}
DEPTH_WORDS = {
    "abstract": "The abstract only. What is missing may stand in the full text",
    "full-text": "The whole text at hand; what was missing from it (tables, a supplement) stands in the source's note",
    "registry-record": "The record of the registry",
    "news": "The news page",
}
SOFT_WORDS = {
    "assessor": "Who judged it: the investigators, or blinded central readers",
    "analysis_set": "Who was analysed: everyone as randomised, or those treated as planned",
    "criteria": "Criteria of response and progression",
    "estimator": "How a rate over time was estimated",
    "time_zero": "Where the clock starts",
    "attribution": "Whether an adverse event is of any cause or related to treatment",
    "scale": "Scale of toxicity",
    "unit_of_analysis": "Whether patients, lesions or courses were counted",
    "model": "Statistical model of an effect",
    "cutoff": "Day of the data cut-off",
    "window": "Time in which adverse events were counted",
    "counting": "Whether the worst grade of each patient or every event was counted",
}
RULE_NAMES = {
    "towards": "Where the estimate points",
    "precision": "How precise it is",
    "none": "Where neither is given",
}
DERIVED_NAMES = {
    "interval-from-p": "Interval from a p value",
    "p-from-interval": "p value from an interval",
    "wilson": "Interval of a share of patients",
}
POOL_NAMES = {
    "together": "What may stand together",
    "patients": "Each patient once",
    "few": "Too few trials",
    "sensitivity": "Outside the main estimate",
    "method": "How it is computed",
}
TISSUES = {
    "tumour": "Tumour",
    "late": "Late-reacting tissue that receives the full prescription",
    "cns": "Brain, brainstem, spinal cord, optic pathway",
}
_CODE = re.compile(r"`([^`]+)`")


def render(context: Context) -> Files:
    """Return the methods page."""
    return {"methods.md": page("methods.md.j2", **view(context))}


def view(context: Context) -> dict[str, Any]:
    """Return everything that the methods page shows."""
    site = context.site()
    searches = sorted(site.evidence.searches, key=lambda search: search.date, reverse=True)
    return {
        "front": front(
            context,
            "Methods",
            "How sources are read, how results are compared, what is derived and what is not, and how answers are worded.",
        ),
        "field": site.evidence.site.field,
        "reviewed": review_words(site.evidence, list(site.evidence.studies)),
        "kinds": named(kinds(), KIND_WORDS),
        "depths": named(_literal("read"), DEPTH_WORDS),
        "soft": [{"name": SOFT_WORDS.get(key, key), "key": code(f"`{key}`")} for key in SOFT],
        "adjusted": words.joined(list(ADJUSTED)),
        "direction": [
            {"label": RULE_NAMES.get(key, key.capitalize()), "value": text} for key, text in RULES.items()
        ],
        "tissues": [
            {"name": TISSUES.get(tissue, tissue), "ratio": f"{value} Gy"}
            for tissue, value in ALPHA_BETA.items()
        ],
        "derivations": [
            {"label": DERIVED_NAMES.get(method, method), "value": text} for method, text in METHODS.items()
        ],
        "pooling": [{"label": POOL_NAMES.get(key, key), "value": text} for key, text in POOLING.items()],
        "judgements": [
            {"name": tool, "words": words.joined(list(known))} for tool, known in JUDGEMENTS.items()
        ],
        "rules": code_rows(documentation()),
        "codes": code_rows(CODES),
        "searches": [search_row(search) for search in searches],
        "last_search": words.day(searches[0].date) if searches else "",
    }


def kinds() -> tuple[str, ...]:
    """Return the kinds of sources, the one that leads first."""
    return _literal("kind")


def _literal(field: str) -> tuple[str, ...]:
    return get_args(Source.model_fields[field].annotation)


def named(ids: tuple[str, ...], meanings: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a table of words and what they mean."""
    return [{"name": id_.replace("-", " ").capitalize(), "meaning": meanings.get(id_, "")} for id_ in ids]


def code_rows(codes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return codes of checks with what they mean; the first sentence leads, the rest stands beneath."""
    return [code_row(name, text) for name, text in sorted(codes.items())]


def code_row(name: str, text: str) -> dict[str, Any]:
    """Return one code; its anchor is check-<code>."""
    first, _, rest = text.partition("\n\n")
    more = Markup(' <span class="under">{}</span>').format(code(rest)["html"]) if rest else Markup("")
    return {"id": f"check-{name}", "name": code(f"`{name}`"), "meaning": {"html": code(first)["html"] + more}}


def code(text: str) -> dict[str, Markup]:
    """Return text on one line with what stands between backticks as code."""
    html = _CODE.sub(r"<code>\1</code>", str(escape(" ".join(text.split()))))
    return {"html": Markup(html)}


def search_row(search: Search) -> dict[str, Any]:
    """Return one look-up as a line of the log."""
    window = f"published: {search.window}" if search.window else ""
    return {
        "id": f"search-{search.id}",
        "day": words.day(search.date),
        "purpose": {"text": search.purpose, "under": [part for part in (search.where, window) if part]},
        "kept": words.plural(len(search.kept), "source") if search.kept else "none",
        "left_out": [f"{item.what}: {item.why}" for item in search.left_out],
    }
