"""Entries of the site's own search: assets/search/index.js, one classic script loaded when the box is opened.

A drug leads to its studies under its own name, its synonyms and every class it belongs to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict

from generator.model.evidence import Evidence
from generator.model.records import Topic
from generator.model.source import Source
from generator.model.study import Study
from generator.printed.narrative import plain
from generator.render.cells import Site, short_name
from generator.render.context import Context, Files
from generator.render.search_names import Names, new_names, term_names

PATH = "assets/search/index.js"
TERM_KINDS = ("glossary", "endpoints", "interventions", "techniques", "states", "designs")
"""Vocabularies whose terms are found; where two share an id, the first kind is."""
_NOT_TERMS = ("unknown", "not-stated", "other")
_TEXT, _PAGE = 300, 4000


class Entry(TypedDict):
    """One page: title, address from the site's root, kind, searchable text, other names."""

    t: str
    u: str
    k: str
    x: str
    a: list[str]


def render(context: Context) -> Files:
    """Return all search entries: of what comes from the evidence, and of the hand-written pages."""
    entries = [*evidence_entries(context), *pages_entries(context.docs)]
    return {PATH: script(entries)}


def script(entries: Iterable[Entry]) -> str:
    """Return the script that sets the entries; nothing in a text can end it or break a line of it."""
    lines = ",\n".join(
        _safe(json.dumps(entry, ensure_ascii=False, separators=(",", ":"))) for entry in entries
    )
    return f"window.EVIDENCE_SEARCH = {{docs:[\n{lines}\n]}};\n"


def _safe(text: str) -> str:
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def evidence_entries(context: Context) -> Iterator[Entry]:
    """Yield the entries of studies, topics, sources and terms."""
    evidence, names = context.evidence, Names(context.evidence)
    site = context.site()
    yield from (_study(names, id_, study) for id_, study in evidence.studies.items())
    yield from (_topic(id_, topic) for id_, topic in evidence.rendered_topics().items())
    yield from (_source(id_, source) for id_, source in evidence.sources.items())
    yield from _terms(site, evidence)


def _study(names: Names, id_: str, study: Study) -> Entry:
    design = names.evidence.label("designs", study.design)
    endpoints = [names.evidence.label("endpoints", result.endpoint) for result in study.results]
    text = ". ".join((study.title, study.population.summary, design, ", ".join(dict.fromkeys(endpoints))))
    return entry(study.name, f"studies/{id_}.html", "study", text, names.of_study(id_, study))


def _topic(id_: str, topic: Topic) -> Entry:
    texts = [topic.summary or "", *(question.question for question in topic.questions)]
    names = (topic.short or "", *topic.patient)
    return entry(topic.title, f"topics/{id_}.html", "topic", plain(" ".join(texts)), names)


def _source(id_: str, source: Source) -> Entry:
    names = [name.family or name.literal or "" for name in source.author]
    numbers = [number for number in (source.DOI, source.PMID, source.PMCID, source.number) if number]
    text = ". ".join(part for part in (source.title, source.container_title) if part)
    return entry(short_name(source), f"sources/{id_}.html", "source", text, [*names, *numbers])


def _terms(site: Site, evidence: Evidence) -> Iterator[Entry]:
    seen = set(_NOT_TERMS)
    for kind in TERM_KINDS:
        for id_, term in evidence.vocabulary.get(kind, {}).items():
            if id_ not in seen:
                seen.add(id_)
                names = term_names(term)[1:]
                yield entry(term.label, site.term(kind, id_)["href"], "term", term.definition, names)


def pages_entries(docs: Mapping[str, str]) -> list[Entry]:
    """Return the entries of hand-written pages: Markdown by path under docs/, like {"methods.md": "# Methods …"}."""
    pages = sorted((path, text) for path, text in docs.items() if path.endswith(".md"))
    return [_page(path, text) for path, text in pages]


def _page(path: str, text: str) -> Entry:
    front, body = _split(text)
    headings = [_bare(heading) for heading in re.findall(r"^#{1,6}\s+(.+)$", body, re.MULTILINE)]
    title = front or (headings[0] if headings else path)
    return entry(title, f"{path.removesuffix('.md')}.html", "page", _bare(body), headings, _PAGE)


def _split(text: str) -> tuple[str, str]:
    """Return the title that the front matter gives, or an empty text, and the body."""
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if not match:
        return "", text
    title = re.search(r"^title:\s*(.+?)\s*$", match[1], re.MULTILINE)
    return (title[1].strip("\"'") if title else ""), text[match.end() :]


def _bare(markdown: str) -> str:
    """Return Markdown as plain words: no tags, addresses, attributes or marks."""
    text = re.sub(r"<!--.*?-->|<[^>]+>|\{[:#][^}]*\}", " ", markdown, flags=re.DOTALL)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^[#>\s]+|[`*]|(?<!\w)_|_(?!\w)", "", text, flags=re.MULTILINE)
    return " ".join(re.sub(r"[|]|-{3,}", " ", text).split())


def entry(title: str, address: str, kind: str, text: str, names: Iterable[str], most: int = _TEXT) -> Entry:
    """Return an entry; its text is cut at a word, and names whose words are all there already are left out."""
    return Entry(t=title, u=address, k=kind, x=shorten(text, most), a=new_names(names, title))


def shorten(text: str, most: int) -> str:
    """Cut a text at a word, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0]
