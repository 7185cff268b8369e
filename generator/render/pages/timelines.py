"""Timelines: the trials under way towards their expected end, and the studies by accrual and report."""

from __future__ import annotations

from collections.abc import Sequence

from generator.chart.views import TimelineGroup, TimelineRow, TimelineView
from generator.model.study import Study
from generator.render import words
from generator.render.cells import Site
from generator.render.pages.selection import counts, is_randomised, under_way

MOST = 120
"""Studies that one chart draws, randomised ones first; it says how many more there are."""


def under_way_view(site: Site, ids: Sequence[str], built: str) -> TimelineView | None:
    """Return the trials under way whose start or expected completion was read, or None where none was."""
    rows = [row for id_ in ids if counts(site.evidence.studies[id_]) for row in expected_row(site, id_)]
    if not rows:
        return None
    rows.sort(key=lambda row: (row.end is None, row.end or row.start or 0, row.study.lower()))
    ends = sum(row.end is not None for row in rows)
    return TimelineView(
        id="trials-under-way",
        groups=(TimelineGroup("", tuple(rows[:MOST])),),
        today=decimal_year(built),
        title=f"{words.plural(len(rows), 'trial')} under way, {ends or 'none'} with an expected completion",
        subtitle="In the order of the expected completion; as registries and reports said when they were read.",
        caption=f"{words.plural(len(rows), 'trial')} with a year. {without_years(site, ids)}",
    )


def without_years(site: Site, ids: Sequence[str]) -> str:
    """Say of how many trials under way neither a start nor an expected end was read."""
    known = [id_ for id_ in ids if counts(site.evidence.studies[id_])]
    silent = sum(not expected_row(site, id_) for id_ in known)
    if not silent:
        return ""
    if silent == len(known):
        return "Neither a start nor an expected completion of any of these trials stands in what we read."
    return f"Of {silent} of {len(known)} trials neither a start nor an expected completion stands in what we read."


def expected_row(site: Site, study_id: str) -> list[TimelineRow]:
    """Return the line of a trial under way; none without a year."""
    study = site.evidence.studies[study_id]
    expected = study.trial.expected_completion or ""
    if not (study.years.start or expected):
        return []
    text = [
        f"began {study.years.start}" if study.years.start else "",
        f"completion expected {words.day(expected)}" if expected else "",
    ]
    said = ", ".join(part for part in text if part)
    return [
        TimelineRow(
            study=words.nobreak(study.name),
            text=f"{study.status}, {said}",
            note=said,
            start=float(study.years.start) if study.years.start else None,
            end=decimal_year(expected),
            span="expected",
            notice=notice(site, study_id),
        )
    ]


def studies_view(site: Site) -> TimelineView | None:
    """Return the studies whose accrual or own report has a year, or None where none has."""
    evidence = site.evidence
    done = [id_ for id_, study in evidence.studies.items() if counts(study) and not under_way(study)]
    found = {id_: row for id_ in done if (row := past_row(site, id_, evidence.studies[id_]))}
    if not found:
        return None
    order = sorted(found, key=lambda id_: (_first(found[id_]), found[id_].study.lower()))
    randomised = [id_ for id_ in order if is_randomised(evidence, id_)][:MOST]
    others = [id_ for id_ in order if not is_randomised(evidence, id_)][: MOST - len(randomised)]
    groups = (
        TimelineGroup("Randomised", tuple(found[id_] for id_ in randomised)),
        TimelineGroup("Other designs", tuple(found[id_] for id_ in others)),
    )
    more = len(found) - MOST
    caption = [
        f"{words.plural(min(len(found), MOST), 'study', 'studies')}.",
        f"{more} more are not drawn for want of room." if more > 0 else "",
        f"Of {len(done) - len(found)} of {len(done)} studies neither years of accrual nor a report of their own was read: most are"
        " known from reviews, whose year is not that of the study."
        if len(done) > len(found)
        else "",
    ]
    return TimelineView(
        id="studies-in-time",
        groups=tuple(group for group in groups if group.rows),
        subtitle="Years in which patients entered, and the years of the study's own reports as far as they were read.",
        caption=" ".join(part for part in caption if part),
    )


def past_row(site: Site, study_id: str, study: Study) -> TimelineRow | None:
    """Return the line of a study with results; None without a year."""
    issued = sorted(
        {
            source.issued[:4]
            for source in site.evidence.sources.values()
            if study_id in source.primary_for and source.issued
        }
    )
    start, end = study.years.start or study.years.end, study.years.end
    if not (start or issued):
        return None
    accrual = f"{start} to {end}" if end and end != start else str(start or "")
    text = [
        f"patients entered {accrual}" if start and end else f"began {start}" if start else "",
        f"own reports {words.joined(issued)}"
        if len(issued) > 1
        else f"own report {issued[0]}"
        if issued
        else "",
    ]
    said = "; ".join(part for part in text if part)
    return TimelineRow(
        study=words.nobreak(study.name),
        text=said,
        start=float(start) if start else None,
        end=float(end + 1) if end else None,
        marks=tuple((int(year) + 0.5, f"own report {year}") for year in issued),
        notice=notice(site, study_id),
    )


def _first(row: TimelineRow) -> float:
    return min(year for year in (row.start, row.end, *(at for at, _ in row.marks)) if year is not None)


def notice(site: Site, study_id: str) -> str:
    """Return the publisher's notice on a study, in words."""
    flag = site.study_notice(study_id)
    return flag["label"] if flag and flag["kind"] != "correction" else ""


def decimal_year(iso: str) -> float | None:
    """Return a date as a year with decimals: "2028-03" is the middle of March 2028, "2028" the middle of the year."""
    if not iso:
        return None
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    day = parts[2] if len(parts) > 2 else 15
    return round(parts[0] + (parts[1] - 1 + (day - 0.5) / 31) / 12, 3)
