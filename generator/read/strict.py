"""Strict YAML: one reading of each file, with the place of every key and value.

Only `true`, `false`, `null`, whole and decimal numbers are read as such; decimals keep their digits.
What YAML 1.1 would silently turn into something else (`no`, `1:30`, `010`) is a problem, not a guess.
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

_INT = re.compile(r"-?(0|[1-9]\d*)\Z")
_FLOAT = re.compile(r"-?(0|[1-9]\d*)\.\d+\Z")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_PLAIN_TAG = "tag:yaml.org,2002:str"
_RESOLVER = yaml.SafeLoader("")


class _Loader(yaml.CSafeLoader):
    """Composes nodes only; types are given by this module, not by YAML 1.1."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


def parse(text: str, path: str) -> tuple[Document, list[Problem]]:
    """Read one YAML text. Returns its document and all problems found; never raises for bad input."""
    document = Document(path, text)
    problems = list(_before_composing(text, path))
    if problems:
        return document, problems
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return document, [_syntax_problem(error, path)]
    if node is None:
        return document, [_empty(path)]
    walker = _Walker(document, problems)
    data = walker.build(node, ())
    return Document(path, text, data, document.values, document.keys), problems


def _before_composing(text: str, path: str) -> Iterator[Problem]:
    if not text.strip():
        yield _empty(path)
        return
    for number, line in enumerate(text.split("\n"), 1):
        bad = next((i for i, char in enumerate(line) if not char.isprintable() and char not in "\t\r"), None)
        if bad is not None:
            yield _problem(
                "control-character",
                path,
                (number, bad + 1),
                "This line holds a character that cannot be printed.",
                "plain text",
                "Delete the character, or type the word again.",
            )
        indent = re.match(r" *\t", line)
        if indent:
            yield _problem(
                "tab-indentation",
                path,
                (number, indent.end()),
                "This line is indented with a tab.",
                "two spaces for each step",
                "Replace the tab by spaces.",
            )
    if re.search(r"(^|[\s\[,:])[*&][\w]", re.sub(r"'[^']*'|\"[^\"]*\"", "", text)):
        yield from _aliases(text, path)


def _aliases(text: str, path: str) -> Iterator[Problem]:
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                start = event.start_mark
                mark = (1, 1) if start is None else (start.line + 1, start.column + 1)
                yield _problem(
                    "yaml-alias",
                    path,
                    mark,
                    "A YAML anchor or alias (& or *) stands here.",
                    "the value itself",
                    "Write the value again, or put text that begins so in quotes.",
                )
    except yaml.YAMLError:
        return  # composing reports the syntax error with its place


def _syntax_problem(error: yaml.MarkedYAMLError, path: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
    what = error.problem or "it is not valid YAML"
    return _problem(
        "yaml-syntax",
        path,
        place,
        f"The file cannot be read from here on: {what}.",
        "valid YAML: `key: value`, lists with `- `, two spaces for each step",
        "Look at this line and the one above: a quote, bracket or colon is missing or too many."
        ' Text with `: ` or ` #` in it, or that begins with < > % @ { [ or ", belongs in quotes.',
    )


def _empty(path: str) -> Problem:
    return _problem(
        "empty-file",
        path,
        (1, 1),
        "The file is empty.",
        "a card, a source or another record",
        "Copy the template from the contribute page, or delete the file.",
    )


def _problem(code: str, path: str, mark: Mark, message: str, expected: str, hint: str) -> Problem:
    return Problem(code, path, mark[0], mark[1], message, expected, hint)


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
        return self._scalar(node)

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
        if isinstance(node, ScalarNode) and (
            node.style or not _is_ambiguous(node.value) or _is_number(node.value)
        ):
            return str(node.value)
        shown = node.value if isinstance(node, ScalarNode) else "a list or mapping"
        self._report(
            "ambiguous-yaml",
            node,
            f"The key {shown} can be read in two ways.",
            "text",
            f'Put it in quotes: "{shown}".',
        )
        return None

    def _scalar(self, node: ScalarNode) -> Any:
        text = str(node.value)
        if node.tag not in (None, "", "!", _PLAIN_TAG):
            self._report(
                "yaml-tag",
                node,
                f"The tag {node.tag} is not used in cards.",
                "a plain value",
                "Delete the tag.",
            )
            return None
        if node.style or node.tag == "!":
            return text
        return self._plain(node, text)

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
            self._report(
                "ambiguous-yaml",
                node,
                f"{text} can be read in two ways.",
                "text, or a plain number",
                f'Put it in quotes: "{text}".',
            )
        return text

    def _report(self, code: str, node: Node, message: str, expected: str, hint: str) -> None:
        self.problems.append(_problem(code, self.document.path, _mark(node), message, expected, hint))


def _mark(node: Node) -> Mark:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _is_number(text: str) -> bool:
    return bool(_INT.match(text) or _FLOAT.match(text))


def _is_ambiguous(text: str) -> bool:
    """Say whether YAML 1.1 reads this plain text as something other than text (ISO dates excepted)."""
    if _ISO_DATE.match(text):
        return False
    return bool(_RESOLVER.resolve(ScalarNode, text, (True, False)) != _PLAIN_TAG)  # type: ignore[no-untyped-call]
