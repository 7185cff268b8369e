"""JSON Schemas of the evidence's files, from the models that read them: editors check and complete with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from inspect import getclosurevars
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import BeforeValidatorFunctionSchema

from generator.model.records import Fact, Search, SiteInfo, Term, Topic
from generator.model.source import Source
from generator.model.study import Study
from generator.render.context import Files

KINDS: Mapping[str, tuple[Any, str]] = {
    "study": (Study, "One study: evidence/studies/<id>.yml"),
    "source": (Source, "One source: evidence/sources/<id>.yml"),
    "topic": (Topic, "Front matter of a topic: evidence/topics/<id>.md"),
    "term": (dict[str, Term], "The terms of one vocabulary by id: evidence/vocabulary/<kind>.yml"),
    "facts": (dict[str, Fact], "Sourced numbers that belong to no study, by id: evidence/facts.yml"),
    "searches": (tuple[Search, ...], "What was looked up: evidence/searches.yml"),
    "site": (SiteInfo, "What names the site: evidence/site.yml"),
}
# Filled by the reader from what stands after the front matter.
_NOT_TYPED = {"topic": ("body",)}


class _Generator(GenerateJsonSchema):
    """Adds what validators accept before the model sees it: short forms, and the form of identifiers."""

    def function_before_schema(self, schema: BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Return the schema of what may be typed, not only of what the model holds."""
        inner = super().function_before_schema(schema)
        pattern = getclosurevars(schema["function"]["function"]).nonlocals.get("compiled")
        if pattern is not None:
            # JSON Schema's regular expressions know no escaped quote.
            return {**inner, "pattern": f"^({pattern.pattern})$".replace('\\"', '"')}
        return self._short(inner)

    def _short(self, inner: JsonSchemaValue) -> JsonSchemaValue:
        """A list of one may be typed as its item; a record with a `value` as that value."""
        if inner.get("type") == "array" and "items" in inner:
            item = self._short(inner["items"])
            return {"anyOf": [item, {**inner, "items": item}]}
        if inner.get("type") == "object" and "additionalProperties" in inner:
            return {**inner, "additionalProperties": self._short(inner["additionalProperties"])}
        value = self._value_of(inner)
        return {"anyOf": [value, inner]} if value else inner

    def _value_of(self, inner: JsonSchemaValue) -> JsonSchemaValue | None:
        if "$ref" not in inner:
            return None
        record = self.get_schema_from_definitions(inner["$ref"])
        value = (record or {}).get("properties", {}).get("value")
        return (
            {key: part for key, part in value.items() if key not in ("default", "title")} if value else None
        )


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one kind of file."""
    model, description = KINDS[kind]
    made = TypeAdapter(model).json_schema(schema_generator=_Generator)
    for key in _NOT_TYPED.get(kind, ()):
        del made["properties"][key]
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"{kind}.json", "title": kind}
    rest = {key: value for key, value in _tidied(made).items() if key != "description"}
    return {**head, "description": description, **rest}


def _tidied(value: Any) -> Any:
    """Drop the titles that pydantic makes from names and merge choices within choices: editors show both in full."""
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _tidied(item) for key, item in value.items() if key != "title" or isinstance(item, dict)}
    return {**made, "anyOf": _choices(made["anyOf"])} if "anyOf" in made else made


def _choices(choices: list[Any]) -> list[Any]:
    flat = [
        item for choice in choices for item in (choice["anyOf"] if set(choice) == {"anyOf"} else [choice])
    ]
    once = [item for index, item in enumerate(flat) if item not in flat[:index]]
    return sorted(once, key=lambda item: item == {"type": "null"})


def schemas() -> Files:
    """Return all schemas by the name of their file: "study.json", …"""
    return {f"{kind}.json": json.dumps(schema(kind), ensure_ascii=False, indent=1) + "\n" for kind in KINDS}
