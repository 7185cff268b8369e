"""Strict YAML: one reading of each file, with the place of every key and value.

Only `true`, `false`, `null`, whole and decimal numbers are read as such; decimals keep their digits.
What YAML readers understand differently (`no`, `1:30`, `010`, `1e3`) is a problem, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.model.base import Place
from generator.model.evidence import Document, Mark
from generator.problems import Problem
from generator.read.text import empty, problems_of_text, shown, syntax_hint

_INT = re.compile(r"-?(0|[1-9]\d{0,14})\Z", re.ASCII)
_FLOAT = re.compile(r"-?(0|[1-9]\d{0,14})\.\d{1,15}\Z", re.ASCII)
_NUMBER_ELSEWHERE = re.compile(r"[-+]?(\d+(\.\d*)?[eE][-+]?\d+|0\d+|0o[0-7]+|\d{16,}(\.\d*)?|\d+\.\d{16,})\Z")
"""What YAML 1.2 or JSON readers take for a number and YAML 1.1 does not, and numbers too long to be printed."""
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_PLAIN_TAG = "tag:yaml.org,2002:str"
_RESOLVER = yaml.SafeLoader("")
_DEEPEST = 50


class _Loader(yaml.CSafeLoader):
    """Composes nodes only; types are given by this module, not by YAML 1.1."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


def parse(text: str, path: str) -> tuple[Document, list[Problem]]:
    """Read one YAML text. Returns its document and all problems found; never raises for bad input."""
    document = Document(path, text)
    problems = list(problems_of_text(text, path)) or list(_refused(text, path))
    if problems:
        return document, problems
    try:
        node = _Loader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        return document, [_syntax_problem(error, text, path)]
    if node is None:
        return document, [empty(path)]
    walker = _Walker(document, problems)
    data = walker.build(node, ())
    return Document(path, text, data, document.values, document.keys), problems


def _refused(text: str, path: str) -> Iterator[Problem]:
    """Yield anchors, aliases, tags and too deep nesting, which composing would resolve without a word."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            found = _refusal(event, depth)
            if found:
                yield Problem(found[0], path, *_start(event), *found[1:])
    except yaml.YAMLError:
        return  # composing reports the syntax error with its place


def _refusal(event: yaml.Event, depth: int) -> tuple[str, str, str, str] | None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return (
            "yaml-alias",
            "A YAML anchor or alias (& or *) stands here.",
            "the value itself",
            "Write the value again, or put text that begins so in quotes.",
        )
    tag = getattr(event, "tag", None)
    if tag:
        return (
            "yaml-tag",
            f"The tag {shown(tag)} is not used in cards.",
            "a plain value",
            "Delete the tag, or put text that begins with ! in quotes.",
        )
    if depth == _DEEPEST and isinstance(event, yaml.CollectionStartEvent):
        return (
            "yaml-syntax",
            f"Lists or keys stand {_DEEPEST} deep in each other here.",
            "a card as the template has it",
            "Delete what is too many.",
        )
    return None


def _start(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
    began = error.context_mark.line + 1 if error.context_mark else line
    what = (error.problem or "it is not valid YAML") + (f" (begun in line {began})" if began < line else "")
    lines = "\n".join(text.split("\n")[began - 1 : line]) if line - began < 3 else ""
    return Problem(
        "yaml-syntax",
        path,
        line,
        column,
        f"The file cannot be read from here on: {what}.",
        "valid YAML: `key: value`, lists with `- `, two spaces for each step",
        syntax_hint(lines),
    )


@dataclass
class _Walker:
    """Turns nodes into data while noting places and problems."""

    document: Document
    problems: list[Problem]

    def build(self, node: Node, path: Place) -> Any:
        self.document.values[path] = _mark(node)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return str(node.value) if node.style else self._plain(node, str(node.value))

    def _mapping(self, node: MappingNode, path: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key is None:
                continue
            if key in data:
                self._report(
                    "duplicate-key",
                    key_node,
                    f"The key {key!r} stands here a second time.",
                    "each key once",
                    "Delete one of the two, or put both values under one key.",
                )
                continue
            self.document.keys[(*path, key)] = _mark(key_node)
            data[key] = self.build(value_node, (*path, key))
        return data

    def _key(self, node: Node) -> str | None:
        if not isinstance(node, ScalarNode):
            self._report(
                "ambiguous-yaml",
                node,
                "A bracket or brace stands where a key belongs.",
                "text in quotes",
                "Text that begins with {{, { or [ belongs in quotes, or on the next line after `>-`.",
            )
        elif (
            node.style or not _is_ambiguous(node.value) or _INT.match(node.value) or _FLOAT.match(node.value)
        ):
            return str(node.value)
        else:
            self._ambiguous(node, f"The key {shown(node.value)}", "text")
        return None

    def _plain(self, node: ScalarNode, text: str) -> Any:
        if text in ("true", "false"):
            return text == "true"
        if text in ("", "~", "null"):
            return None
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return Decimal(text)
        if _is_ambiguous(text):
            self._ambiguous(node, shown(text), "text, or a plain number")
        return text

    def _ambiguous(self, node: ScalarNode, what: str, expected: str) -> None:
        hint = f'Put it in quotes: "{shown(node.value)}".'
        self._report("ambiguous-yaml", node, f"{what} can be read in two ways.", expected, hint)

    def _report(self, code: str, node: Node, message: str, expected: str, hint: str) -> None:
        self.problems.append(Problem(code, self.document.path, *_mark(node), message, expected, hint))


def _mark(node: Node) -> Mark:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _is_ambiguous(text: str) -> bool:
    """Say whether YAML readers take this plain text for something other than text (ISO dates excepted)."""
    if _ISO_DATE.match(text):
        return False
    if _NUMBER_ELSEWHERE.match(text):
        return True
    return bool(_RESOLVER.resolve(ScalarNode, text, (True, False)) != _PLAIN_TAG)  # type: ignore[no-untyped-call]
