"""The words of a timeline: title, a sentence for each study, key and table."""

from generator.chart.views import TimelineRow, TimelineView
from generator.chart.words import Rows, Words, counted, joined, lower, without_gaps

COLUMNS = ("Group", "Study", "Note", "From", "To", "What the bar is", "Single years", "In words", "Notice")
SPANS = {"accrual": "years in which patients entered", "expected": "until the expected completion"}


def key(view: TimelineView) -> dict[str, str]:
    """Which marks are used, each with its words."""
    rows = [row for group in view.groups for row in group.rows]
    bars = [row for row in rows if row.start is not None and row.end is not None]
    used = {
        "accrual": ("Patients entered", any(row.span == "accrual" for row in bars)),
        "begun": ("Began, no end read", any(row.start is not None and row.end is None for row in rows)),
        "waiting": ("From the start on", any(row.span == "expected" for row in bars)),
        "expected": (
            "Completion expected",
            any(row.end is not None and row.span == "expected" for row in rows),
        ),
        "report": ("Report", any(row.marks and not row.notice for row in rows)),
        "notice": ("Under notice by the publisher", any(row.notice for row in rows)),
        "today": ("Day of this edition", view.today is not None),
    }
    return {name: label for name, (label, found) in used.items() if found}


def _year(value: float | None) -> str:
    return "" if value is None else str(int(value))


def _last(row: TimelineRow) -> str:
    """The last year of a bar: one that ends with its year is drawn up to the beginning of the next."""
    if row.end is None:
        return ""
    whole = row.span == "accrual" and row.end == int(row.end) and row.end != row.start
    return str(int(row.end) - 1 if whole else int(row.end))


def _rows(view: TimelineView) -> Rows:
    return tuple(
        (
            group.label,
            row.study,
            row.note,
            _year(row.start),
            _last(row),
            SPANS[row.span] if row.start is not None or row.end is not None else "",
            joined((f"{_year(at)}: {what}" for at, what in row.marks), "; "),
            row.text,
            row.notice,
        )
        for group in view.groups
        for row in group.rows
    )


def title(view: TimelineView) -> str:
    """ "12 studies between 2004 and 2026": how many, and the ends of the axis."""
    rows = [row for group in view.groups for row in group.rows]
    years = [year for row in rows for year in (row.start, row.end, *(at for at, _ in row.marks)) if year]
    if not years:
        return "No years to draw"
    first, last = int(min(years)), int(max(years))
    studies = counted(len(rows), "study", "studies")
    return f"{studies} in {first}" if first == last else f"{studies} between {first} and {last}"


def words(view: TimelineView) -> Words:
    """Everything a timeline says."""
    sentences = tuple(
        f"{row.study}: {joined((row.text, lower(row.notice)), '; ')}."
        for group in view.groups
        for row in group.rows
    )
    subtitle = view.subtitle or "One line a study, in the order of its first year"
    return Words(
        view.title or title(view), subtitle, sentences, view.caption, (), *without_gaps(COLUMNS, _rows(view))
    )
