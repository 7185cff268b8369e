"""Which two groups a result compares."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.study import Result, Study

ALL = "all"
UNCLEAR = "unclear"
FIRST = ("experimental", "exposed")
SECOND = ("control", "unexposed")


def group_ids(study: Study) -> tuple[str, ...]:
    """Return the ids that may stand where a group is named."""
    return tuple(dict.fromkeys((*study.groups, ALL, UNCLEAR)))


def group_name(study: Study, group: str) -> str:
    """Return the name of a group as readers see it."""
    if group in study.groups:
        return study.groups[group].name
    return {ALL: "All patients", UNCLEAR: "Group not stated"}.get(group, group)


def role(study: Study, group: str) -> str:
    """Return the role of a group, or an empty text."""
    found = study.groups.get(group)
    return (found.role or "") if found else ""


def named_groups(result: Result) -> tuple[str, ...]:
    """Return the groups that a result gives numbers for, in the order typed."""
    found: dict[str, None] = {}
    for statistic in (result.median, result.mean, result.rate, result.count, result.value):
        found.update(dict.fromkeys(statistic))
    return tuple(found)


def compared(study: Study, result: Result, between: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return (first, second) of a comparison: the first over, or minus, the second.

    `between` as typed comes first; then the experimental and the control group among those the
    result gives numbers for; then those of the study. More than two groups, or none, mean that
    the number belongs to no pair.
    """
    if between:
        return tuple(between)
    groups = [group for group in named_groups(result) if group not in (ALL, UNCLEAR)]
    if UNCLEAR in named_groups(result) and len(groups) < 2:
        return _pair(study, study.groups) if not groups else ()
    if len(groups) > 2:
        return _pair(study, groups)
    if len(groups) == 2:
        return _pair(study, groups) or tuple(groups)
    return _pair(study, study.groups)


def ordered_pair(study: Study, result: Result, between: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return (first, second) of an effect, or nothing where neither roles nor `between` tell their order.

    A p value may stand for any two groups; a ratio or difference must say which is over which.
    """
    pair = compared(study, result, between)
    return pair if between or (len(pair) == 2 and _pair(study, pair) == pair) else ()


def over_all(result: Result) -> tuple[str, ...]:
    """Return the groups of a p value that belongs to no pair: all those the result gives numbers for."""
    groups = tuple(group for group in named_groups(result) if group != ALL)
    return groups if len(groups) > 2 and UNCLEAR not in groups else ()


def _pair(study: Study, groups: Iterable[str]) -> tuple[str, ...]:
    first = [group for group in groups if role(study, group) in FIRST]
    second = [group for group in groups if role(study, group) in SECOND]
    return (first[0], second[0]) if len(first) == 1 and len(second) == 1 else ()
