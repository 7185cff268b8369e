"""No card, however it is mangled, brings a traceback: only problems, or pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from evidence_folder import Folder, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check import check
from generator.model.base import references
from generator.printed.corpus import build
from generator.printed.results import group_tables, main_result, shown
from generator.read.load import read
from generator.synthesise.direction import read_result

CARD = """\
name: TRIAL
title: A trial of one treatment
design: randomised
status: published
source: paper
at: Abstract
population: {summary: Adults, enrolled: 92, cancers: {adenocarcinoma: 50}, flow: [{label: Excluded, n: 16}]}
topics: [topic]
groups:
  new: {name: New, role: experimental, n: 36, interventions: [drug], drug_doses: {drug: 250 mg daily}}
  old: {name: Old, role: control, n: 40, radiotherapy: [{technique: sbrt, dose_gy: {median: 24, range: [20, 30]}, fractions: 3}]}
subsets: {young: {name: Young, of: new, n: 12}}
results:
  - endpoint: survival
    median: {new: {value: 15.9, ci: [7.1, NR]}, old: 7.6, unclear: [1, 2]}
    effect: {measure: hr, value: 0.66, ci: [0.37, 1.18], p: "<0.001", between: [new, old]}
    method: {endpoint_role: primary, assessor: central}
  - endpoint: survival
    at: Table 2
    median: {new: 17.6}
    differs: A slip.
  - endpoint: response
    timepoint: 12 weeks
    rate: {new: {count: 13, of: 36, percent: 36}, old: 18}
    p: {value: 0.07, between: [new, old]}
  - endpoint: survival
    in: new
    factors: {Male vs female: {hr: 0.37, p: NS, analysis: [univariable, multivariable]}}
    finding: Sex mattered.
characteristics:
  - {label: Sex, p: 0.3, rows: {Male: {new: {count: 20, percent: 55.6}, old: 21}}}
risk_of_bias: [{tool: RoB 2, judgement: low, by: A. Person, date: 2026-01-02}]
summary: >-
  Longer by {{ figure('survival', statistic='median', groups=['new', 'old'], at='') }}; {{ study('trial') }}.
curation: {added: 2026-01-02, by: [project]}
"""

WORDS = st.sampled_from(
    [
        "new",
        "old",
        "all",
        "unclear",
        "young",
        "NR",
        "NA",
        "NS",
        "<0.5",
        "'<0.5'",
        "'>=99999999999999999999'",
        "0",
        "-1",
        "1.5",
        "0.000000000000001",
        "999999999999999",
        "~",
        "[]",
        "{}",
        "[1]",
        "[a,b]",
        "{a:",
        "b}",
        '""',
        "''",
        "between:",
        "value:",
        "ci:",
        "range:",
        "p:",
        "in:",
        "of:",
        "survival",
        "response",
        "{{",
        "}}",
        "\n",
        "\n\n",
        "#",
    ]
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A folder that the examples of one test write their card into, one after the other."""
    return make(tmp_path_factory.mktemp("any") / "evidence")


def all_steps(root: Path) -> Iterator[object]:
    """Go through every step that a page needs."""
    reading = read(root)
    corpus = build(reading.evidence)
    yield from (*reading.problems, *check(corpus), *corpus.disagreements)
    for id_, study in corpus.evidence.studies.items():
        found = shown(corpus, id_)
        yield from (*references(study), *group_tables(found, list(study.groups)), main_result(corpus, id_))
        yield from (read_result(corpus.evidence, item.rows) for item in found)


def test_the_card_itself_is_right(shared: Folder) -> None:
    shared.write("studies/trial.yml", CARD)
    assert shared.told() == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_card_with_a_word_put_in_or_lines_taken_out(shared: Folder, data: st.DataObject) -> None:
    text = CARD
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 1, 3, 8, 60])))
        text = text[:start] + data.draw(WORDS | st.just("")) + text[end:]
    shared.write("studies/trial.yml", text.encode())
    assert list(all_steps(shared.root)) is not None


TOKENS = CARD.replace("{", " { ").replace("}", " } ").replace(",", " , ").split(" ")
VALUES = [index for index, token in enumerate(TOKENS) if token.strip(" \n{},[]").replace(".", "").isalnum()]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(VALUES), WORDS), min_size=1, max_size=3))
def test_a_card_with_another_word_in_its_place(shared: Folder, changes: list[tuple[int, str]]) -> None:
    tokens = list(TOKENS)
    for index, word in changes:
        tokens[index] = word
    shared.write("studies/trial.yml", " ".join(tokens).encode())
    assert list(all_steps(shared.root)) is not None
