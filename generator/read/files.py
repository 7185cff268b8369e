"""The files of a folder: their names, and their bytes as text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from generator.problems import Problem

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n(.*))?\Z", re.DOTALL)


class Front(NamedTuple):
    """A topic in two: its keys, on the lines they have in the file, and its narrative with its first line."""

    keys: str
    body: str
    body_line: int


def is_record(path: Path) -> bool:
    """Say whether a path of a folder of records is to be read; hidden files and the licence are not."""
    return not path.name.startswith(".") and path.name != "LICENSE"


def wrong_name(path: Path, suffix: str, name: str) -> Problem | None:
    """Return what is wrong with a file's name, which is the id of its record."""
    if not is_record(path) or (path.suffix == suffix and KEBAB.match(path.stem)):
        return None
    if path.suffix != suffix:
        message, expected = f"The file {path.name} does not end in {suffix}.", f"a name like my-study{suffix}"
    else:
        message = f"The name {path.name} is not in kebab-case."
        expected = f"small letters, digits and hyphens, like pembro-rt{suffix}"
    return Problem("file-name", name, 1, 1, message, expected, "Rename the file.")


def text_of(path: Path, name: str) -> str | Problem:
    """Return a file's text with plain line ends and without a byte order mark, or why there is none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror}."
        return Problem("unreadable-file", name, 1, 1, message, "a readable file")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return Problem(
            "not-text",
            name,
            content.count(b"\n", 0, error.start) + 1,
            1,
            "The file is not text in UTF-8.",
            "a text file",
            "Save it as plain text in UTF-8, or copy the template card again.",
        )


def front_matter(text: str, name: str) -> Front | Problem:
    """Part a topic's keys from its narrative."""
    match = _FRONT.match(text)
    if not match:
        expected = "a first line `---`, then the keys, then `---`, then the narrative"
        return Problem("front-matter", name, 1, 1, "The topic does not begin with front matter.", expected)
    body = match[2] or ""
    start = match.start(2) + len(body) - len(body.lstrip())
    return Front("\n" + match[1], body.strip(), text.count("\n", 0, max(start, 0)) + 1)
