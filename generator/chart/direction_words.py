"""The words of an effect direction plot: a sentence for each study, legend and table; never a tally."""

from collections.abc import Iterator

from generator.chart.views import DirectionCell, DirectionPanel, DirectionRow, EffectDirectionView
from generator.chart.words import Rows, Words, joined, lower, without_gaps

COLUMNS = ("Design", "Study", "Note", "Endpoint", "Points to", "Precision", "Number", "Interval", "Remark")
PRECISIONS = {
    "excludes": "“no difference” is excluded",
    "includes": "uncertain: “no difference” is not excluded",
    "unknown": "precision not known",
}
MARKS = {
    "none": "Words in place of a mark: the result has no direction, or none that may be shown.",
    "dash": "Dash: no two-group result in what we read.",
    "notice": "Amber: the publisher has put a notice on the study.",
}
RULE = "Direction ignores size and precision; no counting of significance. All marks have one size."


def each(view: EffectDirectionView) -> Iterator[tuple[DirectionPanel, DirectionRow]]:
    """Every study with its panel, in order."""
    return ((panel, row) for panel in view.panels for row in panel.rows)


def names(view: EffectDirectionView) -> tuple[str, ...]:
    """The endpoints in full."""
    return view.names or view.endpoints


def unread(view: EffectDirectionView, row: DirectionRow) -> str:
    """The endpoints of which nothing was read for a study."""
    missing = [label for label, cell in zip(view.endpoints, row.cells, strict=True) if cell is None]
    return joined(map(lower, missing))


def points(view: EffectDirectionView, cell: DirectionCell) -> str:
    """Where a result points, in words."""
    told = {"experimental": view.experimental, "control": view.control, "neither": "neither"}
    return told.get(cell.towards or "", "") or cell.words


def _said(view: EffectDirectionView, name: str, cell: DirectionCell) -> str:
    number = joined((cell.number, cell.interval))
    if cell.towards in (None, "unknown"):
        inside = joined((number, cell.remark), "; ")
        return f"{lower(name)}: {cell.words}{f' ({inside})' if inside else ''}"
    inside = joined((number, PRECISIONS[cell.precision], cell.remark), "; ")
    return f"{lower(name)} points to {points(view, cell)} ({inside})"


def _sentence(view: EffectDirectionView, row: DirectionRow) -> str:
    cells = zip(names(view), row.cells, strict=True)
    said = joined((_said(view, name, cell) for name, cell in cells if cell is not None), "; ")
    return f"{joined((row.study, lower(row.note)))}: {joined((said, lower(row.notice)), '; ')}."


def _rows(view: EffectDirectionView) -> Rows:
    return tuple(
        (
            panel.label,
            row.study,
            row.note,
            name,
            points(view, cell),
            PRECISIONS[cell.precision] if cell.towards not in (None, "unknown") else "",
            cell.number,
            cell.interval,
            joined((cell.remark, row.notice), "; "),
        )
        for panel, row in each(view)
        for name, cell in zip(names(view), row.cells, strict=True)
        if cell is not None
    )


def title(view: EffectDirectionView) -> str:
    """ "Where the results point, by endpoint (randomised trials: 3)": what there is to see, without a verdict."""
    panels = [panel for panel in view.panels if panel.rows]
    if not panels:
        return "No results to draw"
    counts = [f"{lower(panel.label) or 'studies'}: {len(panel.rows)}" for panel in panels]
    return f"Where the results point, by endpoint ({'; '.join(counts)})"


def words(view: EffectDirectionView) -> Words:
    """Everything the plot says."""
    rows = [row for _, row in each(view)]
    cells = [cell for row in rows for cell in row.cells]
    used = {
        "none": any(cell is not None and cell.towards in (None, "unknown") for cell in cells),
        "dash": any(cell is None for cell in cells),
        "notice": any(row.notice for row in rows),
    }
    legend = joined((MARKS[name] for name, found in used.items() if found), " ")
    subtitle = view.subtitle or f"Tested: {view.experimental}. Control: {view.control}."
    sentences = tuple(_sentence(view, row) for row in rows)
    caption = joined((RULE, legend, view.caption), " ")
    return Words(
        view.title or title(view), subtitle, sentences, caption, (), *without_gaps(COLUMNS, _rows(view))
    )
