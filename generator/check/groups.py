"""Groups, subsets, and what results say of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.base import Place
from generator.model.study import Estimate, Result, Study
from generator.printed.comparison import UNCLEAR, group_ids
from generator.printed.corpus import Corpus
from generator.printed.rows import NUMBER_STATISTICS
from generator.problems import Problem
from generator.read.shape import did_you_mean


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
                    key=place[-1] == name,
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
        for statistic in NUMBER_STATISTICS:
            yield from (((*at, statistic, name), name, groups) for name in getattr(result, statistic))
        if result.subset:
            yield (*at, "subset"), result.subset, subsets
        if result.in_:
            yield (*at, "in"), result.in_, groups
        if result.effect and result.effect.between:
            pair = enumerate(result.effect.between)
            yield from (((*at, "effect", "between", number), name, groups) for number, name in pair)
        if result.p:
            several = enumerate(result.p.between)
            yield from (((*at, "p", "between", number), name, groups) for number, name in several)
    for index, block in enumerate(study.characteristics):
        for label, cells in block.rows.items():
            yield from ((("characteristics", index, "rows", label, name), name, groups) for name in cells)


def unnamed_comparison(corpus: Corpus) -> Iterator[Problem]:
    """An effect does not say which two groups it compares.

    It is the experimental (or exposed) over the control (or unexposed) group. Where a card has more
    than one of either, or none, `between: [first, second]` names them. They are two different groups.
    """
    for study_id, rows in corpus.rows.items():
        for row in rows:
            typed = row.place[2:]
            if (typed == ("effect",) and len(set(row.groups)) != 2) or (
                typed == ("p",) and len(set(row.groups)) == 1
            ):
                yield corpus.problem(
                    study_id,
                    row.place,
                    "unnamed-comparison",
                    "It is not plain which two groups this compares.",
                    "between: [first, second]",
                    "Name the two groups, the first over the second.",
                )


def list_of_numbers(corpus: Corpus) -> Iterator[Problem]:
    """A group has more than one number for the same statistic.

    A list is allowed under `unclear` only, where a source prints numbers without saying whose they are.
    """
    for study_id, study in corpus.evidence.studies.items():
        for index, result in enumerate(study.results):
            for statistic in NUMBER_STATISTICS:
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
    """A result, or one of its groups, holds neither a number nor a finding."""
    for study_id, study in corpus.evidence.studies.items():
        said = {
            row.result
            for row in corpus.rows[study_id]
            if row.value or row.p_value or row.bounds or row.finding
        }
        for index, result in enumerate(study.results):
            if index not in said:
                yield corpus.problem(
                    study_id,
                    ("results", index),
                    "empty-result",
                    "This result says nothing.",
                    "median, mean, rate, count, value, effect, p, factors or finding",
                    "Fill it in or delete it.",
                )
                continue
            for statistic, group in _blanks(result):
                yield corpus.problem(
                    study_id,
                    ("results", index, statistic, group),
                    "empty-result",
                    f"{group} has no number here.",
                    "a number, NR or NA",
                    "Fill it in, or leave the group out.",
                )


def _blanks(result: Result) -> Iterator[tuple[str, str]]:
    for statistic in NUMBER_STATISTICS:
        for group, estimates in getattr(result, statistic).items():
            if not estimates or any(_is_blank(estimate) for estimate in estimates):
                yield statistic, group


def _is_blank(estimate: Estimate) -> bool:
    return not any(
        (estimate.value, estimate.percent, estimate.count, estimate.ci, estimate.range, estimate.iqr)
    )


def reserved_group(corpus: Corpus) -> Iterator[Problem]:
    """A card declares a group `unclear`, which is always there and means that the source does not say."""
    for study_id, study in corpus.evidence.studies.items():
        if UNCLEAR in study.groups:
            yield corpus.problem(
                study_id,
                ("groups", UNCLEAR),
                "reserved-group",
                "The group 'unclear' is always there and has no name of its own.",
                "another id",
                "Rename the group, or delete it and keep its numbers under `unclear`.",
                key=True,
            )
