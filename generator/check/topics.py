"""Topics and their questions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.evidence import topic_path
from generator.model.records import Term
from generator.printed.corpus import Corpus
from generator.problems import Problem


def study_outside_topic(corpus: Corpus) -> Iterator[Problem]:
    """A question uses a study whose card does not name the topic, so that the card would not lead back."""
    for id_, topic in corpus.evidence.topics.items():
        for index, question in enumerate(topic.questions):
            for key in ("studies", "context", "ongoing", "guidelines"):
                for number, study_id in enumerate(getattr(question, key)):
                    study = corpus.evidence.studies.get(study_id)
                    if study and id_ not in study.topics:
                        path = topic_path(id_)
                        line, column = corpus.mark(path, ("questions", index, key, number))
                        yield Problem(
                            "study-outside-topic",
                            path,
                            line,
                            column,
                            f"The card {study_id!r} does not name the topic {id_!r}.",
                            f"`topics: [{id_}, …]` on the card",
                            "Add the topic to the card, or drop the study here.",
                        )


def study_outside_pool(corpus: Corpus) -> Iterator[Problem]:
    """A pool names a study whose results do not count for its question, so that the page would not list it."""
    for id_, topic in corpus.evidence.topics.items():
        for index, question in enumerate(topic.questions):
            counted = {*question.studies, *question.context} if question.query is None else None
            for number, plan in enumerate(question.pools):
                for place, study_id in enumerate(plan.studies):
                    if counted is not None and study_id not in counted:
                        path = topic_path(id_)
                        at = ("questions", index, "pools", number, "studies", place)
                        line, column = corpus.mark(path, at)
                        yield Problem(
                            "study-outside-pool",
                            path,
                            line,
                            column,
                            f"The question {question.id!r} does not count the study {study_id!r}.",
                            "a study of the question's `studies`",
                            "Add it there, or drop it here.",
                        )


def incomplete_term(corpus: Corpus) -> Iterator[Problem]:
    """An endpoint lacks the keys by which its results are read, or a design its column.

    Endpoints carry `better` and `kind`; time-to-event endpoints and proportions also `event_is`, unless
    neither more nor less of a proportion is better.
    Designs carry `rank`, `column` and `randomised`.
    """
    needed = {
        "endpoints": ("better", "kind"),
        "designs": ("rank", "column", "randomised"),
        "interventions": ("kind",),
    }
    for kind, keys in needed.items():
        for id_, term in corpus.evidence.vocabulary.get(kind, {}).items():
            missing = [key for key in keys if getattr(term, key) is None]
            if _has_event(term) and term.event_is is None:
                missing.append("event_is")
            if missing:
                path = f"evidence/vocabulary/{kind}.yml"
                line, column = corpus.mark(path, (id_,), key=True)
                yield Problem(
                    "incomplete-term",
                    path,
                    line,
                    column,
                    f"The term {id_!r} lacks {', '.join(missing)}.",
                    "the keys that its neighbours have",
                    "Add them; `none` and `unknown` are answers.",
                )


def _has_event(term: Term) -> bool:
    return term.kind == "time-to-event" or (term.kind == "proportion" and term.better in ("higher", "lower"))
