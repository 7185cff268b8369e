"""What all models share: frozen, unknown keys refused, references marked for the walker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Strict

Place = tuple[str | int, ...]


class Frozen(BaseModel):
    """A record that cannot be changed and refuses keys it does not know."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True
    )


@dataclass(frozen=True)
class Ref:
    """Marks a text field as the id of something: a vocabulary's term or a record of a folder.

    `kind` is `sources`, `studies`, `topics` or the name of a vocabulary file.
    """

    kind: str


def _text(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise ValueError("the text is empty; write it, or delete the key")
    return value


Text = Annotated[str, Strict(), BeforeValidator(_text)]
"""Text that is not empty."""

SourceId = Annotated[Text, Ref("sources")]
StudyId = Annotated[Text, Ref("studies")]
TopicId = Annotated[Text, Ref("topics")]


def _matching(pattern: str, name: str, example: str) -> BeforeValidator:
    compiled = re.compile(pattern, re.ASCII)

    def check(value: Any) -> Any:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise ValueError(f"{value!r} is not {name}; it looks like {example}")
        return value

    return BeforeValidator(check)


Registration = Annotated[
    str,
    _matching(
        r"NCT\d{8}|ChiCTR[\w-]*\d{6,}|JapicCTI-\d{6}|UMIN\d{9}|ISRCTN\d{8}|EUCTR\d{4}-\d{6}-\d{2}|\d{4}-\d{6}-\d{2}(-\d{2})?"
        r"|jRCT\w?\d{9,}|ACTRN\d{14}|NTR\d+|KCT\d{7}",
        "a registry number",
        "NCT02492568, ChiCTR1900027769 or JapicCTI-090825",
    ),
]
Doi = Annotated[
    str, _matching(r"10\.\d{4,9}/\S+", "a DOI", "10.1001/jamaoncol.2019.1478, without https://doi.org/")
]
Pmid = Annotated[str, _matching(r"[1-9]\d{0,7}", "a PubMed number", 'PMID: "31294749", in quotes')]
Pmcid = Annotated[str, _matching(r"PMC\d+", "a PubMed Central number", "PMC6659785")]
Url = Annotated[str, _matching(r"https?://[^\s<>\"']+", "an address", "https://…")]


def _calendar(value: str) -> str:
    parts = [int(part) for part in value.split("-")]
    try:
        date(*parts, *(1, 1)[len(parts) - 1 :])
    except ValueError:
        raise ValueError(f"{value!r} is no day of the calendar") from None
    return value


Date = Annotated[
    str,
    AfterValidator(_calendar),
    _matching(r"\d{4}(-\d{2}(-\d{2})?)?", "a date", '2019-07-11, or a year in quotes: "2019"'),
]


def references(value: Any, at: Place = ()) -> Iterator[tuple[Place, Ref, str]]:
    """Yield (place, kind, id) of every reference inside a model, a mapping or a sequence."""
    if isinstance(value, Frozen):
        for name, field in type(value).model_fields.items():
            marks = [item for item in field.metadata if isinstance(item, Ref)]
            place = (*at, field.alias or name)
            yield from _marked(getattr(value, name), marks, field.annotation, place)
    elif isinstance(value, Mapping | tuple | list):
        yield from _marked(value, [], None, at)


def _marked(value: Any, marks: list[Ref], annotation: Any, at: Place) -> Iterator[tuple[Place, Ref, str]]:
    """Walk a value beside its annotation, where the markers of ids stand."""
    own, arguments = _opened(annotation)
    marks = marks or own
    if isinstance(value, str):
        yield from ((at, ref, value) for ref in marks[:1])
    elif isinstance(value, Frozen):
        yield from references(value, at)
    elif isinstance(value, Mapping):
        key_type, item_type = (*arguments, None, None)[:2]
        for key, item in value.items():
            yield from _marked(key, [], key_type, (*at, key))
            yield from _marked(item, [], item_type, (*at, key))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _marked(item, marks, arguments[0] if arguments else None, (*at, index))


def _opened(annotation: Any) -> tuple[list[Ref], tuple[Any, ...]]:
    """Return the markers of an annotation and the types inside it: of a list's items, of a mapping's two sides."""
    if hasattr(annotation, "__metadata__"):
        marks = [item for item in annotation.__metadata__ if isinstance(item, Ref)]
        inner, arguments = _opened(annotation.__origin__)
        return marks or inner, arguments
    if get_origin(annotation) in (Union, UnionType):
        opened = [_opened(argument) for argument in get_args(annotation)]
        return [mark for marks, _ in opened for mark in marks], next(
            (found for _, found in opened if found), ()
        )
    return [], get_args(annotation) if get_origin(annotation) in (dict, tuple, list) else ()
