"""Which studies a question or a topic is about, and what can be said of them without a judge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.evidence import Evidence
from generator.model.printed import Printed
from generator.model.records import Query, Question
from generator.model.study import Study
from generator.printed.corpus import Corpus
from generator.printed.results import Shown, main_result
from generator.synthesise.direction import Reading, read_result

_UNDER_WAY = ("planned", "recruiting", "ongoing")


def topic_studies(evidence: Evidence, topic_id: str) -> list[str]:
    """Return the cards that name a topic, randomised designs first."""
    return by_design(evidence, (id_ for id_, study in evidence.studies.items() if topic_id in study.topics))


def by_design(evidence: Evidence, ids: Iterable[str]) -> list[str]:
    """Put studies in the order of their designs' ranks, then of their names."""

    def rank(id_: str) -> tuple[int, str]:
        study = evidence.studies[id_]
        return evidence.term("designs", study.design).rank or 999, study.name.lower()

    return sorted(ids, key=rank)


def question_studies(evidence: Evidence, question: Question) -> list[str]:
    """Return the studies whose results answer a question: those named, and those its query finds."""
    named = [id_ for id_ in question.studies if id_ in evidence.studies]
    found = [
        id_ for id_, study in evidence.studies.items() if question.query and matches(study, question.query)
    ]
    return by_design(evidence, dict.fromkeys([*named, *found]))


def matches(study: Study, query: Query) -> bool:
    """Say whether a study has one of the terms of every key that the query gives."""
    given = {term for group in study.groups.values() for term in group.interventions}
    keys = ((query.topics, set(study.topics)), (query.designs, {study.design}), (query.interventions, given))
    return all(not wanted or set(wanted) & has for wanted, has in keys)


def under_way(study: Study) -> bool:
    """Say whether a study has not reported yet, as far as was read."""
    return study.status in _UNDER_WAY


def is_randomised(evidence: Evidence, study_id: str) -> bool:
    """Say whether a study's design counts as randomised."""
    return bool(evidence.term("designs", evidence.studies[study_id].design).randomised)


def is_single_arm(evidence: Evidence, study_id: str) -> bool:
    """Say whether a study has one group by design: whatever ratio is printed for it compares no tested groups."""
    return evidence.term("designs", evidence.studies[study_id].design).column == "single-arm"


def counts(study: Study) -> bool:
    """Say whether a study may be counted: no bundle of unnamed studies, and surely not another card's study."""
    return not study.trial.bundle and not study.related.same_as_maybe


@dataclass(frozen=True)
class Profile:
    """What needs no judge: how many studies, patients, printed intervals, how long followed, how many notices."""

    randomised: int
    others: int
    patients: int
    intervals: int
    follow_up: str
    notices: int
    left_out: int


def profile(corpus: Corpus, ids: Sequence[str]) -> Profile:
    """Return the profile of studies with results. Patients are summed over randomised trials with a printed number."""
    evidence = corpus.evidence
    reported = [id_ for id_ in ids if not under_way(evidence.studies[id_])]
    counted = [id_ for id_ in reported if counts(evidence.studies[id_])]
    randomised = [id_ for id_ in counted if is_randomised(evidence, id_)]
    follow = [value for id_ in counted for value in _follow_up(corpus, id_)]
    return Profile(
        randomised=len(randomised),
        others=len(counted) - len(randomised),
        patients=sum(_lung_patients(corpus, id_) for id_ in randomised),
        intervals=sum(_has_interval(corpus, id_) for id_ in counted),
        follow_up=str(max(follow, key=lambda value: value.number or 0)) if follow else "",
        notices=sum(len(corpus.notices(id_)) for id_ in reported),
        left_out=len(reported) - len(counted),
    )


def _lung_patients(corpus: Corpus, study_id: str) -> int:
    population = corpus.evidence.studies[study_id].population
    if corpus.evidence.mixes_cancers(study_id) and population.nsclc_n is None:
        own = [
            number.exact
            for id_, number in population.cancers.items()
            if number is not None
            and number.exact is not None
            and not corpus.evidence.term("histologies", id_).elsewhere
        ]
        return int(sum(own))
    for value in (population.nsclc_n, population.randomised, population.enrolled, population.analysed):
        if value is not None and value.exact is not None:
            return int(value.exact)
    for endpoint in ("patients-randomised", "patients-enrolled"):
        for row in corpus.rows[study_id]:
            if row.endpoint == endpoint and row.group == "all" and row.value and row.value.exact is not None:
                return int(row.value.exact)
    return _arms(corpus, study_id)


def _arms(corpus: Corpus, study_id: str) -> int:
    """Return the patients of the arms together, where each arm's number is printed and none is part of another."""
    arms = [
        group
        for group in corpus.evidence.studies[study_id].groups.values()
        if group.role in ("experimental", "control") and not group.of
    ]
    sizes = [group.n.exact for group in arms if group.n is not None and group.n.exact is not None]
    return int(sum(sizes)) if len(sizes) == len(arms) > 1 else 0


def _has_interval(corpus: Corpus, study_id: str) -> bool:
    return any(row.ci_kind == "confidence" and row.comparator for row in corpus.rows[study_id])


def _follow_up(corpus: Corpus, study_id: str) -> list[Printed]:
    rows = [
        row
        for row in corpus.rows[study_id]
        if row.endpoint == "follow-up" and row.statistic == "median" and row.unit == "months"
    ]
    found = [row.value for row in rows if row.value and row.value.exact is not None]
    return found + [
        result.maturity.follow_up_months
        for result in corpus.evidence.studies[study_id].results
        if result.maturity.follow_up_months and result.maturity.follow_up_months.exact is not None
    ]


def follow_up(corpus: Corpus, study_id: str) -> str:
    """Return a study's longest median follow-up in months as printed, or an empty text."""
    found = _follow_up(corpus, study_id)
    return str(max(found, key=lambda value: value.number or 0)) if found else ""


def main_reading(corpus: Corpus, study_id: str) -> tuple[Shown | None, Reading | None]:
    """Return the result that stands for a study, and its direction and precision where one is given."""
    item = main_result(corpus, study_id)
    return item, read_result(corpus.evidence, item.rows) if item else None
