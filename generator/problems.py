"""What a check found, and how it is printed.

A problem is a value with a place. The printers are pure functions from problems to text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One finding: where it is, what is wrong, what was expected and how to mend it.

    `line` and `column` count from 1 in characters; `path` is relative to the project.
    """

    code: str
    path: str
    line: int
    column: int
    message: str
    expected: str = ""
    hint: str = ""
    severity: Severity = "error"

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Sort key: file order, then place in the file."""
        return self.path, self.line, self.column, self.code


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repetitions, in file order."""
    return tuple(sorted(set(problems), key=lambda problem: (problem.place, problem.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any problem must be mended before pages are built."""
    return any(problem.severity == "error" for problem in problems)


def as_text(problems: Iterable[Problem]) -> str:
    """Return what a curator reads: a block of up to three lines a problem."""
    return "".join(_block(problem) for problem in problems)


def _block(problem: Problem) -> str:
    place = f"{one_line(problem.path)}:{problem.line}:{problem.column}"
    lines = [f"{place}: {problem.severity} {problem.code}: {one_line(problem.message)}"]
    if problem.expected:
        lines.append(f"    expected: {one_line(problem.expected)}")
    if problem.hint:
        lines.append(f"    to mend:  {one_line(problem.hint)}")
    return "\n".join(lines) + "\n"


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON array, one object each."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """Return workflow commands that annotate the lines of a pull request."""
    return "".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    parts = [problem.message, f"Expected: {problem.expected}" if problem.expected else "", problem.hint]
    message = github_value(". ".join(part.rstrip(".") for part in parts if part))
    place = f"file={github_property(problem.path)},line={problem.line},col={problem.column}"
    return f"::{problem.severity} {place},title={github_property(problem.code)}::{message}\n"


def github_value(text: str) -> str:
    """Escape a workflow command's message, so that a card's text cannot forge a command.

    The escapes are those of actions/toolkit, `escapeData`.
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def github_property(text: str) -> str:
    """Escape a workflow command's property (actions/toolkit, `escapeProperty`)."""
    return github_value(text).replace(":", "%3A").replace(",", "%2C")


def one_line(text: str) -> str:
    """Return text without control characters, so that no card can break a line of the report."""
    return "".join(char if char.isprintable() else "�" for char in text)


def summary(problems: Iterable[Problem]) -> str:
    """Return the closing line: how many errors and warnings in how many files."""
    found = list(problems)
    errors = sum(problem.severity == "error" for problem in found)
    files = len({problem.path for problem in found})
    if not found:
        return "No problems."
    return f"{_count(errors, 'error')}, {_count(len(found) - errors, 'warning')} in {_count(files, 'file')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


PRINTERS = {"text": as_text, "json": as_json, "github": as_github}
