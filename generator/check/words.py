"""Sentences: their numbers come from cards, and answers claim no more than was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.check.references import unread
from generator.model.base import Place
from generator.model.evidence import study_path, topic_path
from generator.model.records import Question
from generator.printed.corpus import Corpus
from generator.printed.figures import NoFigure, find
from generator.printed.narrative import BadCall, Call, calls, plain
from generator.problems import Problem
from generator.read.shape import did_you_mean
from generator.read.text import shown

_NUMBER = r"(?:\d+(?:[.,·]\d+)?|[.·]\d+)"
_BARE = re.compile(
    rf"{_NUMBER}\s*(?:%|per\s?cent\b|months?\b|weeks?\b|Gy\b|fractions?\b)"
    rf"|\b(?:HR|OR|RR|CI|p|P|n|N|[Rr]atio)(?:\s*(?:\bof\b|\bwas\b|[=<>≤≥:,])\s*|\s+){_NUMBER}"
)
"""A letter that touches its digit is a name (stage N2, p53)."""
_ALLOWED = re.compile(
    r"[Gg]rades?\s+\d(?:\s*(?:–|-|to|or)\s*\d)?|PD-L1\s*(?:[≥≤<>]=?\s*)?\d+(?:\s*[–-]\s*\d+)?\s*%"
)
_REFUSED = (
    r"significant(?:ly)?",
    r"trends?",
    r"promising",
    r"prove[ns]?",
    r"confirm(?:s|ed)?",
    r"demonstrate[sd]?",
    r"superior",
    r"effective",
    r"safe",
    r"well[\s-]tolerated",
    r"synergy",
    r"should",
    r"recommend(?:s|ed)?",
    r"no difference",
    r"no effect",
    r"equivalent",
    r"failed",
    r"(?:\w+) of (?:the )?(?:\w+ ){1,2}favou?r(?:s|ed)?",
    r"standard of care(?![^.;]*\b(?:19|20)\d\d\b)",
)
_GRADE_WORDS = (r"may(?!\s+\d)", r"probably", r"likely", r"very uncertain")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


class Sentence(NamedTuple):
    """A text that a person wrote: its file and place, the card it stands in, and whether it is an answer.

    `assessed` says that a named person judged the certainty of an outcome it answers for.
    """

    path: str
    place: Place
    text: str
    study: str | None
    answer: bool
    assessed: bool = False


def sentences(corpus: Corpus) -> Iterator[Sentence]:
    """Yield the summaries of cards, the answers and the narratives of topics."""
    for id_, study in corpus.evidence.studies.items():
        if study.summary:
            yield Sentence(study_path(id_), ("summary",), study.summary, id_, False)
    for id_, topic in corpus.evidence.topics.items():
        path = topic_path(id_)
        if topic.summary:
            yield Sentence(
                path, ("summary",), topic.summary, None, True, any(map(_assessed, topic.questions))
            )
        for index, question in enumerate(topic.questions):
            place = ("questions", index, "answer")
            yield Sentence(path, place, question.answer, None, True, _assessed(question))
            for number, gap in enumerate(question.gaps):
                yield Sentence(path, ("questions", index, "gaps", number), gap, None, False)
        if topic.body:
            yield Sentence(path, ("body",), topic.body, None, False)


def _assessed(question: Question) -> bool:
    return any(outcome.certainty != "not assessed" for outcome in question.outcomes)


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
                sentence.text.find(match[0]),
            )


def bad_call(corpus: Corpus) -> Iterator[Problem]:
    """A `{{ … }}` in a sentence cannot be understood, or names a study, fact or result that is not there."""
    for sentence in sentences(corpus):
        for call in calls(sentence.text):
            reason = _reason(corpus, sentence, call)
            if reason:
                message = f"{{{{ {shown(call.text)} }}}}: {reason[0]}."
                yield _problem(corpus, sentence, "bad-call", message, reason[1], reason[2], call.offset)


def _reason(corpus: Corpus, sentence: Sentence, call: Call | BadCall) -> tuple[str, str, str] | None:
    evidence = corpus.evidence
    if isinstance(call, BadCall):
        return call.reason, "", ""
    if call.name == "fact":
        return _unless(corpus, call.arguments[0], evidence.facts, "fact")
    study = call.arguments[0] if call.name == "study" or len(call.arguments) == 2 else sentence.study
    if study is not None and study not in evidence.studies:
        return _unless(corpus, study, evidence.studies, "study")
    if call.name == "study":
        return None
    found = find(evidence, corpus.same.get(study or "", ()), call, study)
    if isinstance(found, NoFigure):
        if found.candidates and _rests_on_unknown(corpus, study or ""):
            return None
        return (
            found.reason,
            " | ".join(found.candidates),
            "Add what tells it apart." if found.candidates else "",
        )
    return None


def _rests_on_unknown(corpus: Corpus, study: str) -> bool:
    """Say whether a source of a card cannot be read: which of its numbers leads is then not known, and reported there."""
    return any(row.origin.source not in corpus.evidence.sources for row in corpus.rows.get(study, ()))


def _unless(corpus: Corpus, id_: str, known: Mapping[str, object], noun: str) -> tuple[str, str, str] | None:
    """Say that an id leads nowhere, unless its record is there and has problems of its own."""
    if id_ in known or unread(corpus, {"fact": "facts", "study": "studies"}[noun], id_):
        return None
    return f"there is no {noun} {id_!r}", "", did_you_mean(id_, list(known))


def overclaiming(corpus: Corpus) -> Iterator[Problem]:
    """An answer uses a word that claims more than was read.

    Refused are verdicts (significant, superior, effective, safe, proven, trend, "no difference" …),
    advice (should, recommended), counts of trials that favour something, a standard of care without
    its year, and, while certainty is not assessed, the words that GRADE reserves for assessed certainty
    (may, probably, likely). What stands in double quotes is another's wording and may stand.
    """
    for sentence in sentences(corpus):
        if sentence.answer:
            refused = _REFUSED if sentence.assessed else (*_REFUSED, *_GRADE_WORDS)
            text = _QUOTED.sub("…", plain(sentence.text))
            for match in re.finditer(rf"\b(?:{'|'.join(refused)})\b", text, re.IGNORECASE):
                yield _problem(
                    corpus,
                    sentence,
                    "overclaiming",
                    f"The words {match[0]!r} do not belong in an answer."
                    if " " in match[0]
                    else f"The word {match[0]!r} does not belong in an answer.",
                    "comparison, population, outcome, size with interval, what is not known",
                    "Report what was measured; the methods page shows how answers are worded.",
                )


def _problem(
    corpus: Corpus, sentence: Sentence, code: str, message: str, expected: str, hint: str, offset: int = 0
) -> Problem:
    """Return a problem of a sentence: in a topic's narrative at its line, else where the sentence begins."""
    line, column = corpus.mark(sentence.path, sentence.place)
    if sentence.place == ("body",):
        before = sentence.text[: max(offset, 0)]
        line, column = line + before.count("\n"), len(before) - before.rfind("\n")
    return Problem(code, sentence.path, line, column, message, expected, hint)
