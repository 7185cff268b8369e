"""Files against the models: the line and column of every kind of problem, and the text that a curator reads."""

from textwrap import dedent

import pytest
from evidence_folder import CARD, Folder, card
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check import check
from generator.model.study import Study
from generator.printed.corpus import build
from generator.problems import as_text
from generator.read.codes import CODES
from generator.read.load import read
from generator.read.shape import validate
from generator.read.strict import parse

STUDY = "evidence/studies/trial.yml"

# The twenty commonest mistakes, word for word


def report(folder: Folder) -> str:
    return as_text(folder.problems())


MISTAKES = {
    "a misspelt key": (
        {"nmae": "TRIAL", "name": ""},
        """\
        evidence/studies/trial.yml:1:1: error missing-key: The key 'name' is missing.
            expected: a line `name: …`
            to mend:  Add it; the template card shows it.
        evidence/studies/trial.yml:10:1: error unknown-key: The key 'nmae' is not known here.
            expected: one of source, at, note, name, title, aliases, design, status, status_source, registrations, years, population, topics, groups, subsets, results, characteristics, trial, related, risk_of_bias, summary, limitations, curation
            to mend:  Did you mean name?
        """,
    ),
    "an unknown word": (
        {"status": "publishd"},
        """\
        evidence/studies/trial.yml:4:9: error wrong-value: status: 'publishd' is not one of the words used here.
            expected: planned, recruiting, ongoing, interim, published, terminated or unknown
            to mend:  Did you mean published?
        """,
    ),
    "an unknown term": (
        {"design": "randomized"},
        """\
        evidence/studies/trial.yml:3:9: error unknown-id: There is no term in designs 'randomized'.
            expected: a term of evidence/vocabulary/designs.yml
            to mend:  Did you mean randomised?
        """,
    ),
    "a source that is not there": (
        {"source": "papr"},
        """\
        evidence/studies/trial.yml:5:9: error unknown-id: There is no source 'papr'.
            expected: the name of a file in evidence/sources/
            to mend:  Did you mean paper?
        """,
    ),
    "one word where a list is expected": (
        {"topics": "topic"},
        """\
        evidence/studies/trial.yml:8:9: error wrong-type: topics: 'topic' does not belong here.
            expected: a list
            to mend:  Write it in brackets: [one, two], or one per line after `- `.
        """,
    ),
    "an empty list": (
        {"topics": "[]"},
        """\
        evidence/studies/trial.yml:8:9: error wrong-type: topics: a list does not belong here.
            expected: at least one entry
            to mend:  Add an entry.
        """,
    ),
    "a number where text is expected": (
        {"name": "5"},
        """\
        evidence/studies/trial.yml:1:7: error wrong-type: name: '5' does not belong here.
            expected: text
            to mend:  Put it in quotes, or write it as words.
        """,
    ),
    "text where keys are expected": (
        {"population": "Adults"},
        """\
        evidence/studies/trial.yml:7:13: error wrong-type: population: 'Adults' does not belong here.
            expected: keys and values
            to mend:  Write `key: value` lines beneath it, indented by two spaces.
        """,
    ),
    "nothing where text is expected": (
        {"title": "''"},
        """\
        evidence/studies/trial.yml:2:8: error wrong-value: title: the text is empty; write it, or delete the key.
        """,
    ),
    "a key without a value": (
        {"title": "~"},
        """\
        evidence/studies/trial.yml:2:8: error wrong-type: title: an empty value does not belong here.
            expected: text
            to mend:  Put it in quotes, or write it as words.
        """,
    ),
    "a year in quotes": (
        {"years": '{start: "2015"}'},
        """\
        evidence/studies/trial.yml:11:16: error wrong-type: start: '2015' does not belong here.
            expected: a whole number
            to mend:  Write the number without quotes and without a decimal point.
        """,
    ),
    "a number in quotes": (
        {"groups": "{new: {name: New, n: '36'}}"},
        """\
        evidence/studies/trial.yml:9:30: error wrong-value: n: '36' is not a number, NR, NA or a bound in quotes like ">=30"; a plain number stands without quotes.
        """,
    ),
    "a decimal comma": (
        {"results": "[{endpoint: survival, median: {new: '15,9', old: 7.6}}]"},
        """\
        evidence/studies/trial.yml:12:39: error wrong-value: new: '15,9' is not a number, NR, NA or a bound in quotes like ">=30".
        """,
    ),
    "an interval as text": (
        {"results": "[{endpoint: survival, effect: {measure: hr, value: 0.7, ci: 0.5-0.9}}]"},
        """\
        evidence/studies/trial.yml:12:63: error wrong-value: ci: '0.5-0.9' is not an interval; it is written [lower, upper], like [0.37, 1.18].
        """,
    ),
    "a p value in words": (
        {"results": "[{endpoint: survival, median: {new: 2, old: 1}, p: n.s.}]"},
        """\
        evidence/studies/trial.yml:12:54: error wrong-value: p: 'n.s.' is not a p value: a number, a bound in quotes like "<0.001", or NS.
        """,
    ),
    "a registry number with a slip": (
        {"registrations": "[NCT123]"},
        """\
        evidence/studies/trial.yml:11:17: error wrong-value: registrations: 'NCT123' is not a registry number; it looks like NCT02492568, ChiCTR1900027769 or JapicCTI-090825.
        """,
    ),
    "a day that is none": (
        {"curation": "{added: 2026-02-30, by: [project]}"},
        """\
        evidence/studies/trial.yml:10:19: error wrong-value: added: '2026-02-30' is no day of the calendar.
        """,
    ),
    "a unquoted no": (
        {"groups": "{new: {name: no}}"},
        """\
        evidence/studies/trial.yml:9:22: error ambiguous-yaml: no can be read in two ways.
            expected: text, or a plain number
            to mend:  Put it in quotes: "no".
        """,
    ),
    "a key typed twice": (
        {"groups": "{new: {name: New, name: Newer}}"},
        """\
        evidence/studies/trial.yml:9:27: error duplicate-key: The key 'name' stands here a second time.
            expected: each key once
            to mend:  Delete one of the two, or put both values under one key.
        """,
    ),
    "a colon in plain text": (
        {"title": "Timing: early or late"},
        """\
        evidence/studies/trial.yml:2:14: error yaml-syntax: The file cannot be read from here on: mapping values are not allowed in this context.
            expected: valid YAML: `key: value`, lists with `- `, two spaces for each step
            to mend:  Look at this line and the one above: a quote, bracket or colon is missing or too many. Text with `: ` or ` #` in it, or that begins with < > % @ { [ or ", belongs in quotes.
        """,
    ),
    "a misspelt group": (
        {"results": "[{endpoint: survival, median: {nwe: 15.9, old: 7.6}}]"},
        """\
        evidence/studies/trial.yml:12:34: error unknown-group: The card declares no group 'nwe'.
            expected: new, old, all, unclear
            to mend:  Did you mean new?
        """,
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_text_that_a_curator_reads(folder: Folder, mistake: str) -> None:
    keys, expected = MISTAKES[mistake]
    folder.card(**{"groups": "{new: {name: New}, old: {name: Old}}", **keys})
    assert report(folder) == dedent(expected)


# Places


def place_of(folder: Folder, results: str) -> list[tuple[str, int, int, str]]:
    folder.card(results)
    first = card(results="\n-").count("\n") - 1
    return [
        (found.code, found.line - first, found.column - 2, found.message.split(":")[0])
        for found in folder.read().problems
    ]


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (
            "- endpoint: survival\n  medain: {new: 1}",
            [("unknown-key", 2, 3, "The key 'medain' is not known here.")],
        ),
        (
            "- {endpoint: survival, medain: {new: 1}}",
            [("unknown-key", 1, 24, "The key 'medain' is not known here.")],
        ),
        (
            "- endpoint: survival\n  median: {new: {value: 1, cii: [1, 2]}}",
            [("unknown-key", 2, 28, "The key 'cii' is not known here.")],
        ),
        (
            "- endpoint: survival\n  median:\n    new:\n      vlue: 1",
            [("unknown-key", 4, 7, "The key 'vlue' is not known here.")],
        ),
        ("- median: {new: 1}", [("missing-key", 1, 3, "The key 'endpoint' is missing.")]),
        (
            "- endpoint: survival\n  effect: {value: 0.7}",
            [("missing-key", 2, 11, "The key 'measure' is missing.")],
        ),
        ("- endpoint: survival\n  median: {new: x}", [("wrong-value", 2, 17, "new")]),
        ("- endpoint: survival\n  median: {new: {value: 1, ci: [1, x]}}", [("wrong-value", 2, 36, "ci")]),
        ("- endpoint: survival\n  median: {unclear: [1, x]}", [("wrong-value", 2, 25, "unclear")]),
        ("- endpoint: survival\n  median: 5", [("wrong-type", 2, 11, "median")]),
        (
            "- endpoint: survival\n  effect: {measure: hr, value: 1, between: [new]}",
            [("wrong-type", 2, 44, "between")],
        ),
        (
            "- endpoint: survival\n  effect: {measure: hr, value: 1, between: [new, old, new]}",
            [("wrong-type", 2, 44, "between")],
        ),
        (
            "- endpoint: survival\n  factors: {A: {hr: 1, in: x}}",
            [("unknown-key", 2, 24, "The key 'in' is not known here.")],
        ),
        ("- endpoint: survival\n  in_: new", [("unknown-key", 2, 3, "The key 'in_' is not known here.")]),
        ("- endpoint: survival\n  analysis: uni", [("wrong-value", 2, 13, "analysis")]),
        ("- endpoint: survival\n  method: {assessor: 5}", [("wrong-type", 2, 22, "assessor")]),
        ("- just words", [("wrong-type", 1, 3, "results")]),
    ],
)
def test_the_place_of_a_mistake_in_a_result(
    folder: Folder, results: str, expected: list[tuple[str, int, int, str]]
) -> None:
    assert place_of(folder, results) == expected


