"""Whether two cards describe the same patients, as far as the cards' relations say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.model.evidence import Evidence


def patients_of(evidence: Evidence, study_id: str) -> frozenset[str]:
    """Return the cards whose patients a card describes: itself, what it follows up or updates, what it pools."""
    found: set[str] = set()
    waiting = [study_id]
    while waiting:
        card = waiting.pop()
        if card not in found:
            found.add(card)
            waiting.extend(_beneath(evidence, card))
    return frozenset(found)


def share_patients(evidence: Evidence, one: str, other: str) -> bool:
    """Say whether two cards are one, have a trial in common, or are said to share patients."""
    first, second = patients_of(evidence, one), patients_of(evidence, other)
    return bool(first & second or _shared(evidence, first) & second or _shared(evidence, second) & first)


def overlapping(evidence: Evidence, studies: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield every pair of the studies that describes the same patients; a study named twice is such a pair."""
    for one, other in combinations(studies, 2):
        if share_patients(evidence, one, other):
            yield one, other


def _beneath(evidence: Evidence, study_id: str) -> tuple[str, ...]:
    study = evidence.studies.get(study_id)
    related = study.related if study else None
    return (*related.follow_up_of, *related.updates, *related.pools) if related else ()


def _shared(evidence: Evidence, studies: frozenset[str]) -> frozenset[str]:
    known = [evidence.studies[card].related for card in studies if card in evidence.studies]
    return frozenset(card for related in known for card in related.shares_patients_with)
