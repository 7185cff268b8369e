"""Printers of problems: what people and machines read, and what no card can forge."""

import json
import re

from evidence_folder import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import (
    PRINTERS,
    Problem,
    as_github,
    as_json,
    as_text,
    has_errors,
    in_order,
    one_line,
    summary,
)

PROBLEM = Problem("wrong-value", "evidence/x.yml", 3, 7, "It is wrong.", "what is right", "Mend it.")
WARNING = Problem("unused-source", "evidence/a.yml", 1, 1, "Nothing uses it.", severity="warning")


def test_text_has_the_place_the_expected_and_the_remedy() -> None:
    assert as_text([PROBLEM]) == (
        "evidence/x.yml:3:7: error wrong-value: It is wrong.\n    expected: what is right\n    to mend:  Mend it.\n"
    )


def test_text_leaves_out_what_there_is_not() -> None:
    assert as_text([WARNING]) == "evidence/a.yml:1:1: warning unused-source: Nothing uses it.\n"


def test_json_has_every_field() -> None:
    assert json.loads(as_json([PROBLEM])) == [
        {
            "code": "wrong-value",
            "path": "evidence/x.yml",
            "line": 3,
            "column": 7,
            "message": "It is wrong.",
            "expected": "what is right",
            "hint": "Mend it.",
            "severity": "error",
        }
    ]
    assert as_json([]) == "[]\n"


def test_github_annotates_the_line() -> None:
    assert as_github([PROBLEM, WARNING]) == (
        "::error file=evidence/x.yml,line=3,col=7,title=wrong-value::It is wrong. Expected: what is right. Mend it\n"
        "::warning file=evidence/a.yml,line=1,col=1,title=unused-source::Nothing uses it\n"
    )


def test_order_is_that_of_the_files_without_repetitions() -> None:
    later = Problem("a", "evidence/x.yml", 10, 1, "Later.")
    assert in_order([later, PROBLEM, WARNING, PROBLEM]) == (WARNING, PROBLEM, later)


def test_a_warning_is_no_error() -> None:
    assert has_errors([PROBLEM])
    assert not has_errors([WARNING])


def test_the_closing_line_counts() -> None:
    assert summary([]) == "No problems."
    assert summary([PROBLEM, WARNING]) == "1 error, 1 warning in 2 files."
    assert summary(iter([PROBLEM, PROBLEM])) == "2 errors, 0 warnings in 1 file."


# What no card can forge


def test_a_key_with_a_line_break_cannot_forge_an_annotation(folder: Folder) -> None:
    folder.card(**{'"x\\n::error file=a.yml::all is lost"': "1", "name": ""})
    printed = as_github(folder.problems())
    assert len(printed.splitlines()) == len(folder.problems())
    assert all(line.startswith("::error file=evidence/studies/trial.yml,") for line in printed.splitlines())


def test_a_name_with_a_line_break_cannot_forge_a_line_of_the_report(folder: Folder) -> None:
    folder.card(design='"x\\nevidence/y.yml:1:1: error forged: y\\e[31m"')
    printed = as_text(folder.problems())
    assert [line for line in printed.splitlines() if line.startswith("evidence/y.yml")] == []
    assert "\x1b" not in printed


def test_percent_signs_and_separators_are_escaped() -> None:
    problem = Problem("a:b,c", "evidence/50%0A,x:y.yml", 1, 1, "100%0A::error::x\r\ny")
    assert as_github([problem]) == (
        "::error file=evidence/50%250A%2Cx%3Ay.yml,line=1,col=1,title=a%3Ab%2Cc::100%250A::error::x%0D%0Ay\n"
    )


TEXTS = st.text(st.sampled_from("a:%,\r\n\x1b\u2028\u0085 ") | st.characters(codec="utf-8"), max_size=20)


@given(st.builds(Problem, st.just("a-code"), TEXTS, st.just(1), st.just(1), TEXTS, TEXTS, TEXTS))
def test_every_printer_keeps_a_problem_on_its_lines(problem: Problem) -> None:
    text = as_text([problem])
    assert text.count("\n") == 1 + bool(problem.expected) + bool(problem.hint)
    assert len(text.splitlines()) == text.count("\n")
    github = as_github([problem])
    assert re.fullmatch(r"::error file=[^\r\n,:]*,line=1,col=1,title=a-code::[^\r\n]*\n", github)
    assert json.loads(as_json([problem]))[0]["message"] == problem.message


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert one_line(text).isprintable()
    assert len(one_line(text)) == len(text)


def test_the_printers_have_the_names_of_the_option() -> None:
    assert sorted(PRINTERS) == ["github", "json", "text"]