def test_all_missing_keys_are_told_at_once(folder: Folder) -> None:
    folder.card(name="", title="", status="")
    assert [found.message for found in folder.read().problems] == [
        "The key 'name' is missing.",
        "The key 'status' is missing.",
        "The key 'title' is missing.",
    ]


def test_of_two_alternatives_only_the_one_that_was_meant_is_told(folder: Folder) -> None:
    folder.card(risk_of_bias="[{tool: RoB 2, judgement: low, by: A. Person, date: 2026-01-02, reasn: x}]")
    (problem,) = folder.read().problems
    assert (problem.code, problem.column, problem.hint) == ("unknown-key", 79, "Did you mean reason?")


def test_where_no_alternative_fits_both_are_expected(folder: Folder) -> None:
    folder.card(risk_of_bias="low")
    (problem,) = folder.read().problems
    assert problem.message == "risk_of_bias: 'low' is not one of the words used here."
    assert problem.expected == "not assessed, or a list"


def test_a_term_says_true_false_or_unknown(folder: Folder) -> None:
    folder.write(
        "vocabulary/assessors.yml", "local: {label: Local, definition: The team., counts_death: maybe}"
    )
    (problem,) = folder.read().problems
    assert (problem.line, problem.column) == (1, 60)
    assert problem.message.startswith("counts_death: 'maybe'")
    assert problem.expected == "true or false, or unknown"


