"""Finds the one result that a `figure(…)` names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.evidence import Evidence
from generator.printed.narrative import Call
from generator.printed.rows import Row
from generator.printed.same import Same, in_months

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
    rows = [row for group in same for row in _candidates(group, call) if row.endpoint == endpoint]
    if not rows:
        known = sorted({row.endpoint for group in same for row in group.rows})
        return NoFigure(
            f"{study_id} has no such result for {endpoint!r}; its endpoints are {', '.join(known) or 'none'}"
        )
    rows = [row for row in rows if _matches(row, call)]
    if not rows:
        return NoFigure(f"no result of {study_id} for {endpoint!r} fits all that is given")
    return _one(study_id, rows, call)


def _candidates(group: Same, call: Call) -> tuple[Row, ...]:
    return group.rows if "source" in call.options else (group.headline,)


def _matches(row: Row, call: Call) -> bool:
    options = call.options
    if "statistic" in options and row.statistic not in (options["statistic"], *_EFFECTS, "p"):
        return False
    for key in ("subset", "factor", "grade", "analysis"):
        wanted = options.get(key, "")
        if (wanted or (key in ("subset", "factor") and row.result is not None)) and getattr(
            row, key
        ) != wanted:
            return False
    if "source" in options and row.origin.source != options["source"]:
        return False
    return _time_matches(row, options.get("timepoint", options.get("at", ""))) and _groups_match(row, call)


def _time_matches(row: Row, wanted: str | tuple[str, ...]) -> bool:
    if not wanted or isinstance(wanted, tuple):
        return True
    return row.timepoint == wanted or (
        in_months(wanted) is not None and in_months(wanted) == in_months(row.timepoint)
    )


def _groups_match(row: Row, call: Call) -> bool:
    groups = call.options.get("groups") or call.options.get("between")
    if not groups:
        return True
    wanted = {groups} if isinstance(groups, str) else set(groups)
    return {group for group in (row.group, row.comparator) if group} <= wanted


def _one(study_id: str, rows: list[Row], call: Call) -> Figure | NoFigure:
    results = list(dict.fromkeys((row.result, row.place[:2]) for row in rows))
    with_values = [
        result for result in results if any(_is_estimate(row) for row in rows if row.result == result[0])
    ]
    chosen = with_values or results
    if len(chosen) > 1 and "statistic" not in call.options:
        effects = [
            result
            for result in chosen
            if any(row.statistic in _EFFECTS for row in rows if row.result == result[0])
        ]
        chosen = effects if len(effects) == 1 else chosen
    if len(chosen) > 1:
        return NoFigure("more than one result fits", tuple(describe(row) for row in _firsts(rows, chosen)))
    mine = [row for row in rows if row.result == chosen[0][0] and row.place[:2] == chosen[0][1]]
    statistics = list(dict.fromkeys(row.statistic for row in mine if _is_estimate(row)))
    if len(statistics) > 1:
        statistics = [name for name in statistics if name != "count"] or statistics
    estimates = tuple(row for row in mine if row.statistic in statistics[:1])
    effect = next((row for row in mine if row.statistic in _EFFECTS), None)
    bare = next((row for row in mine if row.statistic == "p"), None)
    return Figure(study_id, estimates, effect, bare if effect is None or effect.p_value is None else None)


def _is_estimate(row: Row) -> bool:
    return row.statistic not in (*_EFFECTS, "p", "finding")


def _firsts(rows: list[Row], chosen: list[tuple[int | None, tuple[str | int, ...]]]) -> list[Row]:
    return [next(row for row in rows if (row.result, row.place[:2]) == result) for result in chosen]


def describe(row: Row) -> str:
    """Return what tells a candidate apart, in the words that figure() takes."""
    options = {
        "statistic": row.statistic,
        "timepoint": row.timepoint,
        "grade": row.grade,
        "subset": row.subset,
        "factor": row.factor,
        "analysis": row.analysis,
        "groups": row.group,
        "source": row.origin.source or "",
    }
    return ", ".join(f"{key}={value!r}" for key, value in options.items() if value)
