"""The shape of the generator: data flows one way, and each outside library is imported in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator"
FILES = sorted(PACKAGE.rglob("*.py"))

STEPS = (
    "problems",
    "model",
    "read",
    "printed",
    "check",
    "synthesise",
    "chart",
    "render",
    "publish",
    "cli",
    "__main__",
)
EDGE = ("publish", "cli", "__main__")
PLACES = {
    "yaml": ("generator/read/strict.py",),
    "altair": ("generator/chart/",),
    "vl_convert": ("generator/chart/",),
    "jinja2": ("generator/render/",),
    "markupsafe": ("generator/render/",),
    "click": ("generator/cli.py",),
    "watchdog": ("generator/publish/",),
    "playwright": ("generator/publish/handouts.py",),
    "pypdf": ("generator/publish/handouts.py",),
    "mkdocs": (),
    "material": (),
}
"""Where a library may be imported; nowhere means that only its command is called."""

MOST_LINES = 200
LONGER = {
    "generator/model/study.py": "the whole card in one place, each key with its words for the schema",
    "generator/printed/rows.py": "one record of columns and the one walk over a card that fills them",
    "generator/printed/same.py": "design section 6 clause by clause, in its order",
    "generator/chart/dots.py": "one chart with its panels",
    "generator/chart/scene.py": "one drawing under construction, a method for each of its layers",
    "generator/chart/views.py": "the data of every chart",
}
"""Modules longer than that, and why."""
IN_WORK = ("generator/render/",)
"""Pages are still being written; their modules are measured once they stand."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


TREES = {name(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
LINES = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}


def imports(file: str) -> Iterator[str]:
    """The full names of all modules that a file imports, inside functions too."""
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield node.module or ""
            if node.module == "generator":
                yield from (f"generator.{alias.name}" for alias in node.names)


def libraries(file: str) -> set[str]:
    return {module.split(".")[0] for module in imports(file)}


def calls(file: str) -> set[str]:
    """The names of all functions and methods that a file calls."""
    called = [node.func for node in ast.walk(TREES[file]) if isinstance(node, ast.Call)]
    return {
        func.id if isinstance(func, ast.Name) else func.attr for func in called if isinstance(func, NAMED)
    }


NAMED = (ast.Name, ast.Attribute)


def step_of(file: str) -> str:
    """generator/read/load.py -> read."""
    return Path(file).relative_to("generator").with_suffix("").parts[0]


def of_steps(*steps: str) -> list[str]:
    return [file for file in TREES if step_of(file) in steps]


def test_every_module_belongs_to_a_step() -> None:
    assert {step_of(file) for file in TREES} <= {*STEPS, "__init__"}


@pytest.mark.parametrize("step", STEPS)
def test_imports_point_towards_earlier_steps(step: str) -> None:
    later = STEPS[STEPS.index(step) + 1 :]
    taken = [(file, module) for file in of_steps(step) for module in imports(file)]
    assert [pair for pair in taken if pair[1].startswith(tuple(f"generator.{name}" for name in later))] == []


@pytest.mark.parametrize("library", PLACES)
def test_a_library_is_imported_in_its_place(library: str) -> None:
    taken = [file for file in TREES if library in libraries(file)]
    assert [file for file in taken if not file.startswith(PLACES[library] or ("nowhere",))] == []


@pytest.mark.parametrize(
    "library", ["subprocess", "time", "os", "socket", "random", "shutil", "urllib", "pathlib"]
)
def test_the_core_touches_no_disk_no_clock_and_no_network(library: str) -> None:
    core = of_steps("problems", "model", "printed", "check", "synthesise")
    assert [file for file in core if library in libraries(file)] == []


def test_nothing_asks_for_the_time_of_day() -> None:
    asked = {file: calls(file) & {"now", "utcnow", "today"} for file in TREES if step_of(file) not in EDGE}
    assert {file: found for file, found in asked.items() if found} == {}


def test_nothing_is_printed_evaluated_or_run() -> None:
    found = {
        file: calls(file) & {"print", "eval", "exec", "__import__", "input", "breakpoint"} for file in TREES
    }
    assert {file: names for file, names in found.items() if names} == {}


def test_a_module_can_be_read_in_one_sitting() -> None:
    long = {
        file: lines for file, lines in LINES.items() if lines > MOST_LINES and not file.startswith(IN_WORK)
    }
    assert set(long) <= set(LONGER), "part it, or give the reason in LONGER"


def test_a_reason_stands_only_where_it_is_needed() -> None:
    assert [file for file in LONGER if LINES[file] <= MOST_LINES] == []


def test_every_module_says_what_it_is() -> None:
    assert [file for file, tree in TREES.items() if not ast.get_docstring(tree)] == []


def test_no_disease_stands_in_the_rules() -> None:
    words = ("nsclc", "lung", "egfr", "pembrolizumab", "osimertinib")
    texts = {
        file: (ROOT / file).read_text(encoding="utf-8").lower()
        for file in of_steps("problems", "read", "check")
    }
    assert [(file, word) for file, text in texts.items() for word in words if word in text] == []
