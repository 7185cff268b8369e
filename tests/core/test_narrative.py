"""Sentences and the figures they pull from cards."""

import warnings

import pytest
from evidence_folder import Folder
from hypothesis import example, given
from hypothesis import strategies as st

from generator.printed.figures import Figure, NoFigure, find
from generator.printed.narrative import FUNCTIONS, BadCall, Call, calls, parts, plain
from generator.printed.same import SOFT

SHAPE = "it is not of the form name('…', key='…')"
ONLY = "only study(…), figure(…) and fact(…) stand between {{ and }}"


def call(text: str) -> Call:
    (found,) = calls("{{ " + text + " }}")
    assert isinstance(found, Call)
    return found


def reason(text: str) -> str:
    (found,) = calls(text)
    assert isinstance(found, BadCall)
    return found.reason


# Calls


def test_a_call_with_its_options() -> None:
    found = call("figure('trial', 'survival', statistic=\"median\", groups=['new', 'old'])")
    assert (found.name, found.arguments) == ("figure", ("trial", "survival"))
    assert found.options == {"statistic": "median", "groups": ("new", "old")}


def test_a_sentence_is_parted_in_order() -> None:
    text = "Alive {{ figure('survival') }} in {{study('trial')}}."
    found = list(parts(text))
    assert [part if isinstance(part, str) else part.text.partition("(")[0] for part in found] == [
        "Alive ",
        "figure",
        " in ",
        "study",
        ".",
    ]
    assert [part.offset for part in calls(text)] == [6, 34]
    assert plain(text) == "Alive … in …."


def test_a_call_may_run_over_a_line() -> None:
    assert call("figure('trial',\n  'survival')").arguments == ("trial", "survival")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ __import__('os').system('x') }}", ONLY),
        ("{{ figure.__class__('x') }}", ONLY),
        ("{{ eval('1') }}", ONLY),
        ("{{ 'figure' }}", ONLY),
        ("{{ lambda: 0 }}", ONLY),
        ("{{ figure }}", ONLY),
        ("{{ figure(__import__('os')) }}", "every word belongs in quotes"),
        ("{{ figure(survival) }}", "every word belongs in quotes"),
        ("{{ figure(f'{x}') }}", "every word belongs in quotes"),
        ("{{ figure(*['a']) }}", "every word belongs in quotes"),
        ("{{ figure({[]}) }}", "every word belongs in quotes"),
        ("{{ figure(9**9**9) }}", "every word belongs in quotes"),
        ("{{ figure(5) }}", "only texts in quotes and lists of them may stand here"),
        ("{{ figure('a', groups=[1]) }}", "only texts in quotes and lists of them may stand here"),
        ("{{ figure('a', **{'x': 'y'}) }}", "only texts in quotes and lists of them may stand here"),
        ("{{ figure() }}", "figure takes 1 or 2 texts in quotes"),
        ("{{ figure('a', 'b', 'c') }}", "figure takes 1 or 2 texts in quotes"),
        ("{{ figure(['a']) }}", "figure takes 1 or 2 texts in quotes"),
        ("{{ study('a', 'b') }}", "study takes 1 texts in quotes"),
        ("{{ fact('a', x='b') }}", "fact knows no x=; it knows no options"),
        ("{{ study('a', at='b') }}", "study knows no at=; it knows text"),
        ("{{ figure('a', at='b', at='c') }}", "an option stands twice"),
        ("{{ figure(‘survival’) }}", SHAPE),
        ("{{ figure('survival) }}", SHAPE),
        ("{{ }}", SHAPE),
        ("{{}}", SHAPE),
        ("{{ figure('a') figure('b') }}", SHAPE),
        ("{{ x = 1 }}", SHAPE),
        ("{{ " + "-" * 50_000 + "1 }}", SHAPE),
        ("{{ " + "(" * 300 + "1" + ")" * 300 + " }}", SHAPE),
        ("{{ " + "a." * 450 + "b }}", ONLY),
    ],
)
def test_what_may_not_stand_between_the_braces(text: str, why: str) -> None:
    assert reason(text) == why