def test_two_problems_in_one_flow_mapping_have_their_own_columns(folder: Folder) -> None:
    folder.card(groups="{new: {name: New, rol: control, n: x}, old: {nam: Old}}")
    assert [(found.code, found.column) for found in folder.read().problems] == [
        ("unknown-key", 27),
        ("wrong-value", 44),
        ("missing-key", 53),
        ("unknown-key", 54),
    ]


# Identifiers, as they are typed in a source


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("DOI: 10.1001/jamaoncol.2019.1478", ""),
        (
            'DOI: "https://doi.org/10.1001/x"',
            "DOI: 'https://doi.org/10.1001/x' is not a DOI; it looks like 10.1001/jamaoncol.2019.1478, without https://doi.org/.",
        ),
        ('PMID: "31294749"', ""),
        (
            "PMID: 31294749",
            'PMID: 31294749 is not a PubMed number; it looks like PMID: "31294749", in quotes.',
        ),
        ("PMCID: PMC6659785", ""),
        ("PMCID: 6659785", "PMCID: 6659785 is not a PubMed Central number; it looks like PMC6659785."),
        ("issued: 2019-07-11", ""),
        ('issued: "2019"', ""),
        ('issued: "2019-07"', ""),
        (
            "issued: 2019",
            'issued: 2019 is not a date; it looks like 2019-07-11, or a year in quotes: "2019".',
        ),
        ('issued: "2019-13"', "issued: '2019-13' is no day of the calendar."),
        (
            'issued: "٢٠١٩"',
            "issued: '٢٠١٩' is not a date; it looks like 2019-07-11, or a year in quotes: \"2019\".",
        ),
        ("URL: https://example.org/a?b=c", ""),
        (
            'URL: "javascript:alert(1)"',
            "URL: 'javascript:alert(1)' is not an address; it looks like https://….",
        ),
        ("container-title: A journal", ""),
        ("container_title: A journal", "The key 'container_title' is not known here."),
    ],
)
def test_identifiers_are_checked_for_their_form(folder: Folder, line: str, message: str) -> None:
    folder.source("paper", more=line)
    assert [found.message for found in folder.problems()] == ([message] if message else [])


