"""Strict YAML: what is read, what is refused, where, and that no text can break the reader."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.model.evidence import Document
from generator.problems import Problem
from generator.read.strict import parse


def data(text: str) -> Any:
    document, problems = parse(text, "x.yml")
    assert problems == []
    return document.data


def found(text: str) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in parse(text, "x.yml")[1]]


def only(text: str) -> Problem:
    (problem,) = parse(text, "x.yml")[1]
    return problem


# What is read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("42", 42),
        ("15.90", Decimal("15.90")),
        ("-0.5", Decimal("-0.5")),
        ("plain words", "plain words"),
        ("'no'", "no"),
        ('"1:30"', "1:30"),
        ("<0.001", "<0.001"),
        ("5%", "5%"),
        ("1–4", "1–4"),
        ("2024-01-02", "2024-01-02"),
        ("1.1.1", "1.1.1"),
        ("10.1001/x", "10.1001/x"),
    ],
)
def test_plain_scalars(text: str, value: object) -> None:
    assert data(f"key: {text}") == {"key": value}


def test_a_decimal_keeps_the_digits_it_was_typed_with() -> None:
    assert str(data("key: 0.50")["key"]) == "0.50"


def test_a_number_in_quotes_is_text() -> None:
    assert data('key: "2019"') == {"key": "2019"}


def test_a_number_may_be_a_key() -> None:
    assert data("12: a\n0.5: b") == {"12": "a", "0.5": "b"}


def test_folded_text_is_text_whatever_it_looks_like() -> None:
    assert data("key: >-\n  no\n  {{ figure('x') }}") == {"key": "no {{ figure('x') }}"}


# What is refused


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No",
        "NO",
        "yes",
        "on",
        "off",
        "True",
        "TRUE",
        "False",
        "Null",
        "NULL",
        "1:30",
        "12:30:45",
        "0x1F",
        "010",
        "08",
        "0o17",
        "1e3",
        "1.5e-3",
        ".5",
        "5.",
        "+5",
        "1_000",
        ".inf",
        ".nan",
        "=",
        "99999999999999999",
        "0.12345678901234567",
    ],
)
def test_what_yaml_readers_understand_differently_is_refused_where_it_stands(text: str) -> None:
    problem = only(f"a: 1\nkey: {text}")
    assert (problem.code, problem.line, problem.column) == ("ambiguous-yaml", 2, 6)
    assert problem.message == f"{text} can be read in two ways."
    assert problem.hint == f'Put it in quotes: "{text}".'


@pytest.mark.parametrize("text", ["no", "on", "1:30", "~", "<<", "="])
def test_a_key_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    problem = only(f"{text}: 1")
    assert (problem.code, problem.line, problem.column) == ("ambiguous-yaml", 1, 1)
    assert problem.message == f"The key {text} can be read in two ways."


def test_a_bare_call_says_where_its_quotes_belong() -> None:
    problem = only("summary: {{ figure('x') }}")
    assert (problem.code, problem.line, problem.column) == ("ambiguous-yaml", 1, 11)
    assert (
        problem.hint == "Text that begins with {{, { or [ belongs in quotes, or on the next line after `>-`."
    )


def test_a_bare_call_with_words_after_it_says_so_too() -> None:
    problem = only("summary: {{ figure('x') }} in both groups")
    assert (problem.code, problem.line) == ("yaml-syntax", 1)
    assert problem.hint == "Text that begins with {{ belongs in quotes, or on the next line after `>-`."


def test_an_unquoted_bound_says_put_it_in_quotes() -> None:
    problem = only("a: 1\np: >0.99")
    assert (problem.code, problem.line, problem.column) == ("yaml-syntax", 2, 5)
    assert problem.hint == 'A bound stands in quotes, like ">0.99".'


def test_a_very_long_number_is_shown_in_short() -> None:
    assert len(only("a: " + "9" * 5000).message) < 100


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\na: 2", (2, 1)),
        ("a: {b: 1, b: 2}", (1, 11)),
        ("a:\n  - {b: 1, c: 2, b: 3}", (2, 18)),
        ("'a': 1\na: 2", (2, 1)),
    ],
)
def test_a_key_that_stands_twice_is_refused_at_the_second(text: str, place: tuple[int, int]) -> None:
    assert found(text) == [("duplicate-key", *place)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x 1\nb: *x", [(1, 4), (2, 4)]),
        ("a: don't\nb: &x [*x]\nc: don't", [(2, 4), (2, 8)]),
        ("- &a\n  - *a", [(1, 3), (2, 5)]),
        ("<<: &x {a: 1}", [(1, 5)]),
    ],
)
def test_anchors_and_aliases_are_refused_even_between_apostrophes(
    text: str, places: list[tuple[int, int]]
) -> None:
    assert found(text) == [("yaml-alias", *place) for place in places]


def test_an_ampersand_or_star_inside_text_is_text() -> None:
    assert data("a: Smith & Jones\nb: 2 * 3\nc: R&D\nd: '*'") == {
        "a": "Smith & Jones",
        "b": "2 * 3",
        "c": "R&D",
        "d": "*",
    }


@pytest.mark.parametrize(
    "text", ["a: !!str 12", "a: !x y", "a: ! 12", "a: !!python/object:os.x {b: 1}", "a: !!omap [b: 1]"]
)
def test_tags_are_refused_on_every_kind_of_value(text: str) -> None:
    assert found(text) == [("yaml-tag", 1, 4)]


def test_deep_nesting_is_a_problem_and_no_crash() -> None:
    assert found("a: " + "[" * 600 + "]" * 600) == [("yaml-syntax", 1, 52)]


def test_a_tab_is_refused_where_it_stands() -> None:
    assert found("a:\n  \tb: 1") == [("tab-indentation", 2, 3)]


def test_a_tab_inside_text_may_stand() -> None:
    assert data("a: 'b\tc'") == {"a": "b\tc"}


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\x07", "U+0007"),
        ("\u00a0", "U+00A0, no-break space"),
        ("\u200b", "U+200B, zero width space"),
        ("\u2028", "U+2028, line separator"),
        ("\ufeff", "U+FEFF, zero width no-break space"),
    ],
)
def test_characters_that_cannot_be_seen_are_named(char: str, name: str) -> None:
    problem = only(f"a: 1\nb: x{char}y")
    assert (problem.code, problem.line, problem.column) == ("control-character", 2, 5)
    assert problem.message == f"This line holds a character that cannot be seen: {name}."


@pytest.mark.parametrize("text", ["", "\n\n", "  \n", "# only a remark\n"])
def test_a_file_without_content_is_empty(text: str) -> None:
    assert found(text) == [("empty-file", 1, 1)]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a: b: c", (1, 5), "mapping values are not allowed in this context"),
        ("a: [1, 2\nb: 3", (2, 2), "(begun in line 1)"),
        ('a: "x" y', (1, 8), "did not find expected key"),
        ("a: @x", (1, 4), "found character that cannot start any token"),
        ("a: 1\n b: 2", (2, 3), "mapping values are not allowed in this context"),
        ("a: 1\n---\nb: 2", (2, 1), "but found another document"),
    ],
)
def test_broken_yaml_has_its_place(text: str, place: tuple[int, int], what: str) -> None:
    problem = only(text)
    assert problem.code == "yaml-syntax"
    assert what in problem.message
    assert (problem.line, problem.column) == place


# Places


def place(document: Document, *at: str | int, key: bool = False) -> tuple[int, int]:
    return document.where(at, key=key)


def test_places_of_keys_and_values_in_blocks() -> None:
    document, _ = parse("a:\n  b: 1\n  c:\n    - x\n    - d: y", "x.yml")
    assert place(document, "a", key=True) == (1, 1)
    assert place(document, "a", "b") == (2, 6)
    assert place(document, "a", "c", 0) == (4, 7)
    assert place(document, "a", "c", 1, "d", key=True) == (5, 7)


def test_places_inside_braces_and_after_letters_of_many_bytes() -> None:
    document, _ = parse("groups: {α: {näme: 'é', n: 36}, b: {n: [1, 22]}}", "x.yml")
    assert place(document, "groups", "α", "n", key=True) == (1, 25)
    assert place(document, "groups", "α", "n") == (1, 28)
    assert place(document, "groups", "b", "n", 1) == (1, 44)


def test_what_has_no_place_has_that_of_its_parent() -> None:
    document, _ = parse("a:\n  b: 1", "x.yml")
    assert place(document, "a", "missing") == (2, 3)
    assert place(document, "missing", key=True) == (1, 1)


def test_parts_that_only_the_validator_knows_are_passed_over() -> None:
    document, _ = parse("median: {new: {ci: [1, x], vlue: 3}}", "x.yml")
    assert place(document, "median", "new", 0, "ci", 1) == (1, 24)
    assert place(document, "median", "new", 0, "vlue", key=True) == (1, 28)
    assert place(document, "median", "tuple[…]", "new") == (1, 15)


def test_line_ends_of_windows_do_not_move_places() -> None:
    assert found("a: 1\r\nb: no\r\n") == [("ambiguous-yaml", 2, 4)]


# No text can break the reader

LETTERS = st.sampled_from("ab0129.:-{}[]#&*!|>'\"%@`, \n\t?<=~é\r")


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text() | st.text(LETTERS, max_size=60))
@example("[" * 3000)
@example("a: " + "9" * 5000)
@example("? ? ? a")
@example("\ud800")
@example("{{ a: {{ b }} }}")
def test_parse_never_raises(text: str) -> None:
    document, problems = parse(text, "x.yml")
    lines = text.count("\n") + text.count("\r") + 2
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in problems)
    assert document.path == "x.yml"


SCALARS = st.text(st.sampled_from("0123456789+-._:eExXoOyYnNtTrRuUfFaAlLsS~=<> "), min_size=1, max_size=8)


@settings(max_examples=500, deadline=None)
@given(SCALARS)
def test_nothing_is_read_as_text_that_yaml_reads_as_something_else(text: str) -> None:
    document, problems = parse(f"key: {text}", "x.yml")
    if problems or document.data is None:
        return
    ours = document.data["key"]
    theirs = yaml.safe_load(f"key: {text}")["key"]
    if isinstance(ours, str):
        assert isinstance(theirs, str) or str(theirs) == ours  # an ISO date is kept as typed
    else:
        assert theirs == pytest.approx(float(ours)) if isinstance(ours, Decimal) else theirs == ours
