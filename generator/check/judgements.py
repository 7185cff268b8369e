"""Judgements of persons: each is of its tool's words, and nobody's judgement stands without a name and a day."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.evidence import topic_path
from generator.model.records import Outcome
from generator.model.study import Bias
from generator.printed.corpus import Corpus
from generator.problems import Problem

JUDGEMENTS: dict[str, tuple[str, ...]] = {
    "RoB 2": ("low", "some concerns", "high"),
    "ROBINS-I": ("low", "moderate", "serious", "critical", "no information"),
    "AMSTAR 2": ("high", "moderate", "low", "critically low"),
    "AGREE II": ("recommended", "recommended with modifications", "not recommended"),
}
"""The overall judgements of each tool: RoB 2 (BMJ 2019;366:l4898), ROBINS-I (BMJ 2016;355:i4919), AMSTAR 2 (of
confidence; BMJ 2017;358:j4008), AGREE II (of the guideline's use; CMAJ 2010;182:E839)."""


def unknown_judgement(corpus: Corpus) -> Iterator[Problem]:
    """A risk of bias is judged in words that its tool does not have.

    RoB 2 knows low, some concerns and high; ROBINS-I low, moderate, serious, critical and no information; AMSTAR 2
    high, moderate, low and critically low; AGREE II recommended, recommended with modifications and not recommended.
    """
    for id_, study in corpus.evidence.studies.items():
        for index, bias in enumerate(judged(study.risk_of_bias)):
            known = JUDGEMENTS[bias.tool]
            if bias.judgement not in known:
                yield corpus.problem(
                    id_,
                    ("risk_of_bias", index, "judgement"),
                    "unknown-judgement",
                    f"{bias.tool} has no judgement {bias.judgement!r}.",
                    ", ".join(known),
                    "Write the overall judgement in the tool's own words.",
                )


def unsigned_certainty(corpus: Corpus) -> Iterator[Problem]:
    """A certainty is stated without the name of the person who judged it, the day or, below high, the reasons."""
    for id_, topic in corpus.evidence.topics.items():
        for number, question in enumerate(topic.questions):
            for index, outcome in enumerate(question.outcomes):
                missing = unsigned(outcome)
                if missing:
                    path = topic_path(id_)
                    line, column = corpus.mark(path, ("questions", number, "outcomes", index))
                    yield Problem(
                        "unsigned-certainty",
                        path,
                        line,
                        column,
                        f"The certainty about {outcome.endpoint!r} lacks {' and '.join(missing)}.",
                        "certainty_by: a person's name, certainty_date: a day, certainty_reasons: a list",
                        'Add them, or write "not assessed".',
                    )


def unsigned(outcome: Outcome) -> list[str]:
    """Return the keys that a stated certainty lacks."""
    if outcome.certainty == "not assessed":
        return []
    needed = {"certainty_by": outcome.certainty_by, "certainty_date": outcome.certainty_date}
    if outcome.certainty != "high":
        needed["certainty_reasons"] = ", ".join(outcome.certainty_reasons)
    return [key for key, value in needed.items() if not value]


def judged(risk_of_bias: str | tuple[Bias, ...]) -> tuple[Bias, ...]:
    """Return the judgements that persons made; none where it was not assessed."""
    return () if isinstance(risk_of_bias, str) else risk_of_bias
