"""All pages as plain files: the hand-written ones, the generated ones, and the scripts they need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.chart.cache import DiskCache
from generator.printed.corpus import Corpus
from generator.problems import Problem, has_errors, in_order
from generator.publish.assets import assets
from generator.publish.history import History
from generator.publish.project import Project
from generator.publish.reading import Checked, resting, sound
from generator.publish.trouble import Refused, Trouble
from generator.render import broken
from generator.render.context import Content, Context, Files
from generator.render.site import collisions, render

_NOT_PAGES = "theme"
_JOINED = {"assets/css/": "assets/site.css", "assets/js/": "assets/site.js"}
"""Folders whose files reach the site as one, in the order of their names: fewer requests before a page shows."""


@dataclass(frozen=True)
class Pages:
    """The files by path. `whole` is false where some could not be made: then the older ones should stay."""

    files: Files
    whole: bool = True
    problems: tuple[Problem, ...] = ()


def compose(project: Project, state: Checked, past: History) -> Pages:
    """Return all pages. Raises Refused where anything has errors."""
    if state.errors:
        raise Refused(state.problems)
    written = hand_written(project.docs)
    made = _rendered(project, state.corpus, state.problems, past, written)
    found = collisions(made, set(written))
    if has_errors(found):
        raise Refused(in_order((*state.problems, *found)))
    return Pages({**written, **made}, problems=state.problems)


def compose_whatever_is_sound(project: Project, state: Checked, past: History) -> Pages:
    """Return pages even of evidence with errors: a page that cannot be shown says why in its place."""
    written = hand_written(project.docs)
    try:
        made, whole = _rendered(project, sound(state), state.problems, past, written), True
    except Exception:  # a renderer may stumble over anything that is broken
        if not state.errors:
            raise
        made, whole = dict(assets(DiskCache(project.cache))), False
    problems = in_order((*state.problems, *collisions(made, set(written))))
    instead = broken.pages(problems, resting(state), whole=whole)
    return Pages({**made, **written, **instead}, whole, problems)


def _rendered(
    project: Project,
    corpus: Corpus,
    problems: tuple[Problem, ...],
    past: History,
    written: Mapping[str, Content],
) -> Files:
    cache = DiskCache(project.cache)
    texts = {
        path: content.decode(errors="replace")
        for path, content in written.items()
        if path.endswith(".md") and isinstance(content, bytes)
    }
    context = Context(corpus, problems, past.dates, cache, texts, __version__)
    return {**assets(cache), **render(context)}


def hand_written(docs: Path) -> Files:
    """Return the files of docs/ by path, without the theme and hidden files.

    Raises Trouble for a symbolic link: it could lead anywhere, and into a published site.
    """
    files: Files = {}
    for path in sorted(docs.rglob("*")):
        parts = path.relative_to(docs).parts
        if parts[0] == _NOT_PAGES or any(part.startswith(".") for part in parts):
            continue
        if path.is_symlink():
            raise Trouble(f"{path} is a symbolic link. Put the file itself there.")
        if path.is_file():
            files["/".join(parts)] = path.read_bytes()
    return joined(files)


def joined(files: Files) -> Files:
    """Return the files with the style sheets, and the scripts, of the site each in one."""
    found = {folder: [path for path in files if path.startswith(folder)] for folder in _JOINED}
    parts = {path for paths in found.values() for path in paths}
    kept = {path: content for path, content in files.items() if path not in parts}
    for folder, paths in found.items():
        if paths:
            contents = (files[path] for path in paths)
            kept[_JOINED[folder]] = "\n".join(
                content.decode() if isinstance(content, bytes) else content for content in contents
            )
    return kept
