"""The whole site of a miniature evidence folder, file by file; `make golden` accepts a change."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import markdown
import pytest

from generator.chart.cache import MemoryCache
from generator.check import check
from generator.printed.corpus import build
from generator.problems import as_text
from generator.read.load import read
from generator.render.context import Content, Context, Dates
from generator.render.site import render

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
SUMS = "SHA256SUMS"
"""Charts and databases are held by their sums: nobody reads their bytes in a review."""
SUMMED = (".js", ".svg", ".vl.json", ".sqlite")


def made() -> dict[str, Content]:
    """Render the miniature site."""
    reading = read(HERE / "evidence")
    corpus = build(reading.evidence)
    problems = (*reading.problems, *check(corpus))
    assert not problems, as_text(problems)
    dates = Dates(dict.fromkeys(reading.evidence.documents, "2026-01-02"), "2026-01-03", "0123456")
    return render(Context(corpus, problems, dates, MemoryCache()))


def as_tree(files: dict[str, Content]) -> dict[str, str]:
    """Turn what was rendered into the texts of the golden tree."""
    sums = sorted(f"{_sum(content)}  {path}" for path, content in files.items() if path.endswith(SUMMED))
    texts = {
        path: content
        for path, content in files.items()
        if isinstance(content, str) and not path.endswith(SUMMED)
    }
    return {**texts, SUMS: "\n".join(sums) + "\n"}


def _sum(content: Content) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def stored() -> dict[str, str]:
    """Read the golden tree."""
    paths = (path for path in EXPECTED.rglob("*") if path.is_file())
    return {path.relative_to(EXPECTED).as_posix(): path.read_bytes().decode() for path in paths}


def accept(tree: dict[str, str]) -> None:
    """Write the golden tree anew."""
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for path, text in tree.items():
        (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / path).write_bytes(text.encode())


@pytest.fixture(scope="module")
def tree() -> dict[str, str]:
    """The miniature site as it is rendered now."""
    found = as_tree(made())
    if os.environ.get("ACCEPT"):
        accept(found)
    return found


def test_the_same_files_are_written(tree: dict[str, str]) -> None:
    assert sorted(tree) == sorted(stored()), "run `make golden` to accept, then read the change"


def test_every_file_is_as_accepted(tree: dict[str, str]) -> None:
    changed = [path for path, text in stored().items() if tree.get(path) != text]
    assert changed == [], "run `make golden` to accept, then read the change"


def test_rendering_twice_gives_the_same_bytes(tree: dict[str, str]) -> None:
    assert as_tree(made()) == tree


def test_a_notice_stands_beside_the_numbers_it_is_about(tree: dict[str, str]) -> None:
    for path in ("studies/able-trial.md", "topics/sbrt.md", "explorer.md", "index.md"):
        assert "xpression of concern" in tree[path] or "notice" in tree[path], path
    rows = tree["studies/able-trial.csv"].splitlines()
    assert all("notice-expression-of-concern" in row for row in rows[1:] if row)


def test_hostile_names_stay_text(tree: dict[str, str]) -> None:
    extensions = ["abbr", "attr_list", "def_list", "md_in_html", "tables", "toc"]
    for path in ("studies/baker-cohort.md", "topics/sbrt.md", "explorer.md"):
        html = markdown.markdown(tree[path].split("---\n", 2)[2], extensions=extensions)
        assert "cohort" in html
        assert "<i>cohort</i>" not in html
        assert 'href="javascript:' not in html
