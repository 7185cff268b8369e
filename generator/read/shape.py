"""From a model's complaints to problems in the curator's words, at the right line and column."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.model.base import Frozen, Place
from generator.model.evidence import Document
from generator.problems import Problem
from generator.read.text import shown

Record = TypeVar("Record", bound=Frozen)

_TYPES = {
    "string_type": ("text", "Put it in quotes, or write it as words."),
    "int_type": ("a whole number", "Write the number without quotes and without a decimal point."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "dict_type": ("keys and values", "Write `key: value` lines beneath it, indented by two spaces."),
    "model_type": ("keys and values", "Write `key: value` lines beneath it, indented by two spaces."),
    "tuple_type": ("a list", "Write it in brackets: [one, two], or one per line after `- `."),
    "too_short": ("at least one entry", "Add an entry."),
    "too_long": ("fewer entries", "Delete what is too many."),
}
_OWN_PLACE = ("missing", "extra_forbidden")
"""Complaints about a key itself, of which several may stand at one place."""


class _Complaint(NamedTuple):
    """A validator's complaint, and the place it has in the file."""

    place: Place
    detail: ErrorDetails

    @property
    def of_key(self) -> bool:
        return self.detail["type"] in _OWN_PLACE


def validate(model: type[Record], document: Document, data: Any, at: Place = ()) -> Record | list[Problem]:
    """Return the record, or every complaint as a problem of the document (its place under `at`)."""
    try:
        return model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        return list(_problems(model, document, error, at))


def _problems(
    model: type[Frozen], document: Document, error: ValidationError, at: Place
) -> Iterator[Problem]:
    found = [
        _Complaint(document.nearest((*at, *detail["loc"])), detail)
        for detail in error.errors(include_url=False)
    ]
    told: dict[Place, Problem] = {}
    for complaint in found:
        if complaint.of_key:
            yield _problem(model, document, complaint, at)
        elif not any(_goes_deeper(other, complaint) for other in found):
            problem = _problem(model, document, complaint, at)
            told[complaint.place] = _either(told.get(complaint.place), problem)
    yield from told.values()


def _goes_deeper(other: _Complaint, complaint: _Complaint) -> bool:
    """Of two alternatives that do not fit, the one that was read further is what was meant."""
    depth = len(complaint.place)
    return len(other.detail["loc"]) > len(complaint.detail["loc"]) and (
        other.place[:depth] == complaint.place and (len(other.place) > depth or other.of_key)
    )


def _either(first: Problem | None, second: Problem) -> Problem:
    if first is None:
        return second
    return replace(first, expected=f"{first.expected}, or {second.expected}", hint=first.hint or second.hint)


def _problem(model: type[Frozen], document: Document, complaint: _Complaint, at: Place) -> Problem:
    place, detail = complaint
    line, column = document.where(place, key=detail["type"] == "extra_forbidden")
    code, message, expected, hint = _words(model, detail, _name(place))
    return Problem(code, document.path, line, column, message, expected, hint)


def _name(place: Place) -> str:
    """Return what a message calls a place: its key, or its number in a list of records."""
    names = [part for part in place if isinstance(part, str)]
    if names:
        return names[-1]
    return f"Entry {place[0] + 1}" if place and isinstance(place[0], int) else "The file"


def _words(model: type[Frozen], detail: ErrorDetails, name: str) -> tuple[str, str, str, str]:
    kind, loc = detail["type"], detail["loc"]
    last = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        return _unknown_key(last, _keys(model, loc[:-1]))
    if kind == "missing" and isinstance(loc[-1], str):
        return (
            "missing-key",
            f"The key {last!r} is missing.",
            f"a line `{last}: …`",
            "Add it; the template card shows it.",
        )
    if kind == "missing":
        return "wrong-type", f"{name}: the list is too short.", "one more entry", ""
    if kind == "literal_error":
        return _wrong_word(name, detail)
    if kind == "value_error":
        return "wrong-value", f"{name}: {detail['ctx']['error']!s}.", "", ""
    expected, hint = _TYPES.get(kind, (detail["msg"], ""))
    return "wrong-type", f"{name}: {_shown(detail['input'])} does not belong here.", expected, hint


def _unknown_key(key: str, known: list[str]) -> tuple[str, str, str, str]:
    return (
        "unknown-key",
        f"The key {key!r} is not known here.",
        "one of " + ", ".join(known),
        "A decimal has a point here, not a comma: 0.5." if key.isdigit() else did_you_mean(key, known),
    )


def _wrong_word(key: str, detail: ErrorDetails) -> tuple[str, str, str, str]:
    expected = str(detail["ctx"]["expected"]).replace("'", "")
    words = expected.replace(" or ", ", ").split(", ")
    message = f"{key}: {_shown(detail['input'])} is not one of the words used here."
    return "wrong-value", message, expected, did_you_mean(str(detail["input"]), words)


def did_you_mean(word: str, known: list[str]) -> str:
    """Return the question "Did you mean …?" where a known word is near, else an empty text."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else ""


def _shown(value: Any) -> str:
    if value is None:
        return "an empty value"
    if isinstance(value, dict | list | tuple):
        return "a list" if isinstance(value, list | tuple) else "a mapping of keys to values"
    return repr(shown(str(value)))


def _keys(model: Any, loc: Place) -> list[str]:
    for part in loc:
        model = _step(model, part)
    models = [item for item in _unwrap(model) if isinstance(item, type) and issubclass(item, BaseModel)]
    return [field.alias or name for item in models for name, field in item.model_fields.items()]


def _step(annotation: Any, part: str | int) -> Any:
    for item in _unwrap(annotation):
        if isinstance(item, type) and issubclass(item, BaseModel):
            for name, field in item.model_fields.items():
                if part in (name, field.alias):
                    return field.annotation
        elif get_origin(item) is dict:
            return get_args(item)[1]
        elif get_origin(item) is tuple and isinstance(part, int):
            return get_args(item)[0]
    return annotation


def _unwrap(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _unwrap(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [item for argument in get_args(annotation) for item in _unwrap(argument)]
    return [annotation]
