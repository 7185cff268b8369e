"""Sentences that people wrote, with the numbers of the cards put in: every number links to its source."""

from __future__ import annotations

import re

import markdown
from markupsafe import Markup, escape

from generator.printed.comparison import UNCLEAR
from generator.printed.figures import Figure, NoFigure, find
from generator.printed.narrative import BadCall, Call, parts
from generator.printed.rows import Row
from generator.printed.same import source_kind
from generator.render import words
from generator.render.cells import Site, depth, short_name
from generator.render.env import component

_UNSAFE = re.compile(r'(href|src)="(?!https?://|#|\.{0,2}/|[\w-]+(?:/|\.html))[^"]*"', re.IGNORECASE)


def sentence(site: Site, text: str, study_id: str | None = None) -> Markup:
    """Return a sentence as HTML: plain text escaped, calls replaced."""
    return Markup("").join(_part(site, part, study_id) for part in parts(" ".join(text.split())))


def paragraphs(site: Site, text: str, study_id: str | None = None) -> list[Markup]:
    """Return the paragraphs of a text, each a sentence."""
    return [sentence(site, block, study_id) for block in re.split(r"\n\s*\n", text.strip())]


def narrative(site: Site, text: str) -> Markup:
    """Return a narrative in Markdown as HTML; raw HTML in it is shown as text, only safe links are kept."""
    kept: list[Markup] = []

    def hold(part: Call | BadCall) -> str:
        kept.append(_part(site, part, None))
        return f"\x02{len(kept) - 1}\x03"

    plain = "".join(
        str(escape(part)).replace("&#39;", "'") if isinstance(part, str) else hold(part)
        for part in parts(text)
    )
    html = _UNSAFE.sub(r'\1="#"', markdown.markdown(plain, output_format="html"))
    return Markup(re.sub("\x02(\\d+)\x03", lambda match: str(kept[int(match[1])]), html))


def plain_sentence(site: Site, text: str, study_id: str | None = None) -> str:
    """Return a sentence as plain text, for descriptions and exports."""
    html = re.sub(
        r'<(span|a) class="(?:notice-flag|questioned)"[^>]*>(.*?)</\1>',
        r"(\2)",
        str(sentence(site, text, study_id)),
    )
    return Markup(html).striptags()


def _part(site: Site, part: str | Call | BadCall, study_id: str | None) -> Markup:
    if isinstance(part, str):
        return escape(part)
    if isinstance(part, BadCall):
        return escape(f"[{part.reason}]")
    if part.name == "study":
        study = site.evidence.studies.get(part.arguments[0])
        if study is None:
            return escape(f"[{part.arguments[0]} cannot be read]")
        text = str(part.options.get("text", study.name))
        return Markup('<a href="{}">{}</a>').format(site.study(part.arguments[0]), words.nobreak(text))
    return _fact(site, part.arguments[0]) if part.name == "fact" else _figure(site, part, study_id)


def _fact(site: Site, id_: str) -> Markup:
    fact = site.evidence.facts.get(id_)
    if fact is None:
        return escape(f"[{id_} cannot be read]")
    source = site.evidence.sources[fact.source]
    value = words.with_unit(site.evidence, fact.value, fact.unit or "") if fact.value else fact.text
    return component("sourced", value, site.source_page(fact.source), f"{short_name(source)}, {fact.at}")


def _figure(site: Site, call: Call, study_id: str | None) -> Markup:
    study = call.arguments[0] if len(call.arguments) == 2 else study_id
    found = find(site.evidence, site.corpus.same.get(study or "", ()), call, study)
    if isinstance(found, NoFigure):
        return escape(f"[{found.reason}]")
    shown = component("sourced", figure_words(site, found), _source_href(site, found), _tip(site, found))
    if site.asked is not None and any(site.asked.of(row) for row in found.rows):
        shown += Markup(" ") + component("questioned", f"{site.study(found.study)}#questions")
    flag = site.study_notice(found.study)
    return shown + Markup(" ") + component("notice_flag", flag) if flag else shown


def figure_words(site: Site, figure: Figure) -> str:
    """Write a figure: "15.9 vs 7.6 months (HR 0.66, 95% CI 0.37–1.18)"."""
    estimates = ordered(figure.estimates)
    main = _estimates_words(site, estimates)
    effect = words.effect_words(figure.effect) if figure.effect else ""
    p = f"p {words.p_words(figure.p.p_value)}" if figure.p and figure.p.p_value else ""
    extra = ", ".join(part for part in (effect, p) if part)
    return _kept_together(f"{main} ({extra})" if main and extra else main or extra)


def ordered(rows: tuple[Row, ...]) -> list[Row]:
    """Put the experimental group first."""
    return sorted(rows, key=lambda row: row.group_role in ("control", "unexposed"))


def _kept_together(text: str) -> str:
    """Keep the parts of a figure on one line each: "15.9 vs 7.6 months", "HR 0.66", "95% CI 0.37–1.18"."""
    return re.sub(r"(?<=[\d%]) (?=vs|months|days|CI)|(?<=[<≤>≥sRIp]) (?=[<≤>≥−\d])", "\u00a0", text)


def _estimates_words(site: Site, rows: list[Row]) -> str:
    if not rows:
        return ""
    unit = (
        _one(_long_unit(site, rows[0]))
        if [str(row.value) for row in rows] == ["1"]
        else _long_unit(site, rows[0])
    )
    if any(row.group == UNCLEAR for row in rows):
        numbers = "; ".join(words.with_unit(site.evidence, row.value, row.unit) for row in rows)
        return f"{numbers}, group not stated"
    texts = [words.printed(row.value) or words.interval(row.bounds) for row in rows]
    if len(rows) <= 2:
        with_bounds = (
            f" ({words.bounds_words(rows[0])})" if len(rows) == 1 and rows[0].value and rows[0].bounds else ""
        )
        glue = unit if unit == "%" else ""
        return (
            " vs ".join(text + glue for text in texts)
            + (f" {unit}" if unit and unit != "%" else "")
            + with_bounds
        )
    named = [f"{text} {unit if unit != '%' else ''}".strip().replace(" %", "%") for text in texts]
    named = [
        f"{text}{'%' if unit == '%' else ''} ({row.group_name})"
        for text, row in zip(named, rows, strict=True)
    ]
    return words.joined(named)


def _one(unit: str) -> str:
    """Write a unit that is a word for one of it: "1 patient"."""
    return unit[:-1] if unit.isalpha() and len(unit) > 2 and unit.endswith("s") else unit


def _long_unit(site: Site, row: Row) -> str:
    if row.unit in ("ratio", "patients") and row.statistic in ("hr", "or", "rr"):
        return ""
    if row.unit in ("unknown", ""):
        return words.unit_symbol(site.evidence, row.unit)
    return site.evidence.term("units", row.unit).symbol or row.unit


def _source_href(site: Site, figure: Figure) -> str:
    return site.source_page(figure.rows[0].origin.source or "")


def _tip(site: Site, figure: Figure) -> str:
    row = figure.rows[0]
    source = site.evidence.sources[row.origin.source or ""]
    names = [other.group_name for other in ordered(figure.estimates) if other.group_name]
    label = site.evidence.label("endpoints", row.endpoint)
    who = f": {' vs '.join(names)}" if names else ""
    return f"{label}{who}. {short_name(source)}, {row.origin.at} ({depth(source_kind(site.evidence, row), source)})"
