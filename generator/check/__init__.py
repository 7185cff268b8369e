"""The rules. Each has one shape: `check(corpus) -> Iterator[Problem]`, and its docstring documents its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import getdoc

from generator.check import (
    agreement,
    groups,
    judgements,
    numbers,
    provenance,
    references,
    review,
    topics,
    words,
)
from generator.printed.corpus import Corpus
from generator.problems import Problem, in_order

Rule = Callable[[Corpus], Iterator[Problem]]

RULES: dict[str, Rule] = {
    "unknown-id": references.unknown_id,
    "unknown-group": groups.unknown_group,
    "unnamed-comparison": groups.unnamed_comparison,
    "list-of-numbers": groups.list_of_numbers,
    "empty-result": groups.empty_result,
    "reserved-group": groups.reserved_group,
    "unused-source": references.unused_source,
    "source-missing": provenance.source_missing,
    "place-missing": provenance.place_missing,
    "interval-reversed": numbers.interval_reversed,
    "p-out-of-range": numbers.p_out_of_range,
    "rate-over-100": numbers.rate_over_100,
    "unit-missing": numbers.unit_missing,
    "two-in-one": numbers.two_in_one,
    "unexplained-disagreement": agreement.unexplained_disagreement,
    "needless-differs": agreement.needless_differs,
    "bare-number": words.bare_number,
    "bad-call": words.bad_call,
    "overclaiming": words.overclaiming,
    "study-outside-topic": topics.study_outside_topic,
    "study-outside-pool": topics.study_outside_pool,
    "unknown-judgement": judgements.unknown_judgement,
    "unsigned-certainty": judgements.unsigned_certainty,
    "lapsed-review": review.lapsed_review,
    "incomplete-term": topics.incomplete_term,
}


def check(corpus: Corpus) -> tuple[Problem, ...]:
    """Return what all rules find, in file order."""
    return in_order(problem for rule in RULES.values() for problem in rule(corpus))


def documentation() -> dict[str, str]:
    """Return the documentation of every rule, from its docstring."""
    return {code: getdoc(rule) or "" for code, rule in RULES.items()}
