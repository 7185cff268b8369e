"""The habits of the repository: locks, commands, licences and workflows say the same thing everywhere."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from generator.cli import pdf

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKE_TARGETS = set(re.findall(r"^([a-z][a-z-]*):(?!=)", MAKEFILE, re.MULTILINE))

each_lock = pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def requirement_name(requirement: str) -> str:
    """'pyyaml>=6,<7' -> 'pyyaml'."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower()


def pins(lock: Path) -> dict[str, str]:
    """Each pinned requirement of a lock, with all lines that belong to it."""
    blocks = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))
    return {block.split(" \\")[0]: block for block in blocks if "==" in block.split("\n")[0]}


def load_workflow(path: Path) -> dict[Any, Any]:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in load_workflow(path)["jobs"].values():
        yield from job["steps"]


def make_calls(text: str) -> set[str]:
    """The targets of every `make …` that stands as a command in a text."""
    return set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", text, re.MULTILINE))


# Locks


def test_there_is_a_lock_for_the_site_and_one_for_the_tests() -> None:
    assert [lock.name for lock in LOCKS] == ["site.txt", "test.txt"]


@each_lock
def test_every_pin_of_a_lock_has_hashes(lock: Path) -> None:
    assert pins(lock)
    assert [pin for pin, block in pins(lock).items() if "--hash=sha256:" not in block] == []


@each_lock
def test_a_lock_names_no_address(lock: Path) -> None:
    address = re.compile(r"://|--(extra-)?index-url|--find-links|^-[if] |file:")
    assert [line for line in lock.read_text(encoding="utf-8").splitlines() if address.search(line)] == []


def test_the_lock_of_the_tests_contains_the_lock_of_the_site() -> None:
    site, test = (set(pins(lock)) for lock in LOCKS)
    assert site <= test


def test_every_direct_dependency_is_locked() -> None:
    direct = {*map(requirement_name, PROJECT["dependencies"])}
    for lock, names in (
        (LOCKS[0], direct),
        (LOCKS[1], direct | {*map(requirement_name, PROJECT["optional-dependencies"]["test"])}),
    ):
        assert names <= {requirement_name(pin) for pin in pins(lock)}


def test_no_lock_with_addresses_lies_about() -> None:
    assert not (ROOT / "uv.lock").exists()


# README


def reasons(heading: str) -> dict[str, str]:
    """The rows of the README's table with this heading: name -> reason."""
    table = re.split(rf"^\| {heading} \| reason \|$", README, flags=re.MULTILINE)[1].split("\n\n")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", table, re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "requirements"),
    [
        ("to build the site", PROJECT["dependencies"]),
        ("to test it", PROJECT["optional-dependencies"]["test"]),
    ],
)
def test_every_direct_dependency_has_its_reason_in_the_readme(heading: str, requirements: list[str]) -> None:
    assert set(reasons(heading)) == {requirement_name(requirement) for requirement in requirements}


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert "```\nmake test\n```" in README


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".pre-commit-config.yaml"])
def test_every_make_command_that_a_text_names_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("entry: make", "`make")
    assert make_calls(text)
    assert make_calls(text) <= MAKE_TARGETS


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_relative_link_of_a_text_leads_to_a_file(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / name).read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_make_target_explains_itself_and_is_phony() -> None:
    phony = set(re.findall(r"[a-z-]+", MAKEFILE.split(".PHONY:")[1].replace("\\\n", " ").split("\n")[0]))
    explained = set(re.findall(r"^([a-z][a-z-]*):.* ## \S", MAKEFILE, re.MULTILINE))
    assert phony == MAKE_TARGETS
    assert explained == MAKE_TARGETS


# Version and licences


def test_the_citation_names_the_version_of_the_package() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == PROJECT["version"]


def test_the_changelog_has_an_unreleased_section_and_the_kept_headings() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert "## [Unreleased]" in lines
    kinds = {line.removeprefix("### ") for line in lines if line.startswith("### ")}
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_code_and_evidence_each_name_their_licence() -> None:
    assert PROJECT["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "CC-BY-4.0" in (ROOT / "evidence" / "LICENSE").read_text(encoding="utf-8")
    assert "](LICENSE)" in README
    assert "](evidence/LICENSE)" in README


# Workflows


@each_workflow
def test_a_workflow_has_no_permission_that_a_job_does_not_ask_for(path: Path) -> None:
    workflow = load_workflow(path)
    assert workflow["permissions"] == {}
    assert all(job["permissions"] for job in workflow["jobs"].values())


def test_only_attaching_to_a_release_may_write_to_the_repository() -> None:
    writers = {
        (path.name, name)
        for path in WORKFLOWS
        for name, job in load_workflow(path)["jobs"].items()
        if job["permissions"].get("contents") == "write"
    }
    assert writers == {("release.yml", "attach")}


def test_a_pull_request_gets_a_token_that_only_reads() -> None:
    workflow = load_workflow(ROOT / ".github" / "workflows" / "check.yml")
    # YAML 1.1 reads the key `on` as true.
    assert list(workflow[True]) == ["pull_request"]
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}]


@each_workflow
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(path: Path) -> None:
    uses = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    pinned = re.compile(r"(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert uses
    assert [line for line in uses if not pinned.fullmatch(line)] == []


@each_workflow
def test_a_workflow_holds_no_logic_of_its_own(path: Path) -> None:
    runs = [step["run"] for step in steps(path) if "run" in step]
    upload = 'gh release upload "$TAG" evidence-offline.zip pdf/*.pdf --clobber --repo "$GITHUB_REPOSITORY"'
    assert [run for run in runs if run != upload and run.removeprefix("make ") not in MAKE_TARGETS] == []


@each_workflow
def test_a_checkout_brings_the_history_and_leaves_no_token_behind(path: Path) -> None:
    checkouts = [step["with"] for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts == [{"fetch-depth": 0, "persist-credentials": False}]


def test_workflows_and_makefile_agree_on_the_names_of_what_is_handed_over() -> None:
    named = re.search(r"^BUNDLE := (\S+)$", MAKEFILE, re.MULTILINE)
    assert named is not None
    folder = next(option.default for option in pdf.params if option.name == "out")
    taken = [
        line
        for path in WORKFLOWS
        for step in steps(path)
        if step.get("uses", "").startswith("actions/upload-artifact@")
        for line in step["with"]["path"].split()
    ]
    assert set(taken) == {named[1], f"{folder}/*.pdf"}


def test_no_text_or_workflow_names_an_address_of_the_repository() -> None:
    """A fork publishes without an edit: the address comes from GitHub's environment by way of mkdocs.yml."""
    address = re.compile(r"github\.com/[\w-]+/[\w-]+|[\w-]+\.github\.io/\w")
    paths = [
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CITATION.cff", "pyproject.toml")
    ]
    named = [path.name for path in [*paths, *WORKFLOWS] if address.search(path.read_text(encoding="utf-8"))]
    assert named == []


# The package


@pytest.mark.slow
def test_the_built_package_holds_every_module_and_template(tmp_path: Path) -> None:
    """What is forgotten in the package's data would be missed only by those who install it."""
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    wanted = set()
    for path in (ROOT / "generator").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            wanted.add(path.relative_to(ROOT).as_posix())
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*build, "--wheel-dir", "dist", "."], cwd=tmp_path, check=True, timeout=120)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with ZipFile(wheel) as archive:
        assert wanted <= set(archive.namelist())
