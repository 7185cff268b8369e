"""`evidence.sqlite`: the same tables in one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

from generator.render.context import Files
from generator.render.exports import results, sources, studies, terms, topics
from generator.render.exports.columns import Column, Columns, record, sqlite_cells
from generator.render.exports.tables import Tables

_NUMBERS = ("value", "ci_low", "ci_high", "ci_level", "p_value", "n")
# Bounds and words would silently count as 0 in a sum; here they are null.
_VIEW = "CREATE VIEW results_as_numbers AS SELECT {} FROM results"
_AS_NUMBER = 'CASE WHEN "{0}" GLOB \'[0-9]*\' OR "{0}" GLOB \'-[0-9]*\' THEN CAST("{0}" AS REAL) END AS "{0}"'


def render(tables: Tables) -> Files:
    """Return data/evidence.sqlite. Same evidence and same SQLite, same bytes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, (columns, items) in _contents(tables).items():
            _fill(connection, name, columns, items)
        connection.execute(_view())
        connection.commit()
        return {"data/evidence.sqlite": connection.serialize()}


def _contents(tables: Tables) -> Mapping[str, tuple[Columns[Any], Iterable[Any]]]:
    evidence = tables.evidence
    return {
        "studies": (studies.COLUMNS, ((tables, id_, study) for id_, study in evidence.studies.items())),
        "topics": (topics.COLUMNS, ((tables, id_, topic) for id_, topic in evidence.topics.items())),
        "sources": (sources.COLUMNS, evidence.sources.items()),
        "results": (results.COLUMNS, results.every(tables)),
        "terms": (terms.COLUMNS, terms.items(evidence)),
    }


def _fill(connection: sqlite3.Connection, name: str, columns: Columns[Any], items: Iterable[Any]) -> None:
    fields = ", ".join(f'"{column.name}" {_type(column)}' for column in columns)
    connection.execute(f'CREATE TABLE "{name}" ({fields})')
    places = ", ".join("?" * len(columns))
    rows = (sqlite_cells(columns, record(columns, item)) for item in items)
    connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)


def _type(column: Column[Any]) -> str:
    return "INTEGER" if column.kind in ("integer", "flag") else "TEXT"


def _view() -> str:
    names = [column.name for column in results.COLUMNS]
    fields = [_AS_NUMBER.format(name) if name in _NUMBERS else f'"{name}"' for name in names]
    return _VIEW.format(", ".join(fields))
