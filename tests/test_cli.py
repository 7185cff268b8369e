"""The command line: exit codes, the exact words, and never a traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from publish_folder import card, edit, make, tree

from generator import cli
from generator.problems import Problem
from generator.publish import assets, scaffold
from generator.publish.project import Project
from generator.publish.reading import checked
from generator.render.pages.contribute import KEYS
from generator.render.schema import schemas

ABLE = (Path(__file__).parent / "golden/evidence/studies/able-trial.yml").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(assets, "vega_bundle", lambda: "// vega\n")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    made = make(tmp_path / "project")
    monkeypatch.chdir(made.root)
    return made


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli.main, list(words), catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


# check


def test_clean_evidence_exits_0(project: Project) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No problems.\n", "")


def test_problems_exit_1_and_read_as_text_json_and_annotations(project: Project) -> None:
    edit(card(project), "NCT00000001", "NCT1")
    text, as_json, github = (run("check", "--format", style) for style in ("text", "json", "github"))
    assert [result.exit_code for result in (text, as_json, github)] == [1, 1, 1]
    assert text.stdout.startswith("evidence/studies/able-trial.yml:6:17: error wrong-value: ")
    assert text.stdout.endswith("\n1 error, 0 warnings in 1 file.\n")
    assert [found["code"] for found in json.loads(as_json.stdout)] == ["wrong-value"]
    assert github.stdout.startswith(
        "::error file=evidence/studies/able-trial.yml,line=6,col=17,title=wrong-value::"
    )
    assert github.stderr == "1 error, 0 warnings in 1 file.\n"


def test_another_folder_is_checked_and_named(project: Project) -> None:
    edit(card(project), "NCT00000001", "NCT1")
    project.evidence.rename(project.root / "other")
    result = run("check", "--evidence", "other")
    assert result.exit_code == 1
    assert result.stdout.startswith("other/studies/able-trial.yml:6:17: error")


def test_wrong_use_exits_2(project: Project) -> None:
    assert run("check", "--format", "poem").exit_code == 2
    assert run("check", "--evidence", "nowhere").exit_code == 2
    assert run("dance").exit_code == 2


def test_outside_a_project_the_command_says_where_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr == (
        "There is no folder evidence/ here. Change to the project's top folder, or name one with --evidence.\n"
    )


BROKEN = {
    "unknown-key": (
        ABLE.replace("years:", "yeers:"),
        "9:1: error unknown-key: The key 'yeers' is not known here.",
    ),
    "duplicate-key": (
        ABLE + "status: interim\n",
        "44:1: error duplicate-key: The key 'status' stands here a second time.",
    ),
    "unknown-topic": (
        ABLE.replace("[sbrt]\n", "[sbtr]\n"),
        "11:10: error unknown-id: There is no topic 'sbtr'.",
    ),
    "missing-source": (
        ABLE.replace("source: able-2020", "source: able-2021"),
        "7:9: error unknown-id: There is no source 'able-2021'.",
    ),
    "number-without-place": (
        ABLE.replace("    at: Results\n", ""),
        "31:22: error place-missing: This number has no place in review-2022.",
    ),
    "reversed-interval": (
        ABLE.replace("ci: [0.37, 1.18]", "ci: [1.18, 0.37]"),
        "28:44: error interval-reversed: The interval [1.18, 0.37] runs downwards.",
    ),
    "malformed-number": (
        ABLE.replace("NCT00000001", "NCT0000001"),
        "6:17: error wrong-value: registrations: 'NCT0000001' is not a registry number; "
        "it looks like NCT02492568, ChiCTR1900027769 or JapicCTI-090825.",
    ),
    "tab-indentation": (
        ABLE.replace("  sbrt-a:\n", "\tsbrt-a:\n"),
        "13:1: error tab-indentation: This line is indented with a tab.",
    ),
    "empty-file": ("", "1:1: error empty-file: The file is empty."),
    "binary-file": ("\0", "1:1: error not-text: The file is not text in UTF-8."),
}


def test_ten_broken_cards_give_ten_messages_in_one_run(project: Project) -> None:
    for name, (text, _) in BROKEN.items():
        card(project, name).write_text(text, encoding="utf-8")
    card(project, "binary-file").write_bytes(b"\x89PNG\r\n\x1a\n\0\xff")
    result = run("check")
    assert result.exit_code == 1
    found = [line for line in result.stdout.splitlines() if not line.startswith("    ")]
    wanted = {f"evidence/studies/{name}.yml:{message}" for name, (_, message) in BROKEN.items()}
    assert {line for line in found if line.startswith("evidence/")} == wanted
    assert found[-1] == "10 errors, 0 warnings in 10 files."


def test_a_broken_card_makes_no_noise_elsewhere(project: Project) -> None:
    """What names a card, source or term that is there and cannot be read is not at fault."""
    for name in (
        "studies/able-trial.yml",
        "sources/able-2020.yml",
        "vocabulary/endpoints.yml",
        "topics/sbrt.md",
    ):
        path = project.evidence / name
        before = path.read_bytes()
        path.write_bytes(b"\0\xff")
        assert {problem.path for problem in checked(project.evidence).problems} == {f"evidence/{name}"}
        path.write_bytes(before)


# pages, build, bundle


def test_pages_says_where_they_are(project: Project) -> None:
    result = run("pages")
    assert result.exit_code == 0
    assert result.stdout.startswith("The pages: build/pages (")
    assert "The pages carry no dates: this folder is not under git." in result.stderr
    assert (project.pages / "studies/able-trial.md").is_file()


@pytest.mark.parametrize("command", ["pages", "build"])
def test_evidence_with_errors_builds_nothing(project: Project, command: str) -> None:
    edit(card(project), "NCT00000001", "NCT1")
    result = run(command)
    assert result.exit_code == 1
    assert "evidence/studies/able-trial.yml:6:17: error wrong-value" in result.stderr
    assert result.stderr.endswith("1 error, 0 warnings in 1 file. Nothing was built; mend these first.\n")
    assert not project.pages.exists()


def test_broken_pages_may_be_asked_for(project: Project) -> None:
    edit(card(project), "NCT00000001", "NCT1")
    result = run("pages", "--allow-broken")
    assert result.exit_code == 0
    assert "1 error, 0 warnings in 1 file." in result.stderr


def test_a_folder_that_is_not_ours_is_not_emptied(project: Project) -> None:
    before = tree(project.docs)
    result = run("pages", "--out", "docs")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "docs/ holds files that this command did not write. Name another folder with --out, or empty it."
    )
    assert tree(project.docs) == before


def test_what_the_system_refuses_is_said_in_one_line(project: Project) -> None:
    (project.root / "build").write_text("a file", encoding="utf-8")
    result = run("pages")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("build/")
    assert "Traceback" not in result.stderr


@pytest.mark.slow
def test_build_and_bundle_say_where_things_are(project: Project) -> None:
    result = run("build", "--timings")
    assert (result.exit_code, result.stdout) == (0, "The site: site/index.html\n")
    assert result.stderr.splitlines()[-1].endswith(" s  Together")
    packed = run("bundle")
    assert packed.exit_code == 0
    assert packed.stdout.startswith("The offline bundle: build/evidence-offline.zip\nSize: ")


def test_a_bundle_needs_a_site(project: Project) -> None:
    result = run("bundle")
    assert (result.exit_code, result.stderr) == (
        2,
        "There is no site in site/ yet. Build it first: evidence build\n",
    )


# schema


def test_the_schemas_are_written_and_old_ones_of_ours_removed(project: Project) -> None:
    folder = project.root / "schema"
    folder.mkdir()
    (folder / "gone.json").write_text('{\n "$schema": "x"\n}\n', encoding="utf-8")
    (folder / "else.json").write_text("{}", encoding="utf-8")
    result = run("schema", "--out", "schema")
    assert result.exit_code == 0
    assert set(tree(folder)) == {*schemas(), "else.json"}


# serve


def test_a_port_out_of_range_is_wrong_use(project: Project) -> None:
    assert run("serve", "--port", "0").exit_code == 2


# new


def test_a_new_card_is_the_annotated_template(project: Project) -> None:
    result = run("new", "new-study")
    assert result.exit_code == 0
    assert result.stdout == (
        "The card: evidence/studies/new-study.yml\n"
        "Type over what stands there; `evidence check` names what still waits for you.\n"
    )
    written = card(project, "new-study").read_text(encoding="utf-8")
    assert written.splitlines()[:9] == scaffold.template().splitlines()[:9]


def problems_of(project: Project, id_: str) -> dict[str, Problem]:
    path = f"evidence/studies/{id_}.yml"
    return {found.message: found for found in checked(project.evidence).problems if found.path == path}


def test_the_check_names_what_a_new_card_still_lacks(project: Project) -> None:
    run("new", "new-study")
    messages = list(problems_of(project, "new-study"))
    assert messages
    assert all("number" in message for message in messages)


def test_a_card_with_its_blanks_filled_is_clean(project: Project) -> None:
    options = ("--name", "New: a study", "--title", "Yes", "--design", "randomised-phase-2")
    run("new", "new-study", *options, "--source", "able-2020", "--topic", "sbrt")
    path = card(project, "new-study")
    path.write_text(path.read_text(encoding="utf-8").replace(": number", ": 12"), encoding="utf-8")
    assert problems_of(project, "new-study") == {}
    study = checked(project.evidence).corpus.evidence.studies["new-study"]
    assert (study.name, study.title, study.topics) == ("New: a study", "Yes", ("sbrt",))
    assert study.curation.added != "2026-01-31"


def test_the_template_shows_the_ten_keys_that_matter_in_the_order_of_the_guide() -> None:
    keys = [line.split(":")[0] for line in scaffold.template().splitlines() if line[:1].isalpha()]
    assert keys == [*(key for key, _ in KEYS), "curation"]


def test_a_card_that_exists_is_never_written_over(project: Project) -> None:
    result = run("new", "able-trial")
    assert result.exit_code == 1
    assert result.stderr == (
        "evidence/studies/able-trial.yml exists already; nothing was written. Edit it, or choose another id.\n"
    )
    assert card(project).read_text(encoding="utf-8") == ABLE


@pytest.mark.parametrize(
    ("id_", "hint"),
    [
        ("New Study", " Try new-study."),
        ("../evil", " Try evil."),
        ("-x", " Try x."),
        ("äö", ""),
        ("a_b", " Try a-b."),
    ],
)
def test_a_bad_id_is_refused_with_a_better_one(project: Project, id_: str, hint: str) -> None:
    before = tree(project.root)
    result = run("new", "--", id_)
    assert result.exit_code == 2
    assert result.stderr == f"{id_!r} is no id: small letters, digits and hyphens, like pembro-rt.{hint}\n"
    assert tree(project.root) == before


def test_an_unknown_design_is_refused_with_the_nearest(project: Project) -> None:
    result = run("new", "new-study", "--design", "randomized-phase-2")
    assert (result.exit_code, result.stderr) == (
        2,
        "There is no design 'randomized-phase-2'. Did you mean randomised-phase-2?\n",
    )


# All of it


def test_every_command_of_the_contract_is_there_and_explains_itself() -> None:
    assert set(cli.main.commands) == {
        "check",
        "verify",
        "pages",
        "build",
        "bundle",
        "schema",
        "serve",
        "new",
        "review",
        "pdf",
    }
    for command in cli.main.commands.values():
        assert command.help
        assert all(
            option.help
            for option in command.params
            if isinstance(option, click.Option) and option.name == "out"
        )


def test_verify_says_that_it_was_skipped_where_no_text_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_SOURCES", str(tmp_path / "none"))
    result = CliRunner().invoke(cli.main, ["verify"])
    assert result.exit_code == 0
    assert result.output.startswith("Skipped: there are no texts of sources in ")


# review


def signed(project: Project) -> str:
    """The line of the golden card's curation."""
    return next(line for line in card(project).read_text().splitlines() if line.startswith("curation:"))


