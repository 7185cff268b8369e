"""Sentences that pull their numbers from cards: `{{ figure(…) }}`, `{{ study(…) }}`, `{{ fact(…) }}`."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.printed.same import SOFT

CALL = re.compile(r"\{\{\s*(.*?)\s*\}\}|\{\{|\}\}", re.DOTALL)
FUNCTIONS = {
    "study": ((1, 1), frozenset({"text"})),
    "fact": ((1, 1), frozenset()),
    "figure": (
        (1, 2),
        frozenset(
            {
                "statistic",
                "at",
                "subset",
                "factor",
                "groups",
                "timepoint",
                "grade",
                "source",
                "analysis",
                "between",
                *SOFT,
            }
        ),
    ),
}

_LONGEST = 1000
_UNREADABLE = (SyntaxError, ValueError, TypeError, RecursionError, MemoryError)


@dataclass(frozen=True)
class Call:
    """One call in a sentence. `offset` counts characters from the start of the text."""

    name: str
    arguments: tuple[str, ...]
    options: Mapping[str, str | tuple[str, ...]]
    text: str
    offset: int


@dataclass(frozen=True)
class BadCall:
    """A call that cannot be understood, and why."""

    text: str
    offset: int
    reason: str


Part = str | Call | BadCall


def parts(text: str) -> Iterator[Part]:
    """Yield the plain text and the calls of a sentence, in order."""
    end = 0
    for match in CALL.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield _call(match[1], match.start()) if match[1] is not None else _half(match)
        end = match.end()
    if end < len(text):
        yield text[end:]


def calls(text: str) -> list[Call | BadCall]:
    """Return the calls of a sentence."""
    return [part for part in parts(text) if not isinstance(part, str)]


def plain(text: str) -> str:
    """Return a sentence without its calls."""
    return "".join(part if isinstance(part, str) else "…" for part in parts(text))


def _half(match: re.Match[str]) -> BadCall:
    return BadCall(match[0], match.start(), "a {{ or }} stands without its other half")


def _call(text: str, offset: int) -> Call | BadCall:
    try:
        tree = _parsed(text)
    except _UNREADABLE:
        return BadCall(text, offset, "it is not of the form name('…', key='…')")
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name) or tree.func.id not in FUNCTIONS:
        return BadCall(text, offset, "only study(…), figure(…) and fact(…) stand between {{ and }}")
    return _checked(tree, tree.func.id, text, offset)


def _parsed(text: str) -> ast.expr:
    """Parse an expression without running it; what is far longer than any call is not tried."""
    if len(text) > _LONGEST:
        raise ValueError("too long")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text, mode="eval").body


def _checked(tree: ast.Call, name: str, text: str, offset: int) -> Call | BadCall:
    (least, most), known = FUNCTIONS[name]
    try:
        arguments = tuple(_literal(argument) for argument in tree.args)
        options = {str(keyword.arg): _literal(keyword.value) for keyword in tree.keywords}
    except ValueError as error:
        return BadCall(text, offset, str(error))
    if len(options) < len(tree.keywords):
        return BadCall(text, offset, "an option stands twice")
    unknown = sorted(set(options) - known)
    if unknown:
        return BadCall(
            text,
            offset,
            f"{name} knows no {unknown[0]}=; it knows {', '.join(sorted(known)) or 'no options'}",
        )
    if not least <= len(arguments) <= most or not all(isinstance(argument, str) for argument in arguments):
        return BadCall(
            text, offset, f"{name} takes {least if least == most else f'{least} or {most}'} texts in quotes"
        )
    return Call(name, tuple(str(argument) for argument in arguments), options, text, offset)


def _literal(node: ast.expr) -> str | tuple[str, ...]:
    try:
        value = ast.literal_eval(node)
    except _UNREADABLE:
        raise ValueError("every word belongs in quotes") from None
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ValueError("only texts in quotes and lists of them may stand here")
