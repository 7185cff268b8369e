"""Finds the one result that a `figure(…)` names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.base import Place
from generator.model.evidence import Evidence
from generator.printed.narrative import Call
from generator.printed.rows import Row
from generator.printed.same import SOFT, Same, is_retracted, time_key

_EFFECTS = ("hr", "or", "rr", "difference")


@dataclass(frozen=True)
class Figure:
    """The rows that one figure shows: the groups' numbers, then the effect or the bare p."""

    study: str
    estimates: tuple[Row, ...]
    effect: Row | None
    p: Row | None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows shown."""
        return (*self.estimates, *(row for row in (self.effect, self.p) if row is not None))


@dataclass(frozen=True)
class NoFigure:
    """Why a figure cannot be shown, with the candidates where there is more than one."""

    reason: str
    candidates: tuple[str, ...] = ()


def find(evidence: Evidence, same: Sequence[Same], call: Call, study_id: str | None) -> Figure | NoFigure:
    """Return the figure of a call; `same` holds the results of the study, `study_id` the card it stands in."""
    endpoint = call.arguments[-1]
    if study_id is None:
        return NoFigure("it does not name its study")
    rows = [row for group in same for row in _candidates(evidence, group, call) if row.endpoint == endpoint]
    if not rows:
        known = sorted({row.endpoint for group in same for row in group.rows})
        return NoFigure(
            f"{study_id} has no such result for {endpoint!r}; its endpoints are {', '.join(known) or 'none'}"
        )
    rows = [row for row in rows if _matches(row, call)]
    if not rows:
        return NoFigure(f"no result of {study_id} for {endpoint!r} fits all that is given")
    return _one(study_id, rows, call)


def _candidates(evidence: Evidence, group: Same, call: Call) -> tuple[Row, ...]:
    """Numbers of a retracted source are printed only where the sentence names that source."""
    if "source" in call.options:
        return group.rows
    return () if is_retracted(evidence, group.headline) else (group.headline,)


def _matches(row: Row, call: Call) -> bool:
    options = call.options
    if "statistic" in options and row.statistic not in (options["statistic"], *_EFFECTS, "p"):
        return False
    for key in ("subset", "factor", "grade"):
        wanted = options.get(key, "")
        of_result = key != "grade" and row.result is not None
        if (wanted or of_result) and getattr(row, key) != wanted:
            return False
    if not all(_method_matches(row, key, options[key]) for key in ("analysis", *SOFT) if key in options):
        return False
    if "source" in options and row.origin.source != options["source"]:
        return False
    return _time_matches(row, options.get("timepoint", options.get("at", ""))) and _groups_match(row, call)


def _method_matches(row: Row, key: str, wanted: str | tuple[str, ...]) -> bool:
    stated = row.method.get(key, "")
    return wanted in ((row.analysis, stated) if key == "analysis" else (stated,))


def _time_matches(row: Row, wanted: str | tuple[str, ...]) -> bool:
    if not wanted or isinstance(wanted, tuple):
        return True
    return time_key(row.timepoint) == time_key(wanted)


def _groups_match(row: Row, call: Call) -> bool:
    groups = call.options.get("groups") or call.options.get("between")
    if not groups:
        return True
    wanted = {groups} if isinstance(groups, str) else set(groups)
    return set(row.groups or (row.group,)) - {""} <= wanted


def _one(study_id: str, rows: list[Row], call: Call) -> Figure | NoFigure:
    results: dict[Place, list[Row]] = {}
    for row in rows:
        results.setdefault(row.place[:2], []).append(row)
    chosen = [found for found in results.values() if _has_statistic(found, call)]
    if not chosen:
        return NoFigure(f"no result of {study_id} for {rows[0].endpoint!r} has that statistic")
    if len(chosen) > 1:
        return NoFigure("more than one result fits", tuple(describe(found[0]) for found in chosen))
    mine = chosen[0]
    statistics = list(dict.fromkeys(row.statistic for row in mine if _is_estimate(row)))
    if len(statistics) > 1:
        rates = [name for name in statistics if name != "count"]
        statistics = sorted(rates or statistics, key=lambda name: -_groups(mine, name))
        if _groups(mine, "count") > _groups(mine, statistics[0]):
            statistics = ["count"]
    estimates = tuple(row for row in mine if row.statistic in statistics[:1])
    effect = next((row for row in mine if row.statistic in _EFFECTS), None)
    bare = next((row for row in mine if row.statistic == "p"), None)
    return Figure(study_id, estimates, effect, bare if effect is None or effect.p_value is None else None)


def _groups(rows: Sequence[Row], statistic: str) -> int:
    """Return of how many groups a statistic is printed: a number of one arm alone would mislead."""
    return len({row.group for row in rows if row.statistic == statistic})


def _has_statistic(found: Sequence[Row], call: Call) -> bool:
    """Say whether a result has the statistic asked for, or else any number: a finding in words is no figure."""
    wanted = call.options.get("statistic")
    return any(row.statistic == wanted if wanted else row.statistic != "finding" for row in found)


def _is_estimate(row: Row) -> bool:
    return row.statistic not in (*_EFFECTS, "p", "finding")


def describe(row: Row) -> str:
    """Return what tells a candidate apart, in the words that figure() takes."""
    options = {
        "statistic": row.statistic,
        "timepoint": row.timepoint,
        "grade": row.grade,
        "subset": row.subset,
        "factor": row.factor,
        "analysis": row.analysis or row.method.get("analysis", ""),
        "groups": row.group,
        "source": row.origin.source or "",
        **{key: row.method.get(key, "") for key in SOFT},
    }
    return ", ".join(f"{key}={value!r}" for key, value in options.items() if value)
