"""JSON Schemas: editors accept what the reader accepts, and refuse what it refuses."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from export_evidence import context
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # comes with check-jsonschema

from generator.model.evidence import Document
from generator.read.load import read
from generator.render.schema import KINDS, schema, schemas

ROOT = Path(__file__).parent.parent
READING = read(ROOT / "evidence")
# What the reader refuses is the checker's business.
REFUSED = {problem.path for problem in READING.problems}
DOCUMENTS = [document for path, document in READING.evidence.documents.items() if path not in REFUSED]
FILES = {"facts": "evidence/facts.yml", "searches": "evidence/searches.yml", "site": "evidence/site.yml"}
FOLDERS = {
    "study": "evidence/studies/",
    "source": "evidence/sources/",
    "topic": "evidence/topics/",
    "term": "evidence/vocabulary/",
}


def kind_of(path: str) -> str:
    """The kind of record that a file holds."""
    named = [kind for kind, file in FILES.items() if path == file]
    return (named or [kind for kind, folder in FOLDERS.items() if path.startswith(folder)])[0]


def faults(kind: str, data: Any) -> list[str]:
    """What a validator says of a record."""
    return [error.message for error in Draft202012Validator(schema(kind)).iter_errors(data)]


def test_the_committed_schemas_are_those_of_the_models() -> None:
    committed = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/data/schema").glob("*.json")
    }
    assert committed == schemas(), "run `make schema` and commit docs/data/schema"


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_valid_itself_and_says_what_it_is(kind: str) -> None:
    made = schema(kind)
    Draft202012Validator.check_schema(made, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"{kind}.json"
    assert "evidence/" in made["description"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.path)
def test_the_evidence_of_this_site_is_valid(document: Document) -> None:
    assert faults(kind_of(document.path), document.data) == []


@pytest.mark.parametrize(
    "document", context().evidence.documents.values(), ids=lambda document: document.path
)
def test_every_way_of_printing_numbers_is_valid(document: Document) -> None:
    assert faults(kind_of(document.path), document.data) == []


CARD = context().evidence.documents["evidence/studies/trial.yml"].data


def changed(**more: Any) -> dict[str, Any]:
    """The card of the trial with other keys."""
    return {**copy.deepcopy(CARD), **more}


RESULT = {"endpoint": "overall-survival"}


@pytest.mark.parametrize(
    "result",
    [
        {**RESULT, "median": {"rt": 1.5}},
        {**RESULT, "median": {"rt": "NR"}},
        {**RESULT, "median": {"unclear": [1, {"value": 2, "ci": [1, "NR"]}]}},
        {**RESULT, "p": 0.03},
        {**RESULT, "p": "<0.001"},
        {**RESULT, "p": {"value": "NS", "between": ["rt", "drug"]}},
        {**RESULT, "analysis": "univariable"},
        {**RESULT, "in": "rt", "factors": {"Age": {"or": 2, "analysis": ["univariable", "multivariable"]}}},
    ],
)
def test_short_forms_are_valid(result: dict[str, Any]) -> None:
    assert faults("study", changed(results=[result])) == []


@pytest.mark.parametrize(
    "more",
    [
        {"desing": "x"},
        {"status": "finished"},
        {"registrations": ["NCT1"]},
        {"topics": []},
        {"results": [{**RESULT, "median": {"rt": "15.9"}}]},
        {"results": [{**RESULT, "p": "0.03"}]},
        {"results": [{**RESULT, "effect": {"measure": "hr", "ci": [1]}}]},
        {"results": [{**RESULT, "analysis": "both"}]},
        {"groups": {"rt": {"role": "control"}}},
        {"curation": {"added": "yesterday", "by": ["project"]}},
    ],
)
def test_what_the_reader_refuses_is_refused(more: dict[str, Any]) -> None:
    assert faults("study", changed(**more))


def test_the_narrative_of_a_topic_is_no_key_of_its_front_matter() -> None:
    assert "body" not in schema("topic")["properties"]


def test_hover_texts_explain_keys() -> None:
    assert (
        schema("study")["$defs"]["Estimate"]["properties"]["of"]["description"]
        == "Denominator, only when printed."
    )


def test_no_schema_repeats_a_key_as_its_title() -> None:
    for file in schemas().values():
        assert isinstance(file, str)
        assert file.count('"title": "') == 1, json.loads(file)["$id"]