def test_half_a_call_is_no_plain_text() -> None:
    assert reason("Alive {{ figure('survival').") == "a {{ or }} stands without its other half"
    assert reason("Alive figure('survival') }}.") == "a {{ or }} stands without its other half"


def test_braces_in_braces_are_told_and_never_run() -> None:
    found = calls("{{ {{ figure('survival') }} }}")
    assert found
    assert all(isinstance(part, BadCall) for part in found)


def test_a_dictionary_that_ends_in_two_braces_is_told() -> None:
    assert all(isinstance(part, BadCall) for part in calls("{{ figure({'a': {'b': 'c'}}) }}"))


@given(
    st.text()
    | st.text(st.sampled_from("{}()[]'\"figure,=*\\ \n\x00-.:"), max_size=40).map("{{{{ {} }}}}".format)
)
@example("{{ figure('\\d') }}")
@example("{{ figure('a\x00') }}")
def test_any_sentence_can_be_parted(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = list(parts(text))
    assert "".join(part for part in found if isinstance(part, str)) in (
        text,
        plain(text).replace("…", ""),
    ) or calls(text)


def test_figures_know_every_field_that_tells_results_apart() -> None:
    assert set(SOFT) <= FUNCTIONS["figure"][1]


# Figures

RESULTS = """
    - endpoint: survival
      median: {new: 15.9, old: 7.6}
      effect: {measure: hr, value: 0.66, p: 0.16}
    - endpoint: survival
      timepoint: 1 year
      rate: {new: 60, old: 40}
    - endpoint: survival
      subset: young
      median: {new: 20.0, old: 9.0}
    - endpoint: survival
      source: review
      at: Table 1
      median: {new: 15.8, old: 7.6}
      differs: The review rounds.
    - endpoint: response
      rate: {new: 36, old: 18}
      p: 0.07
    - endpoint: response
      finding: Better in both.
    - endpoint: toxicity
      grade: ">=3"
      rate: {new: 5, old: 6}
    - endpoint: toxicity
      grade: "5"
      rate: {new: 1, old: 0}
    """


@pytest.fixture
def full(folder: Folder) -> Folder:
    folder.source("review", "review", "")
    folder.card(RESULTS, subsets="{young: {name: Young}}")
    return folder


def look(folder: Folder, text: str, study: str | None = "trial") -> Figure | NoFigure:
    corpus = folder.corpus()
    return find(corpus.evidence, corpus.same["trial"], call(text), study)


def values(folder: Folder, text: str) -> list[str]:
    found = look(folder, text)
    assert isinstance(found, Figure), found
    return [str(row.value) for row in found.estimates]


def nothing(folder: Folder, text: str, study: str | None = "trial") -> NoFigure:
    found = look(folder, text, study)
    assert isinstance(found, NoFigure), found
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("figure('survival', statistic='median')", ["15.9", "7.6"]),
        ("figure('trial', 'survival', statistic='median')", ["15.9", "7.6"]),
        ("figure('survival', timepoint='1 year')", ["60", "40"]),
        ("figure('survival', at='12 months')", ["60", "40"]),
        ("figure('survival', subset='young')", ["20.0", "9.0"]),
        ("figure('survival', statistic='median', groups='new')", ["15.9"]),
        ("figure('survival', statistic='median', groups=['old', 'new'])", ["15.9", "7.6"]),
        ("figure('survival', statistic='median', source='review')", ["15.8", "7.6"]),
        ("figure('response')", ["36", "18"]),
        ("figure('toxicity', grade='5')", ["1", "0"]),
    ],
)
def test_a_figure_finds_its_numbers(full: Folder, text: str, expected: list[str]) -> None:
    assert values(full, text) == expected


def test_a_figure_has_the_effect_of_its_own_result(full: Folder) -> None:
    found = look(full, "figure('survival', statistic='median')")
    assert isinstance(found, Figure)
    assert found.effect is not None
    assert (str(found.effect.value), found.p) == ("0.66", None)


