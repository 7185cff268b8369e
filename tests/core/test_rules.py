"""Each rule of the check: a card that breaks it, with its place and message, and one that is just right."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from evidence_folder import Folder

from generator.check import RULES, documentation
from generator.problems import Problem

CARD = "studies/trial.yml"
TOPIC = "topics/topic.md"

QUESTION = """
    questions:
      - id: one
        question: Which?
        population: Adults
        intervention: New
        comparator: Old
        outcomes: [{{endpoint: survival, importance: critical{certainty}}}]
        {key}: [{studies}]
        answer: {answer}
    """


def question(answer: str = "Not known.", key: str = "studies", studies: str = "", certainty: str = "") -> str:
    return QUESTION.format(answer=answer, key=key, studies=studies, certainty=certainty)


def pooling(studies: str, pooled: str) -> str:
    plan = f"pools: [{{endpoint: survival, comparison: New, studies: [{pooled}]}}]"
    return question(studies=studies).rstrip() + f"\n        {plan}\n    "


OTHER = """
    name: OTHER
    title: Another
    design: randomised
    status: published
    source: paper
    at: Text
    population: {summary: Adults}
    topics: [topic]
    groups: {new: {name: New, role: experimental}, old: {name: Old, role: control}}
    curation: {added: 2026-01-02, by: [project]}
    """


@dataclass(frozen=True)
class Case:
    """What is written into the folder, and what the rule says of it: `path:line:column` and message."""

    code: str
    write: Callable[[Folder], None]
    told: tuple[tuple[str, str], ...] = ()


def results(text: str, **keys: str) -> Callable[[Folder], None]:
    return lambda folder: folder.card(text, **keys)


def several(*writers: Callable[[Folder], None]) -> Callable[[Folder], None]:
    def write(folder: Folder) -> None:
        for writer in writers:
            writer(folder)

    return write


def file(path: str, text: str) -> Callable[[Folder], None]:
    return lambda folder: folder.write(path, text)


def source(id_: str, kind: str, primary_for: str = "") -> Callable[[Folder], None]:
    return lambda folder: folder.source(id_, kind, primary_for)


def topic(body: str = "", keys: str = "") -> Callable[[Folder], None]:
    return lambda folder: folder.topic(body, keys)


def broken(code: str, write: Callable[[Folder], None], *told: tuple[str, str]) -> Case:
    return Case(code, write, told)


def right(code: str, write: Callable[[Folder], None]) -> Case:
    return Case(code, write)


REVIEW = source("review", "review")
MEDIANS = "- endpoint: survival\n  median: {new: 15.9, old: 7.6}\n"
DIFFERS = "- endpoint: survival\n  source: review\n  at: Text\n  median: {new: 16.9}\n"

CASES = [
    # Ids
    broken(
        "unknown-id",
        results("- {endpoint: survivl, median: {new: 1}}"),
        (f"{CARD}:14:16", "There is no term in endpoints 'survivl'."),
    ),
    broken(
        "unknown-id",
        results(
            "", groups="{new: {name: New, interventions: [drug, drg], drug_doses: {drgu: 250 mg daily}}}"
        ),
        (f"{CARD}:9:49", "There is no term in interventions 'drg'."),
        (f"{CARD}:9:68", "There is no term in interventions 'drgu'."),
    ),
    broken(
        "unknown-id",
        results("", population="{summary: Adults, cancers: {adenocarcinom: 3}}"),
        (f"{CARD}:7:41", "There is no term in histologies 'adenocarcinom'."),
    ),
    broken(
        "unknown-id",
        results("", related="{pools: [tria]}", topics="[topc]"),
        (f"{CARD}:8:10", "There is no topic 'topc'."),
        (f"{CARD}:13:19", "There is no study 'tria'."),
    ),
    broken(
        "unknown-id",
        several(
            file(
                "searches.yml",
                """
                - {id: broken}
                - id: whole
                  date: 2026-01-02
                  where: pages
                  for: results
                  terms: [x]
                  kept: [papr]
                  by: project
                """,
            ),
        ),
        ("searches.yml:7:10", "There is no source 'papr'."),
    ),
    right(
        "unknown-id",
        results(MEDIANS, groups="{new: {name: New, drug_doses: {drug: 250 mg daily}}, old: {name: Old}}"),
    ),
    # Groups
    broken(
        "unknown-group",
        results(
            "- endpoint: survival\n  subset: yung\n  in: nwe\n  median: {nwe: 1}\n  p: {value: 0.1, between: [new, odl]}\n"
        ),
        (f"{CARD}:15:13", "The card declares no subset 'yung'."),
        (f"{CARD}:16:9", "The card declares no group 'nwe'."),
        (f"{CARD}:17:14", "The card declares no group 'nwe'."),
        (f"{CARD}:18:36", "The card declares no group 'odl'."),
    ),
    broken(
        "unknown-group",
        results("", characteristics="[{label: Sex, rows: {Male: {nwe: 3}}}]"),
        (f"{CARD}:13:46", "The card declares no group 'nwe'."),
    ),
    broken(
        "unknown-group",
        results("", subsets="{young: {name: Young, of: nwe}}"),
        (f"{CARD}:13:36", "The card declares no group 'nwe'."),
    ),
    right(
        "unknown-group",
        results(
            "- {endpoint: survival, subset: younger, median: {new: 1, all: 2, unclear: [3, 4]}}",
            subsets="{young: {name: Young, of: new}, younger: {name: Younger, of: young}}",
        ),
    ),
    broken(
        "unnamed-comparison",
        results(
            "- endpoint: survival\n  effect: {measure: hr, value: 0.7}\n",
            groups="{a: {name: A}, b: {name: B}}",
        ),
        (f"{CARD}:13:13", "It is not plain which two groups this compares."),
    ),
    broken(
        "unnamed-comparison",
        results(
            "- {endpoint: survival, effect: {measure: hr, value: 0.7, between: [new, new]}}\n"
            "- {endpoint: survival, p: {value: 0.7, between: [new]}}"
        ),
        (f"{CARD}:14:34", "It is not plain which two groups this compares."),
        (f"{CARD}:15:29", "It is not plain which two groups this compares."),
    ),
    right(
        "unnamed-comparison",
        results("- {endpoint: survival, effect: {measure: hr, value: 0.7}, factors: {effect: {hr: 1}}}"),
    ),
    right(
        "unnamed-comparison",
        results(
            "- {endpoint: survival, effect: {measure: hr, value: 0.7, between: [a, b]}}",
            groups="{a: {name: A}, b: {name: B}}",
        ),
    ),
    broken(
        "list-of-numbers",
        results("- endpoint: survival\n  median: {new: [1, 2], unclear: [1, 2]}\n"),
        (f"{CARD}:15:19", "new has 2 numbers here."),
    ),
    right("list-of-numbers", results("- {endpoint: survival, median: {unclear: [1, 2]}}")),
    broken(
        "empty-result",
        results("- endpoint: survival\n- endpoint: survival\n  effect: {measure: hr}\n"),
        (f"{CARD}:14:5", "This result says nothing."),
        (f"{CARD}:15:5", "This result says nothing."),
    ),
    broken(
        "empty-result",
        results("- endpoint: survival\n  median: {new: 1, old: }\n  rate: {new: {of: 3}}\n"),
        (f"{CARD}:15:27", "old has no number here."),
        (f"{CARD}:16:17", "new has no number here."),
    ),
    right(
        "empty-result",
        results("- {endpoint: survival, median: {new: NR}}\n- {endpoint: survival, finding: Longer.}"),
    ),
    broken(
        "reserved-group",
        results("", groups="{new: {name: New}, unclear: {name: Others}}"),
        (f"{CARD}:9:28", "The group 'unclear' is always there and has no name of its own."),
    ),
    right("reserved-group", results("", groups="{new: {name: New}, all: {name: Everyone, n: 76}}")),
    # Sources
    broken("unused-source", REVIEW, ("sources/review.yml:1:1", "Nothing uses the source 'review'.")),
    right(
        "unused-source",
        several(REVIEW, results("- {endpoint: survival, source: review, at: Text, finding: Longer.}")),
    ),
    right("unused-source", source("other", "paper", "trial")),
    broken(
        "source-missing",
        results(
            "- {endpoint: survival, median: {new: 1, old: 2}, p: 0.1}",
            source="",
            at="",
            groups="{new: {name: New}, old: {name: Old}}",
        ),
        (f"{CARD}:10:40", "This number has no source."),
    ),
    right(
        "source-missing",
        results(
            "- {endpoint: survival, median: {new: 1}, source: paper, at: Text}",
            source="",
            at="",
            groups="{new: {name: New}}",
        ),
    ),
    broken(
        "place-missing",
        several(
            REVIEW,
            results("- endpoint: survival\n  median: {new: 1}\n  source: review\n"),
        ),
        (f"{CARD}:15:19", "This number has no place in review."),
    ),
    broken(
        "place-missing",
        several(
            REVIEW,
            results(
                "",
                groups="{new: {name: New, n: 36, radiotherapy: [{dose_gy: 24}, {dose_gy: 30, source: review}]}}",
            ),
        ),
        (f"{CARD}:9:74", "This number has no place in review."),
    ),
    right(
        "place-missing",
        several(REVIEW, results("- {endpoint: survival, median: {new: 1}, source: review, at: Text}")),
    ),
    # Numbers
    broken(
        "interval-reversed",
        results(
            "- endpoint: survival\n  median: {new: {value: 9, ci: [11, 7]}}\n  effect: {measure: hr, value: 0.7, ci: [0.9, 0.5]}\n"
        ),
        (f"{CARD}:15:34", "The interval [11, 7] runs downwards."),
        (f"{CARD}:16:43", "The interval [0.9, 0.5] runs downwards."),
    ),
    right(
        "interval-reversed",
        results(
            "- {endpoint: survival, median: {new: {value: 9, ci: [7, NR]}, old: {value: 9, ci: [9, 9]}}}"
        ),
    ),
    broken(
        "rate-over-100",
        results("- {endpoint: survival, rate: {new: 380, old: 100}}"),
        (f"{CARD}:14:38", "A rate of 380% cannot be."),
    ),
    right("rate-over-100", results('- {endpoint: survival, rate: {new: 100, old: "<101"}}')),
    broken(
        "p-out-of-range",
        results(
            "- endpoint: survival\n  median: {new: 9}\n  p: 16\n- {endpoint: survival, factors: {Age: {hr: 1, p: -0.1}}}\n"
        ),
        (f"{CARD}:16:8", "p = 16 cannot be."),
        (f"{CARD}:17:52", "p = -0.1 cannot be."),
    ),
    right(
        "p-out-of-range",
        results(
            "- {endpoint: survival, median: {new: 9}, p: 1}\n- {endpoint: response, rate: {new: 9}, p: NS}"
        ),
    ),
    broken(
        "unit-missing",
        results("- endpoint: response\n  effect: {measure: difference, value: 18}\n"),
        (f"{CARD}:15:13", "This difference has no unit."),
    ),
    right(
        "unit-missing",
        results(
            "- {endpoint: response, effect: {measure: difference, value: 18, unit: percent}}\n"
            "- {endpoint: survival, median: {new: 3, old: 2}, effect: {measure: difference, value: 1}}\n"
            "- {endpoint: survival, timepoint: 1 year, unit: percent, effect: {measure: difference, value: 1}}"
        ),
    ),
    broken(
        "two-in-one",
        results("- endpoint: response\n  rate: {new: {value: 36, percent: 37, ci: [1, 2], range: [3, 4]}}\n"),
        (f"{CARD}:15:29", "value and percent stand in one place; only one can be shown."),
        (f"{CARD}:15:54", "ci and range stand in one place; only one can be shown."),
    ),
    broken(
        "two-in-one",
        results("", groups="{new: {name: New, radiotherapy: [{dose_gy: {median: 24, mean: 25}}]}}"),
        (f"{CARD}:9:65", "median and mean stand in one place; only one can be shown."),
    ),
    right(
        "two-in-one",
        results("- {endpoint: response, rate: {new: {count: 13, of: 36, percent: 36, ci: [1, 50]}}}"),
    ),
    # Agreement
    broken(
        "unexplained-disagreement",
        several(REVIEW, results(MEDIANS + DIFFERS)),
        (
            f"{CARD}:19:19",
            "survival (median) is printed differently: 16.9 in review, Text, but 15.9 in paper, Abstract.",
        ),
    ),
    right("unexplained-disagreement", several(REVIEW, results(MEDIANS + DIFFERS.replace("16.9", "16")))),
    right("unexplained-disagreement", several(REVIEW, results(MEDIANS + DIFFERS + "  differs: A slip.\n"))),
    right("unexplained-disagreement", several(REVIEW, results(MEDIANS + "  differs: A slip.\n" + DIFFERS))),
    broken(
        "needless-differs",
        results(MEDIANS + "  differs: A slip.\n"),
        (f"{CARD}:16:14", "No other result disagrees with this one."),
    ),
    right("needless-differs", several(REVIEW, results(MEDIANS + DIFFERS + "  differs: A slip.\n"))),
    # Sentences
    broken(
        "bare-number",
        results(MEDIANS, summary="Survival was 15.9 months, HR 0.66."),
        (f"{CARD}:16:10", "The number '15.9 months' stands in the sentence itself."),
        (f"{CARD}:16:10", "The number 'HR 0.66' stands in the sentence itself."),
    ),
    broken(
        "bare-number",
        topic("One.\n\nThe dose was 24 Gy\nin 3 fractions.\n"),
        (f"{TOPIC}:6:14", "The number '24 Gy' stands in the sentence itself."),
        (f"{TOPIC}:7:4", "The number '3 fractions' stands in the sentence itself."),
    ),
    right(
        "bare-number",
        topic(
            "In stage N2, 1–4 metastases, grade 3 or 4, Grade 2, PD-L1 ≥ 50%, PD-L1 1–49%, p53, phase 2,"
            " {{ figure('trial', 'survival') }}.\n"
        ),
    ),
    broken(
        "bad-call",
        results(
            MEDIANS,
            summary=">-\n  Longer: {{ figure('survial') }}, {{ study('trail') }}, {{ fact('one') }}, {{ x",
        ),
        (
            f"{CARD}:17:3",
            "{{ figure('survial') }}: trial has no such result for 'survial'; its endpoints are patients, survival.",
        ),
        (f"{CARD}:17:3", "{{ study('trail') }}: there is no study 'trail'."),
        (f"{CARD}:17:3", "{{ fact('one') }}: there is no fact 'one'."),
        (f"{CARD}:17:3", "{{ {{ }}: a {{ or }} stands without its other half."),
    ),
    broken(
        "bad-call",
        topic("See {{ figure('survival') }}.\n"),
        (f"{TOPIC}:4:5", "{{ figure('survival') }}: it does not name its study."),
    ),
    right(
        "bad-call",
        several(
            file("facts.yml", "one: {text: One in ten., source: paper, at: Text}"),
            topic(
                "See {{ figure('trial', 'survival') }}, {{ study('trial', text='this') }}, {{ fact('one') }}.\n"
            ),
        ),
    ),
    broken(
        "overclaiming",
        topic(keys="summary: New is Safe and probably superior.\n"),
        (f"{TOPIC}:3:10", "The word 'Safe' does not belong in an answer."),
        (f"{TOPIC}:3:10", "The word 'probably' does not belong in an answer."),
        (f"{TOPIC}:3:10", "The word 'superior' does not belong in an answer."),
    ),
    broken(
        "overclaiming",
        topic(
            keys=question(
                answer="2 of 3 trials favoured it, with no difference in harm; it is standard of care."
            )
        ),
        (f"{TOPIC}:11:13", "The words '2 of 3 trials favoured' do not belong in an answer."),
        (f"{TOPIC}:11:13", "The words 'no difference' do not belong in an answer."),
        (f"{TOPIC}:11:13", "The words 'standard of care' do not belong in an answer."),
    ),
    broken(
        "overclaiming",
        topic(keys=question(answer="New is superior and may help.", certainty=", certainty: low")),
        (f"{TOPIC}:11:13", "The word 'superior' does not belong in an answer."),
    ),
    right(
        "overclaiming",
        topic(
            keys=question(
                answer='It was unsafe to tell, in May 2021; a guideline of 2020 says "recommended"; standard of care in 2019 was old.'
            )
        ),
    ),
    right("overclaiming", topic(keys=question(answer="New may help.", certainty=", certainty: low"))),
    right("overclaiming", topic("The word significant may stand in a narrative.\n")),
    # Topics and terms
    broken(
        "study-outside-topic",
        several(
            file("topics/other.md", "---\ntitle: Other\n---\n"),
            topic(keys=question(key="context", studies="trial")),
            results(MEDIANS, topics="[other]"),
        ),
        (f"{TOPIC}:10:15", "The card 'trial' does not name the topic 'topic'."),
    ),
    right("study-outside-topic", topic(keys=question(studies="trial"))),
    broken(
        "study-outside-pool",
        several(
            topic(keys=pooling("trial", "trial, other")), results(MEDIANS), file("studies/other.yml", OTHER)
        ),
        (f"{TOPIC}:12:68", "The question 'one' does not count the study 'other'."),
    ),
    right(
        "study-outside-pool",
        several(
            topic(keys=pooling("trial, other", "trial, other")),
            results(MEDIANS),
            file("studies/other.yml", OTHER),
        ),
    ),
    # Judgements
    broken(
        "unknown-judgement",
        results(
            MEDIANS,
            risk_of_bias="[{tool: ROBINS-I, judgement: some concerns, by: A. Name, date: 2026-01-02}]",
        ),
        (f"{CARD}:16:44", "ROBINS-I has no judgement 'some concerns'."),
    ),
    right(
        "unknown-judgement",
        results(
            MEDIANS, risk_of_bias="[{tool: ROBINS-I, judgement: serious, by: A. Name, date: 2026-01-02}]"
        ),
    ),
    broken(
        "unsigned-certainty",
        topic(keys=question(certainty=", certainty: high, certainty_by: A. Name")),
        (f"{TOPIC}:9:16", "The certainty about 'survival' lacks certainty_date."),
    ),
    right(
        "unsigned-certainty",
        topic(
            keys=question(certainty=", certainty: high, certainty_by: A. Name, certainty_date: 2026-01-02")
        ),
    ),
    broken(
        "lapsed-review",
        results(
            MEDIANS,
            curation="{added: 2026-01-02, by: [project], review: {by: A. Name, date: 2026-01-03, hash: 0a}}",
        ),
        (f"{CARD}:12:54", "The card has changed since A. Name reviewed it."),
    ),
    right("lapsed-review", results(MEDIANS)),
    broken(
        "incomplete-term",
        file(
            "vocabulary/endpoints.yml",
            """
            survival: {label: Survival, definition: Alive., kind: time-to-event, better: higher}
            patients: {label: Patients, definition: People.}
            response: {label: Response, definition: Shrinks., kind: proportion, better: higher}
            """,
        ),
        ("vocabulary/endpoints.yml:1:1", "The term 'survival' lacks event_is."),
        ("vocabulary/endpoints.yml:2:1", "The term 'patients' lacks better, kind."),
        ("vocabulary/endpoints.yml:3:1", "The term 'response' lacks event_is."),
    ),
    broken(
        "incomplete-term",
        file("vocabulary/interventions.yml", "drug: {label: A drug, definition: Given by mouth.}"),
        ("vocabulary/interventions.yml:1:1", "The term 'drug' lacks kind."),
    ),
    right(
        "incomplete-term",
        file("vocabulary/interventions.yml", "drug: {label: A drug, definition: Given., kind: drug}"),
    ),
]

names = [f"{case.code}-{'broken' if case.told else 'right'}" for case in CASES]


def of_rule(folder: Folder, code: str) -> list[Problem]:
    return [found for found in folder.problems() if found.code == code]


@pytest.mark.parametrize("case", CASES, ids=names)
def test_a_rule(folder: Folder, case: Case) -> None:
    case.write(folder)
    found = [
        (f"{found.path.removeprefix('evidence/')}:{found.line}:{found.column}", found.message)
        for found in of_rule(folder, case.code)
    ]
    assert sorted(found) == sorted(case.told)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_card_that_breaks_it_and_one_that_is_just_right(code: str) -> None:
    assert {bool(case.told) for case in CASES if case.code == code} == {True, False}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_documented(code: str) -> None:
    assert len(documentation()[code]) > 20
    assert RULES[code].__name__ == code.replace("-", "_")


def test_the_folder_that_tests_start_from_is_right(folder: Folder) -> None:
    assert folder.problems() == ()


def test_warnings_do_not_stop_a_build(folder: Folder) -> None:
    folder.source("review", "review", "")
    assert [found.severity for found in folder.problems()] == ["warning"]


# No second report of what has problems of its own


@pytest.mark.parametrize(
    "content",
    [b"name: no\n", b"name: TRIAL\n", b"name: [\n", b"\xff\n", b"", b"- one\n"],
    ids=["ambiguous", "incomplete", "no-yaml", "no-text", "empty", "list"],
)
@pytest.mark.parametrize(
    "path",
    ["studies/trial.yml", "sources/paper.yml", "topics/topic.md", "vocabulary/designs.yml", "facts.yml"],
)
def test_a_broken_file_has_no_echo(folder: Folder, path: str, content: bytes) -> None:
    folder.source("paper", primary_for="trial")
    folder.write("facts.yml", "one: {text: One in ten., source: paper, at: Text}")
    folder.card(
        id_="other",
        summary="See {{ fact('one') }} and {{ study('trial') }}, {{ figure('trial', 'survival') }}.",
    )
    assert folder.problems() == ()
    if content == b"name: TRIAL\n" and path in ("vocabulary/designs.yml", "facts.yml"):
        content = b"randomised: {}\none: {}\n"
    folder.write(path, content if path.endswith(".yml") else b"---\n" + content + b"---\n")
    assert {found.path for found in folder.problems()} == {f"evidence/{path}"}


def test_a_broken_term_is_not_unknown_and_another_is(folder: Folder) -> None:
    folder.write(
        "vocabulary/designs.yml",
        """
        randomised: {label: Randomised}
        """,
    )
    folder.card(id_="other", design="cohort")
    assert [found.message for found in folder.problems()] == [
        "There is no term in designs 'cohort'.",
        "The key 'definition' is missing.",
    ]
