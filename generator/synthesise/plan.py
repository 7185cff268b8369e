"""The pool that a question declares: which of each trial's results stands in it."""

from __future__ import annotations

from generator.model.records import PoolPlan
from generator.printed.comparison import FIRST, SECOND
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import is_adjusted, time_key
from generator.synthesise.candidates import Candidate, LeftOut, candidate
from generator.synthesise.derivations import results
from generator.synthesise.pooling import Pool, pool
from generator.synthesise.random_effects import Estimator

_EFFECTS = ("hr", "or", "rr", "difference")


def pool_plan(corpus: Corpus, plan: PoolPlan, estimator: Estimator = "reml") -> Pool:
    """Return the declared pool. Every study of the plan is in it: pooled, beside it, or left out with the reason."""
    found = [_of_study(corpus, plan, study) for study in plan.studies if study in corpus.evidence.studies]
    return pool(
        corpus.evidence,
        [item for item in found if isinstance(item, Candidate)],
        [item for item in found if isinstance(item, LeftOut)],
        estimator,
    )


def _of_study(corpus: Corpus, plan: PoolPlan, study: str) -> Candidate | LeftOut:
    fitting = [
        (row, bare)
        for rows in results(corpus, study)
        for row in rows
        if _fits(corpus, plan, row)
        for bare in (next((each for each in rows if each.statistic == "p" and not each.factor), None),)
    ]
    if not fitting:
        return LeftOut(study, "no effect of this endpoint on the whole trial in what we read")
    row, bare = min(fitting, key=lambda pair: _rank(pair[0]))
    return candidate(corpus, row, bare)


def _fits(corpus: Corpus, plan: PoolPlan, row: Row) -> bool:
    """Say whether a row is the whole trial's effect on the plan's endpoint, as the site shows it first."""
    groups = corpus.evidence.studies[row.study].groups
    roles = {groups[group].role for group in (row.group, row.comparator) if group in groups}
    return (
        row.statistic in _EFFECTS
        and row.endpoint == plan.endpoint
        and not row.factor
        and not row.subset
        and row.method.get("by_chance") != "no"
        and row.grade == (plan.grade or "")
        and time_key(row.timepoint) == time_key(plan.timepoint or "")
        and bool(roles & set(FIRST))
        and bool(roles & set(SECOND))
        and corpus.is_headline(row)
    )


def _rank(row: Row) -> tuple[bool, bool, bool]:
    """Clinical rule 7: by intention to treat and stratified first; a printed interval before none."""
    return (
        row.method.get("analysis_set", "intention-to-treat") != "intention-to-treat",
        is_adjusted(row),
        row.bounds is None,
    )
