"""The pages are plain files: another builder makes the same site of them, and any seed gives the same files."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from website.building import ROOT, evidence
from website.reading import page_paths, pages, read_page

REPOSITORY = "https://github.com/some-group/some-evidence"
ADDRESS = "https://some-group.github.io/some-evidence/"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the settings, the theme and the pages, as a builder wants them."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs" / "theme", folder / "docs" / "theme")
    evidence("pages", "--out", str(folder / "build" / "pages"), PYTHONHASHSEED="1")
    return folder


def run(folder: Path, *command: str, **environment: str) -> None:
    """Run a builder in a folder."""
    done = subprocess.run(
        (sys.executable, "-m", *command),
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_zensical_builds_the_same_pages(copy: Path, site: Path, tmp_path: Path) -> None:
    shutil.copytree(copy, tmp_path, dirs_exist_ok=True)
    run(
        tmp_path,
        "zensical",
        "build",
        EVIDENCE_BUILD_DATE="2026-11-20Z",
        EVIDENCE_NOTICES_CHECKED="2026-11-12Z",
    )
    made = tmp_path / "site"
    assert page_paths(made) == page_paths(site)
    for path in ("index.html", "studies/pembro-rt.html", "topics/brain-metastases.html"):
        page, same = read_page(made, path), read_page(site, path)
        assert len(page.all("svg")) == len(same.all("svg")), path
        assert len(page.all("tr")) == len(same.all("tr")), path
        assert set(same.ids) <= set(page.ids), path


def different(one: filecmp.dircmp[str], folder: str = "") -> Iterator[str]:
    """Yield the files that are in one folder only, or not the same in both."""
    yield from (folder + name for name in (*one.left_only, *one.right_only, *one.funny_files))
    _, unlike, errors = filecmp.cmpfiles(one.left, one.right, one.common_files, shallow=False)
    yield from (folder + name for name in (*unlike, *errors))
    for name, below in one.subdirs.items():
        yield from different(below, f"{folder}{name}/")


def test_any_seed_gives_the_same_files(copy: Path, tmp_path: Path) -> None:
    """The order of Python's sets depends on the seed."""
    evidence("pages", "--out", str(tmp_path / "pages"), PYTHONHASHSEED="2")
    assert list(different(filecmp.dircmp(copy / "build" / "pages", tmp_path / "pages"))) == []


@pytest.fixture(scope="module")
def published(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a group that names its repository and its address."""
    target = tmp_path_factory.mktemp("published") / "site"
    named = {"EVIDENCE_REPO_URL": REPOSITORY, "EVIDENCE_SITE_URL": ADDRESS}
    run(copy, "mkdocs", "build", "--quiet", "--site-dir", str(target), **named)
    return target


def test_pages_of_a_named_repository_link_to_their_card(published: Path) -> None:
    for page in pages(published):
        edits = [link.get("href") for link in page.all("a") if "/edit/" in link.get("href")]
        if page.path.startswith("studies/"):
            assert edits == [f"{REPOSITORY}/edit/main/evidence/{page.path.removesuffix('.html')}.yml"]
        for edit in edits:
            assert (ROOT / edit.removeprefix(f"{REPOSITORY}/edit/main/")).is_file(), page.path


def test_without_a_repository_no_page_offers_to_edit(site: Path) -> None:
    if "EVIDENCE_REPO_URL" in os.environ:
        pytest.skip("the site was built for a repository")
    assert [page.path for page in pages(site) for link in page.all("a") if "/edit/" in link.get("href")] == []


def test_a_site_below_its_host_finds_its_files_from_any_address(published: Path) -> None:
    """404.html is shown at every address, so that its links begin at the host's root."""
    below = "/some-evidence/"
    page = read_page(published, "404.html")
    inside = [address for address in page.addresses if not address.startswith(("#", "https:"))]
    assert [address for address in inside if not address.startswith(below)] == []
    assert [address for address in inside if not (published / address.removeprefix(below)).is_file()] == []


def test_pages_of_a_site_with_an_address_name_it_once(published: Path) -> None:
    for page in pages(published):
        named = [link.get("href") for link in page.all("link") if link.get("rel") == "canonical"]
        assert named == ([] if page.path == "404.html" else [ADDRESS + page.path]), page.path
        assert [address for address in page.addresses if address.startswith(ADDRESS)] == named, page.path
