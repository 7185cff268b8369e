"""Sentences: their numbers come from cards, and answers claim no more than was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model.base import Place
from generator.model.evidence import study_path, topic_path
from generator.printed.corpus import Corpus
from generator.printed.figures import NoFigure, find
from generator.printed.narrative import BadCall, Call, calls, plain
from generator.problems import Problem
from generator.read.shape import did_you_mean

_NUMBER = r"\d+(?:[.,]\d+)?"
_BARE = re.compile(
    rf"{_NUMBER}\s*(?:%|per\s?cent\b|months?\b|weeks?\b|Gy\b|fractions?\b)"
    rf"|\b(?:HR|OR|RR|CI|p|P|n|N)\s*(?:of|was|[=<>≤≥:,])?\s*{_NUMBER}"
)
_ALLOWED = re.compile(r"grade\s+\d(?:\s*(?:–|-|to|or)\s*\d)?|PD-L1\s*[≥<>]=?\s*\d+\s*%")
_REFUSED = (
    "significant",
    "significantly",
    "trend",
    "promising",
    "proven",
    "confirms",
    "confirm",
    "demonstrates",
    "demonstrate",
    "superior",
    "effective",
    "safe",
    "well tolerated",
    "synergy",
    "should",
    "recommended",
    "no difference",
    "no effect",
    "equivalent",
    "failed",
)
_GRADE_WORDS = ("may", "probably", "likely", "very uncertain")


class Sentence(NamedTuple):
    """A text that a person wrote: its file and place, the card it stands in, and whether it is an answer."""

    path: str
    place: Place
    text: str
    study: str | None
    answer: bool


def sentences(corpus: Corpus) -> Iterator[Sentence]:
    """Yield the summaries of cards, the answers and the narratives of topics."""
    for id_, study in corpus.evidence.studies.items():
        if study.summary:
            yield Sentence(study_path(id_), ("summary",), study.summary, id_, False)
    for id_, topic in corpus.evidence.topics.items():
        path = topic_path(id_)
        if topic.summary:
            yield Sentence(path, ("summary",), topic.summary, None, True)
        for index, question in enumerate(topic.questions):
            yield Sentence(path, ("questions", index, "answer"), question.answer, None, True)
            for number, gap in enumerate(question.gaps):
                yield Sentence(path, ("questions", index, "gaps", number), gap, None, False)
        if topic.body:
            yield Sentence(path, ("body",), topic.body, None, False)


def bare_number(corpus: Corpus) -> Iterator[Problem]:
    """A sentence holds a result's number that does not come from a card.

    In summaries, answers and narratives a digit with %, months, weeks, Gy or fractions, or after HR,
    OR, RR, CI, p or n, is written by `{{ figure(…) }}` or `{{ fact(…) }}`. "1–4 metastases",
    "grade 3" and "PD-L1 ≥ 50%" may stand.
    """
    for sentence in sentences(corpus):
        for match in _BARE.finditer(_ALLOWED.sub("…", plain(sentence.text))):
            yield _problem(
                corpus,
                sentence,
                "bare-number",
                f"The number {match[0]!r} stands in the sentence itself.",
                "{{ figure('study', 'endpoint') }}",
                "Let the card print it, so that it keeps its source.",
            )


def bad_call(corpus: Corpus) -> Iterator[Problem]:
    """A `{{ … }}` in a sentence cannot be understood, or names a study, fact or result that is not there."""
    for sentence in sentences(corpus):
        for call in calls(sentence.text):
            reason = _reason(corpus, sentence, call)
            if reason:
                yield _problem(
                    corpus, sentence, "bad-call", f"{{{{ {call.text} }}}}: {reason[0]}.", reason[1], reason[2]
                )


def _reason(corpus: Corpus, sentence: Sentence, call: Call | BadCall) -> tuple[str, str, str] | None:
    evidence = corpus.evidence
    if isinstance(call, BadCall):
        return call.reason, "", ""
    if call.name == "fact":
        return _unless(call.arguments[0], list(evidence.facts), "fact")
    study = call.arguments[0] if call.name == "study" or len(call.arguments) == 2 else sentence.study
    if study is not None and study not in evidence.studies:
        return _unless(study, list(evidence.studies), "study")
    if call.name == "study":
        return None
    found = find(evidence, corpus.same.get(study or "", ()), call, study)
    if isinstance(found, NoFigure):
        return (
            found.reason,
            " | ".join(found.candidates),
            "Add what tells it apart." if found.candidates else "",
        )
    return None


def _unless(id_: str, known: list[str], noun: str) -> tuple[str, str, str] | None:
    return None if id_ in known else (f"there is no {noun} {id_!r}", "", did_you_mean(id_, known))


def overclaiming(corpus: Corpus) -> Iterator[Problem]:
    """An answer uses a word that claims more than was read.

    Refused are verdicts (significant, superior, effective, safe, proven, trend, "no difference" …),
    advice (should, recommended), and, while certainty is not assessed, the words that GRADE reserves
    for assessed certainty (may, probably, likely).
    """
    for sentence in sentences(corpus):
        if sentence.answer:
            text = plain(sentence.text)
            for word in (*_REFUSED, *_GRADE_WORDS):
                if re.search(rf"\b{word}\b", text, re.IGNORECASE):
                    yield _problem(
                        corpus,
                        sentence,
                        "overclaiming",
                        f"The word {word!r} does not belong in an answer.",
                        "comparison, population, outcome, size with interval, what is not known",
                        "Report what was measured; the methods page shows how answers are worded.",
                    )


def _problem(
    corpus: Corpus, sentence: Sentence, code: str, message: str, expected: str, hint: str
) -> Problem:
    line, column = corpus.mark(sentence.path, sentence.place)
    return Problem(code, sentence.path, line, column, message, expected, hint)
