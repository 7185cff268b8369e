"""The offline bundle: the same bytes each time, and a plain page to start from."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from publish_folder import tree

from generator.publish.bundle import bundle
from generator.publish.trouble import Trouble

NOON = 1767441601
HOME = (
    "<!doctype html><title>Drug &amp; dose: the evidence</title>"
    '<meta name="evidence-build-date" content="2026-01-03"><p>Home'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name, text in {
        "index.html": HOME,
        "assets/search/index.js": "",
        "data/é.csv": "a\r\n",
        ".hidden": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def test_two_bundles_of_one_site_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    first = bundle(site, tmp_path / "a.zip", NOON)
    (site / "index.html").touch()
    second = bundle(site, tmp_path / "deep" / "b.zip", NOON)
    assert (tmp_path / "a.zip").read_bytes() == second.path.read_bytes()
    assert first.sha256 == hashlib.sha256((tmp_path / "a.zip").read_bytes()).hexdigest()


def test_unzipped_it_is_one_folder_with_the_site_as_it_was(site: Path, tmp_path: Path) -> None:
    with ZipFile(bundle(site, tmp_path / "a.zip", NOON).path) as archive:
        archive.extractall(tmp_path / "out")
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 3, 12, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["evidence-offline"]
    unpacked = tree(tmp_path / "out" / "evidence-offline" / "site")
    assert unpacked == {name: content for name, content in tree(site).items() if name != ".hidden"}


def test_the_page_to_start_from_says_what_this_is_how_old_and_where_to_go(site: Path, tmp_path: Path) -> None:
    with ZipFile(bundle(site, tmp_path / "a.zip", NOON).path) as archive:
        start = archive.read("evidence-offline/START-HERE.html").decode()
        readme = archive.read("evidence-offline/README.txt").decode()
    assert "<h1>Drug &amp; dose: the evidence</h1>" in start
    assert '<a href="site/index.html">Open the site</a>' in start
    assert "built on <strong>3 January 2026</strong>. Age matters" in start
    assert "<script" not in start
    assert re.findall(r'(?:href|src)="([^"]+)"', start) == ["site/index.html"]
    assert readme.startswith("Drug & dose: the evidence\nOffline copy, built on 3 January 2026\n")


def test_a_site_without_a_day_says_so(site: Path, tmp_path: Path) -> None:
    (site / "index.html").write_text("<title>T</title>", encoding="utf-8")
    with ZipFile(bundle(site, tmp_path / "a.zip", NOON).path) as archive:
        assert "built on an unknown day" in archive.read("evidence-offline/README.txt").decode()


def test_the_report_names_file_size_and_sum(site: Path, tmp_path: Path) -> None:
    made = bundle(site, tmp_path / "a.zip", NOON)
    assert made.report() == (
        f"The offline bundle: {tmp_path / 'a.zip'}\n"
        f"Size:               0.0 MB ({made.size} bytes)\n"
        f"SHA-256:            {made.sha256}"
    )


def test_without_a_site_the_command_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(
        Trouble, match=r"There is no site in .*/ yet. Build it first: evidence build"
    ) as caught:
        bundle(tmp_path / "site", tmp_path / "a.zip", NOON)
    assert caught.value.exit_code == 2


def test_a_folder_is_no_file_to_write(site: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"is a folder. Name a file with --out"):
        bundle(site, tmp_path, NOON)