def test_a_figure_has_a_bare_p_where_there_is_no_effect(full: Folder) -> None:
    found = look(full, "figure('response')")
    assert isinstance(found, Figure)
    assert found.p is not None
    assert str(found.p.p_value) == "0.07"


def test_one_group_has_no_effect_beside_it(full: Folder) -> None:
    found = look(full, "figure('survival', statistic='median', groups='new')")
    assert isinstance(found, Figure)
    assert (found.effect, found.p) == (None, None)


def test_more_than_one_match_lists_the_candidates(full: Folder) -> None:
    assert nothing(full, "figure('toxicity')") == NoFigure(
        "more than one result fits",
        (
            "statistic='rate', grade='>=3', groups='new', source='paper'",
            "statistic='rate', grade='5', groups='new', source='paper'",
        ),
    )


def test_candidates_can_be_told_apart_by_what_tells_results_apart(folder: Folder) -> None:
    folder.card(
        """
        - endpoint: survival
          median: {new: 6, old: 3}
          method: {assessor: central}
        - endpoint: survival
          median: {new: 7, old: 4}
          method: {assessor: local}
        - endpoint: survival
          median: {new: 8, old: 5}
          method: {assessor: local}
          maturity: {cutoff: 2026-01-01}
        """
    )
    found = nothing(folder, "figure('survival')")
    assert len(set(found.candidates)) == len(found.candidates) > 1
    assert values(folder, "figure('survival', assessor='central')") == ["6", "3"]


def test_an_endpoint_that_is_not_there_names_those_that_are(full: Folder) -> None:
    assert (
        nothing(full, "figure('relief')").reason
        == "trial has no such result for 'relief'; its endpoints are patients, response, survival, toxicity"
    )


def test_options_that_fit_nothing(full: Folder) -> None:
    assert (
        nothing(full, "figure('survival', subset='old')").reason
        == "no result of trial for 'survival' fits all that is given"
    )
    assert nothing(full, "figure('survival', timepoint='52 weeks')").reason.startswith("no result")


def test_outside_a_card_a_figure_names_its_study(full: Folder) -> None:
    assert nothing(full, "figure('survival')", None).reason == "it does not name its study"


def test_the_p_over_three_groups_is_not_that_of_two(folder: Folder) -> None:
    folder.card(
        """
        - endpoint: survival
          median: {a: 1, b: 2, c: 3}
          p: 0.01
        """,
        groups="{a: {name: A}, b: {name: B}, c: {name: C}}",
    )
    two = look(folder, "figure('survival', groups=['a', 'b'])")
    three = look(folder, "figure('survival')")
    assert isinstance(two, Figure)
    assert isinstance(three, Figure)
    assert (len(two.estimates), two.p) == (2, None)
    assert (len(three.estimates), three.p is not None) == (3, True)


def test_counts_stand_for_both_groups_where_a_percentage_stands_for_one(folder: Folder) -> None:
    folder.card(
        """
        - endpoint: toxicity
          rate: {new: {percent: 4.5, count: 3}, old: {count: 0}}
        - endpoint: response
          rate: {new: {percent: 50, count: 5}, old: {percent: 20, count: 2}}
        """
    )
    assert values(folder, "figure('toxicity')") == ["3", "0"]
    assert values(folder, "figure('response')") == ["50", "20"]


def test_a_regimen_of_one_group(folder: Folder) -> None:
    folder.card(
        groups="""
            new: {name: New, role: experimental, radiotherapy: [{dose_gy: 24, fractions: 3}]}
            old: {name: Old, role: control, radiotherapy: [{dose_gy: 20}]}
            """
    )
    assert values(folder, "figure('total-dose', groups='new')") == ["24"]
    assert nothing(folder, "figure('total-dose')").reason == "more than one result fits"


def test_a_retracted_number_is_printed_only_where_its_source_is_named(folder: Folder) -> None:
    folder.source("paper", more="notices: [{kind: retraction, text: Withdrawn., seen_on: 2026-01-02}]")
    assert isinstance(look(folder, "figure('survival')"), NoFigure)
    assert values(folder, "figure('survival', source='paper')") == ["15.9", "7.6"]
