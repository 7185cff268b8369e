"""The data page: what can be downloaded, what every column means, under which licence, how to load and cite it."""

from __future__ import annotations

from typing import Any

from generator.render import words
from generator.render.cells import Cell, link
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.exports import dictionary
from generator.render.exports.columns import KINDS as COLUMN_KINDS
from generator.render.exports.flags import FLAGS
from generator.render.pages.frame import cite, front, of_everything
from generator.render.pages.methods import code
from generator.render.schema import KINDS as SCHEMAS

DOWNLOADS = (
    (
        "data/results.csv",
        "Every printed number, one a row, with its source and place. For spreadsheets, R, Python",
    ),
    ("data/results.json", "The same rows as JSON"),
    ("data/studies.json", "Every study with its whole card"),
    ("data/topics.json", "Topics with their questions and answers"),
    ("data/sources.json", "References in CSL-JSON, with how each was read and its notices"),
    ("data/references.bib", "References for BibTeX"),
    ("data/references.ris", "References for EndNote, Zotero and other programs that read RIS"),
    ("data/evidence.sqlite", "All tables in one SQLite database"),
    ("data/dictionary.json", "The data dictionary below, for programs"),
)
TABLES = {
    "results": "Results: one row a printed number",
    "studies": "Studies",
    "topics": "Topics",
    "sources": "Sources",
    "terms": "Terms of the vocabularies",
}
EXAMPLES = (
    (
        "R",
        'results <- read.csv("results.csv", colClasses = "character", na.strings = "")\n'
        'first <- subset(results, headline == "true" & statistic == "hr")\n'
        'first[, c("study_name", "endpoint_label", "value", "ci_low", "ci_high", "source_id", "at")]',
    ),
    (
        "Python",
        "import pandas as pd\n"
        'results = pd.read_csv("results.csv", dtype=str, keep_default_na=False)\n'
        'first = results[(results["headline"] == "true") & (results["statistic"] == "hr")]',
    ),
)


def render(context: Context) -> Files:
    """Return the data page."""
    return {"data.md": page("data.md.j2", **view(context))}


def view(context: Context) -> dict[str, Any]:
    """Return everything that the data page shows."""
    corpus, info = context.corpus, context.evidence.site
    rows = sum(len(found) for found in corpus.rows.values())
    tables = dictionary.entries()
    return {
        "front": front(
            context,
            "Data",
            "Every number, reference and card of this site as files, with a data dictionary, schemas and the licence.",
            **of_everything(context),
        ),
        "counts": words.joined(
            [
                words.plural(rows, "row") + " of results",
                words.plural(len(corpus.evidence.studies), "study", "studies"),
                words.plural(len(corpus.evidence.sources), "source"),
            ]
        ),
        "downloads": [{"name": file_cell(path), "what": what} for path, what in DOWNLOADS],
        "notes": [code(note) for note in dictionary.NOTES],
        "kinds": [{"name": kind, "meaning": code(text)} for kind, text in COLUMN_KINDS.items()],
        "flags": [{"name": code(f"`{flag}`"), "meaning": text} for flag, text in FLAGS.items()],
        "tables": [
            {"id": f"columns-{table}", "title": TABLES.get(table, table), "rows": column_rows(columns)}
            for table, columns in tables.items()
        ],
        "schemas": [schema_row(kind, about) for kind, (_, about) in SCHEMAS.items()],
        "examples": [{"language": language, "code": text} for language, text in EXAMPLES],
        "licence": link(info.licence.name, info.licence.url),
        "publisher": info.publisher,
        "cite": cite(context, "Data"),
    }


def file_cell(path: str) -> Cell:
    """Return a file to download."""
    return {"text": path.removeprefix("data/"), "href": path, "strong": True}


def column_rows(columns: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the columns of one table: name, kind, meaning, and the terms that it takes."""
    return [column_row(column) for column in columns]


def column_row(column: dict[str, str]) -> dict[str, Any]:
    """Return one column of the data dictionary."""
    terms = column["terms"]
    meaning: Cell = {**code(column["meaning"])}
    if terms.startswith("vocabulary "):
        kind = terms.removeprefix("vocabulary ")
        meaning |= {"under": f"Ids of the vocabulary {kind}; see the glossary."}
    elif terms:
        meaning |= {"under": ", ".join(terms.split())}
    return {"name": code(f"`{column['name']}`"), "kind": column["kind"], "meaning": meaning}


def schema_row(kind: str, about: str) -> dict[str, Any]:
    """Return one JSON Schema to download and what it describes."""
    return {"name": file_cell(f"data/schema/{kind}.json"), "what": about}
