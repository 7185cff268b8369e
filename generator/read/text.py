"""What is wrong with a file's text before YAML is read at all: unseen characters, tabs, nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.problems import Problem

_HINTS = (
    (r"\{\{", "Text that begins with {{ belongs in quotes, or on the next line after `>-`."),
    (r"([:,]|- )\s*>=?\s*[\d.]", 'A bound stands in quotes, like ">0.99".'),
    (
        "",
        "Look at this line and the one above: a quote, bracket or colon is missing or too many."
        ' Text with `: ` or ` #` in it, or that begins with < > % @ { [ or ", belongs in quotes.',
    ),
)
_TAB = re.compile(r" *\t")


def problems_of_text(text: str, path: str) -> Iterator[Problem]:
    """Yield what makes a text unfit to be read as YAML."""
    if not text.strip():
        yield empty(path)
        return
    for number, line in enumerate(text.split("\n"), 1):
        bad = next((i for i, char in enumerate(line) if not char.isprintable() and char not in "\t\r"), None)
        if bad is not None:
            yield Problem(
                "control-character",
                path,
                number,
                bad + 1,
                f"This line holds a character that cannot be seen: {_name(line[bad])}.",
                "plain text",
                "Delete the character, or type the word again; it often comes along when text is copied.",
            )
        indent = _TAB.match(line)
        if indent:
            yield Problem(
                "tab-indentation",
                path,
                number,
                indent.end(),
                "This line is indented with a tab.",
                "two spaces for each step",
                "Replace the tab by spaces.",
            )


def empty(path: str) -> Problem:
    """Return the problem of a file that holds nothing."""
    return Problem(
        "empty-file",
        path,
        1,
        1,
        "The file is empty.",
        "a card, a source or another record",
        "Copy the template from the contribute page, or delete the file.",
    )


def syntax_hint(lines: str) -> str:
    """Return what probably broke the YAML of these lines."""
    return next(hint for pattern, hint in _HINTS if re.search(pattern, lines))


def shown(text: str) -> str:
    """Return a text as a message quotes it: its beginning, where it is long."""
    return text if len(text) < 60 else text[:57] + "…"


def _name(char: str) -> str:
    name = unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X}" + (f", {name}" if name else "")
