"""`sources`: CSL-JSON for reference managers, a flat table for SQLite; BibTeX and RIS of all sources."""

from __future__ import annotations

from generator.model.source import Source
from generator.render.context import Files
from generator.render.exports.columns import Column, as_json, json_lines
from generator.render.exports.tables import Tables
from generator.render.references import bibtex, open_notices, ris

Item = tuple[str, Source]


def _authors(item: Item) -> tuple[str, ...]:
    names = [
        name.literal or ", ".join(part for part in (name.family, name.given) if part)
        for name in item[1].author
    ]
    return tuple(name for name in names if name)


COLUMNS: tuple[Column[Item], ...] = (
    Column("source_id", "text", "Id of the source; its page is sources/<id>.html.", lambda item: item[0]),
    Column("kind", "text", "Kind of source.", lambda item: item[1].kind, "paper registry meeting review news"),
    Column("type", "text", "Type in CSL terms; `article` is a preprint.", lambda item: item[1].type),
    Column("title", "text", "Title. In square brackets stands a description, where no title was read.",
           lambda item: item[1].title),
    Column("authors", "texts", "Authors, family name first.", _authors),
    Column("container_title", "text", "Journal or site.", lambda item: item[1].container_title or ""),
    Column("volume", "text", "Volume.", lambda item: item[1].volume or ""),
    Column("issue", "text", "Issue.", lambda item: item[1].issue or ""),
    Column("page", "text", "Pages or article number.", lambda item: item[1].page or ""),
    Column("publisher", "text", "Publisher.", lambda item: item[1].publisher or ""),
    Column("number", "text", "Number of a report or registry record.", lambda item: item[1].number or ""),
    Column("issued", "text", "Date of issue: a day, a month or a year.", lambda item: item[1].issued or ""),
    Column("DOI", "text", "DOI.", lambda item: item[1].DOI or ""),
    Column("PMID", "text", "PubMed number.", lambda item: item[1].PMID or ""),
    Column("PMCID", "text", "PubMed Central number.", lambda item: item[1].PMCID or ""),
    Column("URL", "text", "Address.", lambda item: item[1].URL or ""),
    Column("primary_for", "ids", "Studies whose own report the source is; for all others it is second-hand.",
           lambda item: item[1].primary_for),
    Column("read", "text", "How deep it was read.", lambda item: item[1].read, "abstract full-text registry-record news"),
    Column("read_on", "text", "Day on which it was read.", lambda item: item[1].read_on),
    Column("read_at", "text", "Address at which it was read, or how it was at hand.", lambda item: item[1].read_at),
    Column("notices", "ids", "Kinds of the publisher's open notices.",
           lambda item: tuple(notice.kind for notice in open_notices(item[1])), "correction expression-of-concern retraction"),
    Column("notices_checked", "text", "Day on which notices were last looked for.",
           lambda item: item[1].notices_checked or ""),
    Column("note", "text", "What is odd about the source.", lambda item: item[1].note or ""),
)  # fmt: skip


def render(tables: Tables) -> Files:
    """Return data/sources.json, data/references.bib and data/references.ris."""
    sources = tables.evidence.sources
    return {
        "data/sources.json": json_lines([as_json(item) for item in tables.csl(sources)]),
        "data/references.bib": bibtex(tables.sources(sources)),
        "data/references.ris": ris(tables.sources(sources)),
    }