# Whole files


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("studies/trial.yml", "keys and values"),
        ("sources/paper.yml", "keys and values"),
        ("site.yml", "keys and values"),
        ("facts.yml", "`id:` lines, each with its record beneath"),
        ("vocabulary/designs.yml", "`id:` lines, each with its record beneath"),
    ],
)
def test_a_list_at_the_top_of_a_file_is_told(folder: Folder, path: str, expected: str) -> None:
    folder.write(path, "# a remark\n- one\n- two\n")
    (problem,) = folder.problems()
    assert (problem.code, problem.path) == ("wrong-type", f"evidence/{path}")
    assert (problem.line, problem.column) == (2, 1)
    assert "a list" in problem.message
    assert problem.expected == expected


def test_a_list_of_searches_is_not_a_mapping(folder: Folder) -> None:
    folder.write("searches.yml", "one: {id: x}\n")
    (problem,) = folder.problems()
    assert (problem.message, problem.expected) == (
        "The file holds keys at its top.",
        "a list: each record after `- `",
    )


def test_a_record_of_a_list_is_called_by_its_number(folder: Folder) -> None:
    folder.write("searches.yml", "- words\n")
    (problem,) = folder.problems()
    assert problem.message == "Entry 1: 'words' does not belong here."


def test_an_empty_term_is_called_by_its_id(folder: Folder) -> None:
    folder.write("vocabulary/assessors.yml", "central: {label: Central, definition: Blinded.}\nlocal:\n")
    (problem,) = folder.problems()
    assert problem.message == "local: an empty value does not belong here."
    assert (problem.line, problem.column) == (2, 7)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder: Folder) -> None:
    text = card(results="[{endpoint: survival, median: {new: x}}]")
    plain = [text.encode(), text.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + text.encode()]
    found = []
    for content in plain:
        folder.write("studies/trial.yml", content)
        found.append(folder.told())
    assert found == [[("wrong-value", f"{STUDY}:13:46")]] * 3


def test_line_ends_of_old_computers_are_line_ends(folder: Folder) -> None:
    folder.write("studies/trial.yml", card().replace("\n", "\r").encode())
    assert folder.told() == []


def test_a_topic_with_windows_line_ends_and_a_byte_order_mark_is_read(folder: Folder) -> None:
    folder.write("topics/topic.md", b"\xef\xbb\xbf---\r\ntitle: A topic\r\n---\r\nWords.\r\n")
    assert folder.corpus().evidence.topics["topic"].body == "Words."


def test_a_file_that_is_no_text_says_in_which_line(folder: Folder) -> None:
    folder.write("studies/trial.yml", b"name: TRIAL\ntitle: M\xfcller\n")
    assert folder.told() == [("not-text", f"{STUDY}:2:1")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("studies/My Trial.yml", "The name My Trial.yml is not in kebab-case."),
        ("studies/trial_2.yml", "The name trial_2.yml is not in kebab-case."),
        ("studies/trial.yaml", "The file trial.yaml does not end in .yml."),
        ("topics/notes.txt", "The file notes.txt does not end in .md."),
    ],
)
def test_the_name_of_a_file_is_its_id(folder: Folder, name: str, message: str) -> None:
    folder.write(name, "x: 1\n")
    (problem,) = [found for found in folder.problems() if found.code == "file-name"]
    assert (problem.message, problem.path) == (message, f"evidence/{name}")


