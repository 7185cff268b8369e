"""Ids that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.base import Place, references
from generator.model.evidence import source_path, study_path, topic_path
from generator.model.study import Study
from generator.printed.comparison import group_ids, named_groups
from generator.printed.corpus import Corpus
from generator.problems import Problem
from generator.read.shape import did_you_mean

_FOLDERS = {
    "sources": ("source", "evidence/sources"),
    "studies": ("study", "evidence/studies"),
    "topics": ("topic", "evidence/topics"),
}


def unknown_id(corpus: Corpus) -> Iterator[Problem]:
    """A term, source, study or topic is named that does not exist.

    Terms live in `evidence/vocabulary/`, one file a kind; sources, studies and topics are files of
    their folders. Add the record first, or mend the spelling.
    """
    for path, at, record in _records(corpus):
        for place, ref, value in references(record, at):
            known = _known(corpus, ref.kind)
            if value not in known:
                line, column = corpus.mark(path, place)
                yield Problem(
                    "unknown-id",
                    path,
                    line,
                    column,
                    f"There is no {_noun(ref.kind)} {value!r}.",
                    _where(ref.kind),
                    did_you_mean(value, list(known)),
                )


def _records(corpus: Corpus) -> Iterator[tuple[str, Place, Any]]:
    evidence = corpus.evidence
    yield from ((study_path(id_), (), study) for id_, study in evidence.studies.items())
    yield from ((source_path(id_), (), source) for id_, source in evidence.sources.items())
    yield from ((topic_path(id_), (), topic) for id_, topic in evidence.topics.items())
    yield from (("evidence/facts.yml", (id_,), fact) for id_, fact in evidence.facts.items())
    yield from (("evidence/searches.yml", (index,), search) for index, search in enumerate(evidence.searches))
    for kind, terms in evidence.vocabulary.items():
        yield from ((f"evidence/vocabulary/{kind}.yml", (id_,), term) for id_, term in terms.items())


def _known(corpus: Corpus, kind: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (
        getattr(corpus.evidence, kind) if kind in _FOLDERS else corpus.evidence.vocabulary.get(kind, {})
    )
    return found


def _noun(kind: str) -> str:
    return _FOLDERS[kind][0] if kind in _FOLDERS else f"term in {kind}"


def _where(kind: str) -> str:
    return (
        f"the name of a file in {_FOLDERS[kind][1]}/"
        if kind in _FOLDERS
        else f"a term of evidence/vocabulary/{kind}.yml"
    )


def unknown_group(corpus: Corpus) -> Iterator[Problem]:
    """A result names a group or subset that the card does not declare.

    Groups and subsets are declared once, under `groups:` and `subsets:`; `all` (everyone) and
    `unclear` (the source does not say) are always there.
    """
    for study_id, study in corpus.evidence.studies.items():
        groups = group_ids(study)
        for place, name, known in _named(study, groups):
            if name not in known:
                what = "subset" if known is not groups and place[-1] == "subset" else "group"
                yield corpus.problem(
                    study_id,
                    place,
                    "unknown-group",
                    f"The card declares no {what} {name!r}.",
                    ", ".join(known) or "no subset is declared",
                    did_you_mean(name, list(known)),
                )


def _named(study: Study, groups: tuple[str, ...]) -> Iterator[tuple[Place, str, tuple[str, ...]]]:
    subsets = tuple(study.subsets)
    for id_, group in study.groups.items():
        if group.of:
            yield ("groups", id_, "of"), group.of, groups
    for id_, subset in study.subsets.items():
        if subset.of:
            yield ("subsets", id_, "of"), subset.of, (*groups, *subsets)
    for index, result in enumerate(study.results):
        at: Place = ("results", index)
        for statistic in ("median", "mean", "rate", "count", "value"):
            yield from (((*at, statistic, name), name, groups) for name in getattr(result, statistic))
        if result.subset:
            yield (*at, "subset"), result.subset, subsets
        if result.in_:
            yield (*at, "in"), result.in_, groups
        if result.effect and result.effect.between:
            yield from (((*at, "effect", "between"), name, groups) for name in result.effect.between)
        if result.p:
            yield from (((*at, "p", "between"), name, groups) for name in result.p.between)
    for index, block in enumerate(study.characteristics):
        for label, cells in block.rows.items():
            yield from ((("characteristics", index, "rows", label, name), name, groups) for name in cells)


def unnamed_comparison(corpus: Corpus) -> Iterator[Problem]:
    """An effect does not say which two groups it compares.

    It is the experimental (or exposed) over the control (or unexposed) group. Where a card has more
    than one of either, or none, `between: [first, second]` names them.
    """
    for study_id, rows in corpus.rows.items():
        for row in rows:
            if row.place[-1:] == ("effect",) and len(row.groups) != 2:
                yield corpus.problem(
                    study_id,
                    row.place,
                    "unnamed-comparison",
                    "It is not plain which two groups this effect compares.",
                    "between: [first, second]",
                    "Name the two groups, the first over the second.",
                )


def list_of_numbers(corpus: Corpus) -> Iterator[Problem]:
    """A group has more than one number for the same statistic.

    A list is allowed under `unclear` only, where a source prints numbers without saying whose they are.
    """
    for study_id, study in corpus.evidence.studies.items():
        for index, result in enumerate(study.results):
            for statistic in ("median", "mean", "rate", "count", "value"):
                for name, numbers in getattr(result, statistic).items():
                    if len(numbers) > 1 and name != "unclear":
                        yield corpus.problem(
                            study_id,
                            ("results", index, statistic, name),
                            "list-of-numbers",
                            f"{name} has {len(numbers)} numbers here.",
                            "one number a group",
                            "Write one result for each, or put them under `unclear`.",
                        )


def empty_result(corpus: Corpus) -> Iterator[Problem]:
    """A result holds neither a number nor a finding."""
    for study_id, study in corpus.evidence.studies.items():
        for index, result in enumerate(study.results):
            if not (named_groups(result) or result.effect or result.p or result.factors or result.finding):
                yield corpus.problem(
                    study_id,
                    ("results", index),
                    "empty-result",
                    "This result says nothing.",
                    "median, mean, rate, count, value, effect, p, factors or finding",
                    "Fill it in or delete it.",
                )


def unused_source(corpus: Corpus) -> Iterator[Problem]:
    """A source is recorded that no card, fact or search uses (a warning)."""
    used = {
        value
        for _, _, record in _records(corpus)
        for _, ref, value in references(record)
        if ref.kind == "sources"
    }
    for id_, source in corpus.evidence.sources.items():
        if id_ not in used and not source.primary_for:
            yield Problem(
                "unused-source",
                source_path(id_),
                1,
                1,
                f"Nothing uses the source {id_!r}.",
                "a card with `source: " + id_ + "`",
                "Use it or delete it.",
                severity="warning",
            )
