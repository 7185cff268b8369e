"""Pooled estimates: which studies may stand in one, and why a pool is refused.

The rules hold for effects that a question declares to be of one comparison; whether two comparisons are the
same is the curator's word and never the program's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.model.evidence import Evidence
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.synthesise.candidates import Candidate, LeftOut, gather
from generator.synthesise.overlap import overlapping
from generator.synthesise.random_effects import Estimator, Fit, fit, leave_one_out

FEWEST = 3

RULES = {
    "together": "Only randomised comparisons of one endpoint and one kind of effect are pooled: never hazard ratios with odds or"
    " risk ratios, adjusted with unadjusted effects, subgroups with whole trials, mixed cancers with one cancer, or results whose"
    " stated assessor, criteria, analysis set, starting point, line of treatment, state of disease or drivers differ.",
    "patients": "Nothing is pooled while two of the studies describe the same patients: a follow-up, an update, a pooled analysis"
    " with its own trials, or cards that say they share patients. Cards that may be the same study as another, and citations"
    " of unnamed studies, are left out.",
    "few": "Fewer than three trials with usable intervals are shown without a pooled estimate.",
    "sensitivity": "A study under an open notice and an interval that we derived stand outside the main estimate, in sensitivity"
    " analyses that are shown only beside a main one. A retracted study stands in none.",
    "method": "Random effects, the variance between trials by restricted maximum likelihood with its interval by Q-profile; the"
    " 95% interval by Hartung and Knapp, never narrower than the plain one; from five trials on a prediction interval.",
}
"""The rules as the site prints them."""


@dataclass(frozen=True)
class Sensitivity:
    """The estimate with studies that the main one leaves out."""

    label: str
    added: tuple[Candidate, ...]
    fit: Fit


@dataclass(frozen=True)
class Pool:
    """Studies shown together, and their pooled estimate where the rules allow one.

    `main` is None where `refused` says why. `beside` are the studies kept for sensitivity analyses, `left_out`
    those with no usable effect or in no pool at all; both are always listed. `without` holds the main
    estimate without each trial in turn, by study, where at least three trials remain.
    """

    trials: tuple[Candidate, ...]
    beside: tuple[Candidate, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    refused: str = ""
    main: Fit | None = None
    sensitivity: tuple[Sensitivity, ...] = ()
    without: tuple[tuple[str, Fit], ...] = ()


def pool_rows(corpus: Corpus, rows: Iterable[Row], estimator: Estimator = "reml") -> Pool:
    """Return the pool of some effects, one a study."""
    found, left_out = gather(corpus, rows)
    return pool(corpus.evidence, found, left_out, estimator)


def pool(
    evidence: Evidence,
    found: Sequence[Candidate],
    left_out: Sequence[LeftOut] = (),
    estimator: Estimator = "reml",
) -> Pool:
    """Return the pool of candidates; one that is refused says why and still lists its studies."""
    trials = tuple(item for item in found if not item.derived and not item.notice)
    beside = tuple(item for item in found if item.derived or item.notice)
    shown = Pool(trials, beside, tuple(left_out), refusal(evidence, found) or _too_few(trials))
    return shown if shown.refused else _pooled(shown, estimator)


def refusal(evidence: Evidence, found: Sequence[Candidate]) -> str:
    """Return why these studies may not be pooled, however many they are, or an empty text."""
    names = {item.study: item.name for item in found}
    pairs = [
        f"{names[one]} and {names[other]}"
        for one, other in overlapping(evidence, [item.study for item in found])
    ]
    if pairs:
        return "the same patients would count twice: " + "; ".join(pairs)
    return next((reason for check, reason in _APART if check(found)), "")


def _too_few(trials: Sequence[Candidate]) -> str:
    if len(trials) >= FEWEST:
        return ""
    return f"fewer than three trials have a usable printed interval ({len(trials)})"


def _pooled(shown: Pool, estimator: Estimator) -> Pool:
    trials, beside = shown.trials, shown.beside
    effects, errors = _numbers(trials)
    enough = len(trials) > FEWEST
    left = leave_one_out(effects, errors, estimator) if enough else ()
    kinds: tuple[tuple[str, Callable[[Candidate], bool]], ...] = (
        ("with studies under notice", lambda item: bool(item.notice) and not item.derived),
        ("with derived intervals", lambda item: item.derived and not item.notice),
        ("with both", lambda item: True),
    )
    chosen = [(label, tuple(item for item in beside if wanted(item))) for label, wanted in kinds]
    distinct = {added: label for label, added in reversed(chosen) if added}
    return Pool(
        trials,
        beside,
        shown.left_out,
        main=fit(effects, errors, estimator),
        sensitivity=tuple(
            Sensitivity(label, added, fit(*_numbers((*trials, *added)), estimator))
            for label, added in chosen
            if added and distinct[added] == label
        ),
        without=tuple((item.study, each) for item, each in zip(trials, left, strict=False)),
    )


def _numbers(trials: Sequence[Candidate]) -> tuple[list[float], list[float]]:
    return [item.effect.estimate for item in trials], [item.effect.error for item in trials]


def _mixes(key: Callable[[Candidate], object]) -> Callable[[Sequence[Candidate]], bool]:
    return lambda found: len({key(item) for item in found}) > 1


def _states_apart(key: Callable[[Candidate], str]) -> Callable[[Sequence[Candidate]], bool]:
    return lambda found: len({key(item) for item in found} - {""}) > 1


def _drivers_apart(found: Sequence[Candidate]) -> bool:
    stated = [item.drivers for item in found if item.drivers]
    return any(not one & other for one in stated for other in stated)


_APART: tuple[tuple[Callable[[Sequence[Candidate]], bool], str], ...] = (
    (_mixes(lambda item: item.randomised), "randomised and other comparisons are never pooled"),
    (lambda found: not all(item.randomised for item in found), "only randomised comparisons are pooled"),
    (_mixes(lambda item: item.effect.measure), "the effects are of different kinds"),
    (_mixes(lambda item: item.same), "the endpoints, grades or timepoints differ"),
    (_mixes(lambda item: item.row.unit), "the effects have different units"),
    (_mixes(lambda item: item.model), "adjusted, unadjusted and competing-risk effects are never pooled"),
    (_mixes(lambda item: bool(item.row.subset)), "subgroups are never pooled with whole trials"),
    (_mixes(lambda item: item.mixed), "trials of several cancers are never pooled with those of one"),
    (_states_apart(lambda item: item.stated("assessor")), "the assessors differ"),
    (_states_apart(lambda item: item.stated("criteria")), "the criteria of assessment differ"),
    (_states_apart(lambda item: item.stated("analysis_set")), "the analysis sets differ"),
    (_states_apart(lambda item: item.stated("time_zero")), "the starting points of time differ"),
    (_states_apart(lambda item: item.line), "the lines of treatment differ"),
    (_states_apart(lambda item: item.state), "the states of disease differ"),
    (_drivers_apart, "the drivers of the disease differ"),
)
"""What keeps studies apart, each with the reason that readers see; the first that holds is given."""
