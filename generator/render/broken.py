"""Pages that stand in the place of what cannot be shown, while somebody edits: its problems, each with its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from generator.problems import Problem
from generator.render.context import Files
from generator.render.env import front_value, markdown_text

_HOME = "index.md"
_HAS_PAGE = re.compile(r"evidence/((?:studies|sources|topics)/[a-z0-9-]+)\.(?:yml|md)")


def pages(
    problems: Iterable[Problem], resting: Mapping[str, set[str]] | None = None, *, whole: bool = True
) -> Files:
    """Return a page for every file with errors; what has no page of its own is said on the home page.

    `resting` maps a card to the paths of sources that it rests on and that cannot be read. Where the other
    pages could not be made (`whole` is false), the home page says all.
    """
    errors = [problem for problem in problems if problem.severity == "error"]
    made: Files = {}
    for path in sorted({problem.path for problem in errors} | set(resting or {})):
        page = page_of(path)
        if page != _HOME:
            about = {path, *(resting or {}).get(path, ())}
            made[page] = problem_page(path, [problem for problem in errors if problem.path in about])
    homeless = [problem for problem in errors if page_of(problem.path) == _HOME]
    shown = homeless if whole else errors
    return {**made, _HOME: problem_page("", shown, whole=whole)} if shown else made


def page_of(path: str) -> str:
    """Return the page of a file of the evidence, as Markdown under the pages' folder."""
    found = _HAS_PAGE.fullmatch(path)
    return f"{found[1]}.md" if found else _HOME


def problem_page(path: str, problems: Iterable[Problem], *, whole: bool = True) -> str:
    """Return a page that lists problems, in Markdown."""
    title = f"{path.rsplit('/', 1)[-1]} has problems" if path else "The evidence has problems"
    front = {
        "title": title,
        "description": "What must be mended before this page can be shown.",
        "edit": path,
    }
    head = "".join(f"{key}: {front_value(value)}\n" for key, value in front.items() if value)
    items = Markup("\n").join(_item(problem) for problem in problems)
    intro = "This page appears again once they are mended: mend, save, and it reloads by itself."
    rest = "" if whole else " Until then the other pages stay as they were before."
    return (
        f"---\n{head}hide: [toc]\n---\n\n# {markdown_text(title)} {{: #title }}\n\n"
        f'<p class="long-title">{intro}{rest}</p>\n\n<ol class="problems">\n{items}\n</ol>\n'
    )


def _item(problem: Problem) -> Markup:
    parts = [
        Markup("<code>{}:{}:{}</code> {}").format(
            problem.path, problem.line, problem.column, problem.message
        ),
        Markup("Expected: {}.").format(problem.expected.rstrip(".")) if problem.expected else "",
        escape(problem.hint),
        Markup("<code>{}</code>").format(problem.code),
    ]
    text = Markup("<br>").join(part for part in parts if part)
    return Markup("<li><p>{}</p></li>").format(Markup(" ".join(text.split())))
