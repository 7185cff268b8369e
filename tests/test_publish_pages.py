"""The pages as plain files: hand-written and generated ones together, whole or refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from publish_folder import ABOUT, card, edit, make, silent, tree

from generator.publish import assets, pages
from generator.publish.project import Project
from generator.publish.refresh import Written, write_pages
from generator.publish.steps import Steps
from generator.publish.tree import MARKER
from generator.publish.trouble import Refused, Trouble
from generator.render.context import Context, Files


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(assets, "vega_bundle", lambda: "// vega\n")
    return make(tmp_path / "project")


def write(project: Project, *, allow_broken: bool = False) -> Written:
    return write_pages(project, project.pages, Steps(silent), allow_broken=allow_broken)


def page(project: Project, name: str) -> str:
    return (project.pages / name).read_text(encoding="utf-8")


def test_hand_written_and_generated_pages_and_scripts_lie_side_by_side(project: Project) -> None:
    write(project)
    made = tree(project.pages)
    assert made["about.md"].decode() == ABOUT
    assert made["assets/vega/vega.js"] == b"// vega\n"
    assert b"lunr" in made["assets/search/lunr.js"]
    assert {"index.md", "studies/able-trial.md", "studies/able-trial.bib", "data/results.csv"} <= set(made)


def test_the_theme_and_hidden_files_are_no_pages(project: Project) -> None:
    write(project)
    made = set(tree(project.pages)) - {MARKER}
    assert not [name for name in made if name.startswith("theme/") or "/." in f"/{name}"]


def test_writing_twice_changes_nothing(project: Project) -> None:
    write(project)
    changes = write(project).changes
    assert (changes.written, changes.removed) == (0, 0)


def test_hand_written_pages_are_found_by_the_search(project: Project) -> None:
    write(project)
    assert "Who is behind this" in page(project, "assets/search/index.js")


def test_a_page_of_a_card_that_is_gone_goes_too(project: Project) -> None:
    write(project)
    (project.docs / "about.md").unlink()
    assert write(project).changes.removed == 1
    assert not (project.pages / "about.md").exists()


def test_evidence_with_errors_is_refused_and_nothing_is_written(project: Project) -> None:
    edit(card(project), "design: randomised-phase-2", "desing: randomised-phase-2")
    with pytest.raises(Refused) as caught:
        write(project)
    assert {problem.code for problem in caught.value.problems} == {"missing-key", "unknown-key"}
    assert not project.pages.exists()


def test_a_hand_written_page_is_never_replaced_by_a_generated_one(project: Project) -> None:
    (project.docs / "studies").mkdir()
    (project.docs / "studies" / "able-trial.md").write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        write(project)
    assert [(found.code, found.path) for found in caught.value.problems] == [
        ("page-collision", "docs/studies/able-trial.md")
    ]


def test_a_symbolic_link_is_refused(project: Project) -> None:
    (project.docs / "passwords.md").symlink_to("/etc/passwd")
    with pytest.raises(Trouble, match=r"passwords.md is a symbolic link. Put the file itself there."):
        write(project)


def test_a_broken_card_shows_its_problems_in_place_of_its_page(project: Project) -> None:
    edit(card(project), "design: randomised-phase-2", "desing: <b>x</b>")
    written = write(project, allow_broken=True)
    shown = page(project, "studies/able-trial.md")
    assert 'title: "able-trial.yml has problems"' in shown
    assert 'edit: "evidence/studies/able-trial.yml"' in shown
    assert (
        "<code>evidence/studies/able-trial.yml:4:1</code> The key &#39;desing&#39; is not known here."
        in shown
    )
    assert "<b>" not in shown
    assert {problem.path for problem in written.problems} == {"evidence/studies/able-trial.yml"}
    assert "has problems" not in page(project, "studies/baker-cohort.md")
    assert "has problems" not in page(project, "index.md")


def test_a_card_that_was_read_but_breaks_a_rule_shows_its_problems_too(project: Project) -> None:
    edit(card(project), "ci: [0.37, 1.18]", "ci: [1.18, 0.37]")
    write(project, allow_broken=True)
    assert "interval-reversed" in page(project, "studies/able-trial.md")


def test_cards_that_rest_on_a_broken_source_say_so(project: Project) -> None:
    (project.evidence / "sources" / "able-2020.yml").write_bytes(b"\xff\xfe\x00")
    write(project, allow_broken=True)
    for name in ("sources/able-2020.md", "studies/able-trial.md"):
        assert "evidence/sources/able-2020.yml:1:1</code> The file is not text in UTF-8." in page(
            project, name
        )


def test_what_has_no_page_of_its_own_is_said_on_the_home_page(project: Project) -> None:
    edit(project.evidence / "site.yml", "field: invented disease", "feild: invented disease")
    write(project, allow_broken=True)
    assert "The key &#39;feild&#39; is not known here." in page(project, "index.md")


def test_mending_brings_the_page_back(project: Project) -> None:
    write(project)
    whole = tree(project.pages)
    edit(card(project), "name: ABLE-1", "nam: ABLE-1")
    write(project, allow_broken=True)
    assert tree(project.pages) != whole
    edit(card(project), "nam: ABLE-1", "name: ABLE-1")
    write(project, allow_broken=True)
    assert tree(project.pages) == whole


def test_where_a_renderer_stumbles_over_what_is_broken_the_other_pages_stay(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project)
    before = page(project, "studies/baker-cohort.md")

    def stumble(context: Context) -> Files:
        raise KeyError("anything")

    monkeypatch.setattr(pages, "render", stumble)
    edit(card(project), "name: ABLE-1", "nam: ABLE-1")
    write(project, allow_broken=True)
    assert page(project, "studies/baker-cohort.md") == before
    assert "The key &#39;nam&#39;" in page(project, "studies/able-trial.md")
    assert "the other pages stay as they were before" in page(project, "index.md")


def test_the_script_of_the_charts_is_packed_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project)
    monkeypatch.setattr(assets, "vega_bundle", lambda: pytest.fail("packed again"))
    write(project)


def test_the_builder_is_found_without_being_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "mkdocs", raising=False)
    assets.lunr()
    assert "mkdocs" not in sys.modules


def test_cards_of_a_topic_that_cannot_be_read_are_shown_without_it(project: Project) -> None:
    (project.evidence / "topics" / "sbrt.md").write_text("no front matter", encoding="utf-8")
    write(project, allow_broken=True)
    assert "The topic does not begin with front matter." in page(project, "topics/sbrt.md")
    assert "has problems" not in page(project, "studies/able-trial.md")
    assert not (project.pages / "index.md").read_text(encoding="utf-8").count("has problems")
