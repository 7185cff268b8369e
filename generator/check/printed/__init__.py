"""Checks of printed numbers against themselves, as questions to their sources.

Each rule has one shape, `check(corpus) -> Iterator[Look]`: a look names the numbers that were held against each
other, and carries a question where they do not fit. So what a rule looked at and what it asked come from
one walk. A rule's docstring is its documentation. Two grades follow statcheck (Nuijten et al., Behav Res
Methods 2016;48:1205): numbers differ, or they differ and the verdict on no difference would change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from inspect import getdoc

from generator.check.printed import (
    count_over_group,
    dates_in_order,
    difference_against_values,
    direction_against_medians,
    dose_against_fractions,
    dose_plausible,
    estimate_outside_interval,
    grim,
    groups_against_total,
    identical_estimates,
    interval_asymmetric,
    interval_scale,
    median_against_rate,
    p_against_interval,
    p_words,
    percent_against_count,
    shares_over_100,
)
from generator.check.printed.question import Grade, Look, Question
from generator.printed.corpus import Corpus
from generator.printed.results import Shown
from generator.printed.rows import Row

__all__ = (
    "GRADES",
    "RULES",
    "Asked",
    "Grade",
    "Look",
    "Question",
    "Tally",
    "ask",
    "documentation",
    "questions_of",
)

Rule = Callable[[Corpus], Iterator[Look]]

RULES: dict[str, Rule] = {
    "estimate-outside-interval": estimate_outside_interval.check,
    "interval-asymmetric": interval_asymmetric.check,
    "interval-scale": interval_scale.check,
    "p-against-interval": p_against_interval.check,
    "p-words": p_words.check,
    "direction-against-medians": direction_against_medians.check,
    "difference-against-values": difference_against_values.check,
    "median-against-rate": median_against_rate.check,
    "identical-estimates": identical_estimates.check,
    "percent-against-count": percent_against_count.check,
    "count-over-group": count_over_group.check,
    "groups-against-total": groups_against_total.check,
    "shares-over-100": shares_over_100.check,
    "grim": grim.check,
    "dose-against-fractions": dose_against_fractions.check,
    "dose-plausible": dose_plausible.check,
    "dates-in-order": dates_in_order.check,
}

GRADES: dict[Grade, str] = {
    "differs": "The printed numbers do not fit each other",
    "verdict": "They do not fit, and what they say about no difference would change",
}


@dataclass(frozen=True)
class Tally:
    """How far a rule reached: numbers looked at, comparisons made, questions left."""

    numbers: int
    looks: int
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Asked:
    """All questions of all rules, worked out once for pages and exports."""

    tallies: Mapping[str, Tally]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of the rules and then of the cards."""
        return tuple(question for tally in self.tallies.values() for question in tally.questions)

    @cached_property
    def _by_row(self) -> Mapping[int, tuple[Question, ...]]:
        found: dict[int, list[Question]] = {}
        for question in self.questions:
            for row in question.rows:
                found.setdefault(id(row), []).append(question)
        return {key: tuple(questions) for key, questions in found.items()}

    def of(self, row: Row) -> tuple[Question, ...]:
        """Return the questions that a row of this corpus is part of."""
        return self._by_row.get(id(row), ())

    def of_study(self, study_id: str) -> tuple[Question, ...]:
        """Return the questions about one card, those whose verdict would change first."""
        mine = (question for question in self.questions if question.study == study_id)
        return tuple(sorted(mine, key=lambda question: question.grade != "verdict"))

    def codes(self, row: Row) -> frozenset[str]:
        """Return the codes of the rules that question a row, for the flags of the exports."""
        return frozenset(question.code for question in self.of(row))


def ask(corpus: Corpus) -> Asked:
    """Run all rules; what one rule asks in the same words of two places of a card is one question."""
    return Asked({code: _tally(tuple(rule(corpus))) for code, rule in RULES.items()})


def questions_of(asked: Asked, what: Row | Shown) -> tuple[Question, ...]:
    """Return the questions about a row, or about any row of a result, each once."""
    rows = what.rows if isinstance(what, Shown) else (what,)
    return tuple(dict.fromkeys(question for row in rows for question in asked.of(row)))


def documentation() -> dict[str, str]:
    """Return the documentation of every rule, from its docstring."""
    return {code: getdoc(rule) or "" for code, rule in RULES.items()}


def _tally(looks: tuple[Look, ...]) -> Tally:
    numbers = {(found.study, number) for found in looks for number in found.numbers}
    asked = (found.question for found in looks if found.question is not None)
    return Tally(len(numbers), len(looks), _merged(asked))


def _merged(asked: Iterable[Question]) -> tuple[Question, ...]:
    found: dict[tuple[str, str, str], Question] = {}
    for question in asked:
        key = (question.study, question.about, question.sentence)
        first = found.get(key)
        rows = tuple(dict.fromkeys((*first.rows, *question.rows))) if first else ()
        found[key] = replace(first, rows=rows) if first else question
    return tuple(found.values())
