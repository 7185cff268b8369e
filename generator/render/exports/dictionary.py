"""The data dictionary: every table's columns, from the tables that make them. Pages take it from here too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.render.context import Files
from generator.render.exports import results, sources, studies, terms, topics
from generator.render.exports.columns import KINDS, Columns, as_json, json_lines, json_object
from generator.render.exports.flags import FLAGS
from generator.render.exports.tables import Tables

TABLES: Mapping[str, Columns[Any]] = {
    "results": results.COLUMNS,
    "studies": studies.COLUMNS,
    "topics": topics.COLUMNS,
    "sources": sources.COLUMNS,
    "terms": terms.COLUMNS,
}

NOTES = (
    "All files are UTF-8. Texts that hold nothing are empty, in JSON too; numbers that hold nothing are null in JSON and SQLite.",
    "Numbers keep the digits their source prints: 0.20 is not 0.2. In JSON they are numbers with these digits, in SQLite text.",
    "A bound (<0.001, >=30), NR, NA or NS is text in a column of numbers. In SQLite the view results_as_numbers has null there.",
    "In CSV, text that begins with = + - @ carries an apostrophe in front, so that no spreadsheet runs it as a formula; take one"
    " apostrophe away to have the text. Numbers, JSON and SQLite are untouched.",
    "sources.json is CSL-JSON: how a source was read, and its notices, stand under `custom`. The table of sources is in SQLite.",
    "studies.json holds each card under `card`, with its short forms written out; topics.json holds the questions.",
    "The files of one study or topic hold `about`, the record, its rows of results and its sources.",
)


def entries() -> dict[str, list[dict[str, str]]]:
    """Return every table's columns as {name, kind, meaning, terms}, by table."""
    keys = ("name", "kind", "meaning", "terms")
    return {
        table: [{key: getattr(column, key) for key in keys} for column in columns]
        for table, columns in TABLES.items()
    }


def render(_: Tables) -> Files:
    """Return data/dictionary.json."""
    tables = {name: json_lines([as_json(column) for column in found]) for name, found in entries().items()}
    words = {"notes": as_json(NOTES), "kinds": as_json(KINDS), "flags": as_json(FLAGS)}
    return {"data/dictionary.json": json_object({**words, "tables": json_object(tables)})}
