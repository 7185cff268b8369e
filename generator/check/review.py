"""Whether a clinician has reviewed a card, and whether it is still the card that was reviewed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from generator.model.evidence import Evidence, study_path
from generator.printed.corpus import Corpus
from generator.problems import Problem

Standing = Literal["none", "current", "lapsed"]
_DIGITS = 16


def content_hash(card: Mapping[str, Any]) -> str:
    """Return the hash of what a card says, its review apart; comments, order and layout do not count."""
    curation = card.get("curation")
    kept = (
        {key: value for key, value in curation.items() if key != "review"}
        if isinstance(curation, Mapping)
        else curation
    )
    content = json.dumps({**card, "curation": kept}, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]


def standing(evidence: Evidence, study_id: str) -> Standing:
    """Say whether a card was reviewed as it stands, reviewed before its last change, or never."""
    review = evidence.studies[study_id].curation.review
    if review is None:
        return "none"
    document = evidence.documents.get(study_path(study_id))
    same = document is not None and content_hash(document.data) == review.hash
    return "current" if same else "lapsed"


def lapsed_review(corpus: Corpus) -> Iterator[Problem]:
    """A card has changed since a clinician reviewed it, so that the review no longer holds (a warning)."""
    for id_, study in corpus.evidence.studies.items():
        if study.curation.review and standing(corpus.evidence, id_) == "lapsed":
            line, column = corpus.mark(study_path(id_), ("curation", "review"))
            yield Problem(
                "lapsed-review",
                study_path(id_),
                line,
                column,
                f"The card has changed since {study.curation.review.by} reviewed it.",
                "a card that is as it was reviewed",
                f"Ask for a new review: evidence review {id_} --by NAME",
                severity="warning",
            )