def test_a_review_is_signed_on_the_card_and_lapses_with_a_change(project: Project) -> None:
    result = run("review", "able-trial", "--by", "A.  Example, MD")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("The review is on the card: evidence/studies/able-trial.yml\n")
    assert re.fullmatch(
        r'curation: \{added: 2026-01-02, by: \[project\], review: \{by: "A. Example, MD", date: [\d-]{10}, hash: "[0-9a-f]{16}"\}\}',
        signed(project),
    )
    assert run("check").stdout == "No problems.\n"
    edit(card(project), "value: 0.66", "value: 0.65")
    result = run("check")
    assert result.exit_code == 0
    assert "warning lapsed-review: The card has changed since A. Example, MD reviewed it." in result.stdout
    assert "evidence review able-trial --by NAME" in result.stdout


def test_a_second_review_replaces_the_first(project: Project) -> None:
    run("review", "able-trial", "--by", "A. Example")
    edit(card(project), "value: 0.66", "value: 0.65")
    assert run("review", "able-trial", "--by", "B. Example").exit_code == 0
    assert signed(project).count("review:") == 1
    assert '"B. Example"' in signed(project)
    assert run("check").stdout == "No problems.\n"


@pytest.mark.parametrize(
    "written",
    [
        "curation:\n  added: 2026-01-02\n  by: [project]\n",
        "curation:  # who\n    added: 2026-01-02  # when\n    by:\n      - project\n",
        "curation:\n  review:\n    by: Old Name\n    date: 2026-01-02\n    hash: '0'\n  added: 2026-01-02\n  by: [project]\n",
        "curation: {added: 2026-01-02, by: [project]}  # who\n",
        "curation: {added: 2026-01-02, by: [project]}",
    ],
)
def test_every_way_to_write_curation_can_be_signed(project: Project, written: str) -> None:
    edit(card(project), "curation: {added: 2026-01-02, by: [project]}\n", written)
    result = run("review", "able-trial", "--by", "A. Example")
    assert (result.exit_code, result.stderr) == (0, "")
    text = card(project).read_text()
    assert text.count("A. Example") == 1
    assert "Old Name" not in text
    assert ("# who" in text) == ("# who" in written)
    assert run("check").stdout == "No problems.\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (
            ("able-trail", "--by", "A. Example"),
            1,
            "There is no card 'able-trail'. Did you mean able-trial?",
        ),
        (("able-trial", "--by", "project"), 2, "'project' is no person's name: a review is signed"),
        (("able-trial", "--by", "  "), 2, "'' is no person's name"),
    ],
)
def test_a_review_of_nothing_or_by_nobody_is_refused(
    project: Project, words: tuple[str, ...], code: int, message: str
) -> None:
    before = tree(project.evidence)
    result = run("review", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert tree(project.evidence) == before


def test_a_card_with_errors_is_not_reviewed(project: Project) -> None:
    edit(card(project), "NCT00000001", "NCT1")
    before = tree(project.evidence)
    result = run("review", "able-trial", "--by", "A. Example")
    assert result.exit_code == 1
    assert "evidence/studies/able-trial.yml:6:17: error wrong-value" in result.stderr
    assert tree(project.evidence) == before


def test_a_card_whose_curation_cannot_be_signed_stays_as_it_was(project: Project) -> None:
    edit(
        card(project),
        "curation: {added: 2026-01-02, by: [project]}\n",
        "curation: {added: 2026-01-02,\n  by: [project]}\n",
    )
    before = tree(project.evidence)
    result = run("review", "able-trial", "--by", "A. Example")
    assert result.exit_code == 1
    assert "is not written as a block or on one line" in result.stderr
    assert tree(project.evidence) == before
