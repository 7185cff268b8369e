"""Columns of the exported tables, and how a cell is written in CSV, JSON and SQLite."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from generator.model.base import Frozen
from generator.model.printed import Printed

T = TypeVar("T")
Kind = Literal["text", "printed", "integer", "flag", "ids", "texts"]
Cell = str | Printed | int | None | tuple[str, ...]

KINDS: dict[Kind, str] = {
    "text": "Text; empty where nothing is recorded.",
    "printed": "A number with the digits its source prints; a bound such as <0.001, NR (not reached), NA (not available) or"
    " NS (not significant) stands as text. Null in JSON and SQLite where nothing is printed.",
    "integer": "A whole number that we counted or recorded; null where there is none.",
    "flag": "true or false; 1 or 0 in SQLite.",
    "ids": "Several ids: a list in JSON, parted by spaces elsewhere.",
    "texts": "Several texts: a list in JSON, parted by `; ` elsewhere.",
}

_encoded = json.JSONEncoder(ensure_ascii=False).encode
# What a spreadsheet would run as a formula, and text that already carries our mark.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its name, what it means, which terms it takes, and how its cell is found."""

    name: str
    kind: Kind
    meaning: str
    get: Callable[[T], Cell]
    terms: str = ""


Columns = Sequence[Column[T]]


def record(columns: Columns[T], item: T) -> dict[str, Cell]:
    """Return one record by the columns' names."""
    return {column.name: column.get(item) for column in columns}


def csv_cells(columns: Columns[T], cells: Mapping[str, Cell]) -> list[str]:
    """Return a record's cells for CSV.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; text that begins with
    apostrophes before such a sign gets one too, so that taking one away always gives the text back.
    """
    return [_csv(column.kind, cells[column.name]) for column in columns]


def _csv(kind: Kind, cell: Cell) -> str:
    if kind == "flag":
        return "true" if cell else "false"
    text = plain(kind, cell)
    return f"'{text}" if kind in ("text", "texts") and _FORMULA.match(text) else text


def from_csv(text: str) -> str:
    """Return a CSV cell's text without the apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def plain(kind: Kind, cell: Cell) -> str:
    """Return a cell as text, empty where there is nothing."""
    if isinstance(cell, tuple):
        return ("; " if kind == "texts" else " ").join(cell)
    return "" if cell is None else str(cell)


def sqlite_cells(columns: Columns[T], cells: Mapping[str, Cell]) -> list[str | int | None]:
    """Return a record's cells for SQLite: printed numbers as text, so that they keep their digits."""
    return [_sqlite(column.kind, cells[column.name]) for column in columns]


def _sqlite(kind: Kind, cell: Cell) -> str | int | None:
    if cell is None or isinstance(cell, int):
        return int(cell) if cell is not None else None
    return plain(kind, cell)


def as_json(value: Any) -> str:
    """Return a value as JSON on one line; numbers keep the digits typed (0.20 stays 0.20)."""
    if isinstance(value, str):
        return _encoded(value)
    if isinstance(value, Printed):
        return str(value) if value.exact is not None else _encoded(str(value))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_encoded(key)}: {as_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(as_json(item) for item in value) + "]"
    if isinstance(value, Frozen):
        return as_json(typed(value))
    return str(value) if isinstance(value, Decimal) else _encoded(value)


def typed(model: Frozen) -> dict[str, Any]:
    """Return a record under the keys of its file, without what is empty; short forms are written out."""
    fields = ((field.alias or name, getattr(model, name)) for name, field in type(model).model_fields.items())
    made = ((key, typed(value) if isinstance(value, Frozen) else value) for key, value in fields)
    return {key: value for key, value in made if value is not None and value not in ("", (), {})}


def json_lines(items: Sequence[str]) -> str:
    """Return a JSON array with one item a line, so that changes show in a comparison."""
    return "[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n"


def json_object(parts: Mapping[str, str]) -> str:
    """Return a JSON object of parts that are JSON already."""
    lines = ",\n".join(f"{_encoded(name)}: {part.rstrip()}" for name, part in parts.items())
    return f"{{\n{lines}\n}}\n"
