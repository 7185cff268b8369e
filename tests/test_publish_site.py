"""The site: built whole or not at all, the same bytes each time, without what no page asks for."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from publish_folder import HERE, card, edit, make, silent, tree

from generator.publish import assets, builder, server
from generator.publish.builder import SITE_FILES, complaints, must_be_a_site, swap
from generator.publish.project import Project
from generator.publish.server import must_be_free, rewrite
from generator.publish.site import build_site
from generator.publish.steps import Steps
from generator.publish.tidy import tidy
from generator.publish.trouble import Refused, Trouble


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(assets, "vega_bundle", lambda: "// vega\n")
    monkeypatch.delenv("EVIDENCE_SITE_URL", raising=False)
    return make(tmp_path / "project")


def build(project: Project) -> dict[str, bytes]:
    build_site(project, project.root / "site", Steps(silent))
    return tree(project.root / "site")


# Building


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(project: Project) -> None:
    first = build(project)
    shutil.rmtree(project.root / "build")
    assert build(project) == first
    assert {"index.html", "studies/able-trial.html", "about.html"} <= set(first)


@pytest.mark.slow
def test_files_of_every_kind_reach_the_site_as_they_are(project: Project) -> None:
    (project.docs / "NOTICE").write_text("no ending", encoding="utf-8")
    made = build(project)
    kept = {".csv", ".json", ".bib", ".ris", ".sqlite", ".svg", ".js", ".css", ""}
    pages = tree(project.pages)
    wanted = {name for name in pages if Path(name).suffix in kept and not name.startswith(".")}
    assert {Path(name).suffix for name in wanted} == kept
    assert {name for name in wanted if made.get(name) != pages[name]} == set()
    assert not [name for name in made if "/." in f"/{name}" or name.startswith("sitemap")]


@pytest.mark.slow
def test_a_build_that_fails_leaves_the_last_site_as_it_was(project: Project) -> None:
    good = build(project)
    edit(project.root / "mkdocs.yml", "anchors: ignore", "anchors: warn")
    edit(project.docs / "about.md", "Who", "[Who](about.md#nowhere)")
    with pytest.raises(Trouble, match="the last good one stays as it was") as caught:
        build(project)
    assert "contains a link '#nowhere', but there is no such anchor" in str(caught.value).replace(
        "about.md#", "#"
    )
    assert "INFO" not in str(caught.value)
    assert tree(project.root / "site") == good
    assert not list((project.root / "build").glob(".site-*"))


def test_evidence_with_errors_leaves_the_last_site_as_it_was(project: Project) -> None:
    site = project.root / "site"
    for name in SITE_FILES:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("old", encoding="utf-8")
    edit(card(project), "name: ABLE-1", "nam: ABLE-1")
    with pytest.raises(Refused):
        build(project)
    assert tree(site) == dict.fromkeys(SITE_FILES, b"old")


@pytest.mark.slow
def test_with_the_projects_own_settings_nothing_of_the_themes_weight_is_left(project: Project) -> None:
    root = HERE.parent
    shutil.rmtree(project.docs)
    shutil.copytree(root / "docs", project.docs)
    shutil.copy(root / "mkdocs.yml", project.settings)
    made = build(project)
    assert not [name for name in made if name.endswith(".map") or name.startswith("assets/javascripts")]
    assert b"assets/site.css" in made["studies/able-trial.html"]
    assert not [name for name in made if name.startswith(("assets/css/", "assets/js/"))], "they come as one"
    for kind in ("css", "js"):
        parts = [path.read_bytes() for path in sorted((root / "docs" / "assets" / kind).glob(f"*.{kind}"))]
        assert made[f"assets/site.{kind}"] == b"\n".join(parts)


def test_a_folder_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(
        Trouble, match=r"holds files but no site. Name another folder with --site, or empty it."
    ):
        must_be_a_site(tmp_path)
    with pytest.raises(Trouble, match="is no folder"):
        must_be_a_site(tmp_path / "letters.txt")


def test_outside_a_project_the_command_says_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"There is no mkdocs.yml here. Change to the project's top folder."):
        build(Project(tmp_path))


def test_a_swap_that_fails_brings_the_old_site_back(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old", encoding="utf-8")
    (tmp_path / "trash").mkdir()
    with pytest.raises(OSError, match="missing"):
        swap(tmp_path / "missing", tmp_path / "site", tmp_path / "trash")
    assert tree(tmp_path / "site") == {"index.html": b"old"}


def test_progress_of_the_builder_is_no_complaint() -> None:
    output = "INFO    -  Cleaning\nWARNING -  A link\n\nAborted with 1 warnings in strict mode!\n"
    assert complaints(output) == "WARNING -  A link\nAborted with 1 warnings in strict mode!"
    assert complaints("x\n" * 50).endswith("… and 10 lines more")


def test_the_builder_gets_days_that_yaml_leaves_alone(project: Project) -> None:
    from generator.publish.history import History
    from generator.publish.reading import checked

    evidence = checked(project.evidence).corpus.evidence
    given = builder.settings_of(History({}, "0123456", 1767441600), evidence)
    assert given["SOURCE_DATE_EPOCH"] == "1767441600"
    assert given["EVIDENCE_BUILD_DATE"] == "2026-01-03Z"
    days = [source.notices_checked for source in evidence.sources.values() if source.notices_checked]
    assert given["EVIDENCE_NOTICES_CHECKED"] == (f"{min(days)}Z" if days else "")


# Tidying


def test_what_no_page_names_is_removed(tmp_path: Path) -> None:
    for name in (
        "assets/javascripts/bundle.js",
        "assets/javascripts/bundle.js.map",
        "assets/javascripts/lunr/min/lunr.de.min.js",
        "assets/stylesheets/main.css",
        "assets/img/favicon.svg",
        "sitemap.xml",
        "sitemap.xml.gz",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "index.html").write_text('<script src="assets/javascripts/bundle.js">', encoding="utf-8")
    tidy(tmp_path, has_address=True)
    assert set(tree(tmp_path)) == {
        "assets/javascripts/bundle.js",
        "assets/img/favicon.svg",
        "index.html",
        "sitemap.xml",
    }
    (tmp_path / "index.html").write_text("", encoding="utf-8")
    tidy(tmp_path, has_address=False)
    assert set(tree(tmp_path)) == {"assets/img/favicon.svg", "index.html"}


# Serving


def test_an_edit_rewrites_its_page_and_a_broken_card_shows_its_problems(project: Project) -> None:
    said: list[str] = []
    rewrite(project, said.append)
    edit(card(project), "title: Drug A with or", "title: Changed with or")
    rewrite(project, said.append)
    assert "Changed with or" in (project.pages / "studies/able-trial.md").read_text(encoding="utf-8")
    edit(card(project), "status: published", "\tstatus: published")
    rewrite(project, said.append)
    assert "tab-indentation" in (project.pages / "studies/able-trial.md").read_text(encoding="utf-8")
    assert "evidence/studies/able-trial.yml:5:1: error tab-indentation" in said[-1]
    assert said[-1].endswith("1 error, 0 warnings in 1 file.")


def test_whatever_goes_wrong_while_serving_is_said_and_survived(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    shutil.rmtree(project.evidence)
    rewrite(project, said.append)
    assert said[-1].startswith("The pages stay as they were: Trouble: There is no folder")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "build/pages/x.md")

    monkeypatch.setattr(server, "write_pages", full)
    rewrite(project, said.append)
    assert (
        said[-1] == "build/pages/x.md: No space left on device. Check the disk and the name, then try again."
    )


def test_a_port_in_use_is_named_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Trouble, match=rf"Port {port} cannot be used .*evidence serve --port {port + 1}"):
            must_be_free(port)


@pytest.fixture
def served(project: Project) -> Iterator[tuple[Project, str, subprocess.Popen[str]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    path = {"PYTHONPATH": str(HERE.parent)}
    run = subprocess.Popen(
        command, cwd=project.root, env={**os.environ, **path}, stderr=subprocess.PIPE, text=True
    )
    yield project, f"http://127.0.0.1:{port}/", run
    run.kill()
    run.wait()


def wait_for(address: str, text: str) -> None:
    """Wait until a page holds a text."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as reply:
                if text in reply.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"{address} never showed {text!r}")


@pytest.mark.slow
def test_the_server_follows_edits_survives_broken_cards_and_ends_with_its_builder(
    served: tuple[Project, str, subprocess.Popen[str]],
) -> None:
    project, address, run = served
    page = f"{address}studies/able-trial.html"
    wait_for(page, "Drug A with or without SBRT")
    edit(card(project), "name: ABLE-1", "nam: ABLE-1")
    wait_for(page, "able&#45;trial.yml has problems")
    edit(card(project), "nam: ABLE-1", "name: ABLE-TWO")
    wait_for(page, "TWO")
    run.terminate()
    assert run.wait(20) == 0
    assert run.stderr is not None
    said = run.stderr.read()
    assert f"The site: {address}  It follows your edits of evidence/ and docs/. Ctrl-C ends it." in said
    assert said.endswith("Ended.\n")
    with pytest.raises(OSError, match=r"."):
        urllib.request.urlopen(address, timeout=2)