def test_hidden_files_and_the_licence_are_passed_over(folder: Folder) -> None:
    folder.write("studies/.trial.yml.swp", b"\x00\xff")
    folder.write("studies/LICENSE", "text")
    assert folder.told() == []


def test_a_folder_with_the_name_of_a_card_cannot_be_opened(folder: Folder) -> None:
    (folder.root / "studies" / "folder.yml").mkdir()
    assert folder.told() == [("unreadable-file", "evidence/studies/folder.yml:1:1")]


def test_without_the_folder_there_is_one_problem(folder: Folder) -> None:
    reading = read(folder.root / "nowhere")
    assert [found.code for found in reading.problems] == ["missing-folder"]
    assert check(build(reading.evidence)) == ()


def test_the_site_needs_its_names(folder: Folder) -> None:
    (folder.root / "site.yml").unlink()
    assert folder.told() == [("missing-file", "evidence/site.yml:1:1")]


def test_one_broken_card_hides_no_other(folder: Folder) -> None:
    folder.card(name="no")
    folder.card(id_="second", status="publishd")
    assert folder.told() == [
        ("wrong-value", "evidence/studies/second.yml:4:9"),
        ("ambiguous-yaml", f"{STUDY}:1:7"),
    ]


# Topics


def test_a_topic_without_front_matter(folder: Folder) -> None:
    folder.write("topics/topic.md", "# A topic\n")
    assert folder.told() == [("front-matter", "evidence/topics/topic.md:1:1")]


def test_keys_of_a_topic_have_the_lines_of_the_file(folder: Folder) -> None:
    folder.topic(keys="short: Short\nordr: 3\n")
    assert folder.told() == [("unknown-key", "evidence/topics/topic.md:4:1")]


def test_blanks_after_the_dashes_do_no_harm(folder: Folder) -> None:
    folder.write("topics/topic.md", "---  \ntitle: A topic\n--- \nWords.\n")
    assert folder.corpus().evidence.topics["topic"].body == "Words."


def test_a_narrative_under_a_key_is_refused_and_not_dropped(folder: Folder) -> None:
    folder.topic(keys="body: Words\n")
    assert folder.told() == [("unknown-key", "evidence/topics/topic.md:3:1")]


def test_a_rule_of_dashes_in_the_narrative_ends_nothing(folder: Folder) -> None:
    folder.topic("One.\n\n---\n\nTwo.\n")
    assert folder.corpus().evidence.topics["topic"].body == "One.\n\n---\n\nTwo."


def test_a_problem_in_the_narrative_has_the_line_of_the_file(folder: Folder) -> None:
    folder.write("topics/topic.md", "---\ntitle: A topic\n---\n\nOne.\n\nTwo {{ fact('none') }} and 20 Gy.\n")
    assert folder.told() == [
        ("bad-call", "evidence/topics/topic.md:7:5"),
        ("bare-number", "evidence/topics/topic.md:7:28"),
    ]


# Any text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*CARD, "results", "subsets", "risk_of_bias", "years"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
            ),
            max_leaves=6,
        ),
    )
)
def test_any_data_gives_a_record_or_problems(data: dict[str, object]) -> None:
    document, _ = parse("name: x", "x.yml")
    found = validate(Study, document, data)
    assert isinstance(found, list)
    assert {problem.code for problem in found} <= set(CODES)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@pytest.mark.parametrize(
    "path", ["studies/trial.yml", "topics/topic.md", "vocabulary/designs.yml", "searches.yml"]
)
def test_any_bytes_are_read_without_a_traceback(folder: Folder, path: str, content: bytes) -> None:
    folder.write(path, content)
    assert all(found.line >= 1 for found in folder.problems())


def test_a_decimal_comma_is_told_from_a_wrong_key(folder: Folder) -> None:
    folder.card("- {endpoint: survival, effect: {measure: hr, value: 0,5}}")
    assert [(problem.code, problem.hint) for problem in folder.read().problems] == [
        ("unknown-key", "A decimal has a point here, not a comma: 0.5.")
    ]
