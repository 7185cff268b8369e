"""The words of a slope chart: a sentence for each group, and the table of what each source prints."""

from collections.abc import Iterator

from generator.chart.dots import is_pair
from generator.chart.views import Number, SlopeLine, SlopePanel, SlopeSource, SlopeView
from generator.chart.words import KeyEntry, Rows, Words, joined, lower, without_gaps

COLUMNS = ("Result", "Group", "Source", "Read as", "Place", "Number", "Unit", "Do they agree", "Notice")
MARKS = {
    "differs": "Thick line: the numbers differ after rounding to the fewer decimals.",
    "agrees": "Thin line, open dots: the numbers of this group agree.",
    "notice": "Amber: the publisher has put a notice on the study.",
}


def titled(panel: SlopePanel) -> str:
    """ "Overall survival, median (months)"."""
    return f"{panel.label} ({panel.unit})" if panel.unit else panel.label


def read(line: SlopeLine, panel: SlopePanel) -> Iterator[tuple[SlopeSource, Number]]:
    """The numbers of a group, each with the source that prints it."""
    pairs = zip(panel.sources, line.values, strict=True)
    return ((source, value) for source, value in pairs if value is not None)


def _or(texts: list[str]) -> str:
    once = list(dict.fromkeys(texts))
    return " or ".join(filter(None, [", ".join(once[:-1]), once[-1]])) if once else ""


def title(view: SlopeView) -> str:
    """ "Overall survival, median, drug: 17.6 or 17.4 months": the numbers as they stand, and how many more."""
    parted = [(panel, line) for panel in view.panels for line in panel.lines if line.differs]
    if not parted:
        return "No disagreement to draw"
    panel, line = parted[0]
    numbers = _or([value.text for _, value in read(line, panel)])
    unit = "%" if panel.unit == "%" else f" {panel.unit}" if panel.unit else ""
    more = f", and {len(parted) - 1} more" if len(parted) > 1 else ""
    return f"{joined((panel.label, line.label))}: {numbers}{unit}{more}"


def _source(source: SlopeSource) -> str:
    inside = joined((source.depth, source.place), "; ")
    return f"{source.name} ({inside})" if inside else source.name


def _sentence(panel: SlopePanel, line: SlopeLine) -> str:
    unit = "%" if panel.unit == "%" else f" {panel.unit}" if panel.unit else ""
    said = joined((f"{value.text}{unit} in {_source(source)}" for source, value in read(line, panel)), "; ")
    verdict = "" if line.differs else "; these agree"
    notice = f"; {lower(line.notice)}" if line.notice else ""
    return f"{joined((panel.label, line.label))}: {said}{verdict}{notice}."


def _rows(view: SlopeView) -> Rows:
    return tuple(
        (
            panel.label,
            line.label,
            source.name,
            source.depth,
            source.place,
            value.text,
            panel.unit,
            "differ" if line.differs else "agree",
            line.notice,
        )
        for panel in view.panels
        for line in panel.lines
        for source, value in read(line, panel)
    )


def _key(view: SlopeView) -> tuple[KeyEntry, ...]:
    entries: dict[str, KeyEntry] = {}
    for panel in view.panels:
        if is_pair(tuple(line.role for line in panel.lines)):
            for line in panel.lines:
                mark = KeyEntry("exp" if line.role == "experimental" else "ctl", line.label)
                entries.setdefault(mark.mark + line.label, mark)
    return tuple(entries.values())


def words(view: SlopeView) -> Words:
    """Everything a slope chart says."""
    lines = [line for panel in view.panels for line in panel.lines]
    used = {
        "differs": len({line.differs for line in lines}) > 1,
        "agrees": any(not line.differs for line in lines),
        "notice": any(line.notice for line in lines),
    }
    legend = joined((MARKS[name] for name, found in used.items() if found), " ")
    scale = "Each result has a scale of its own, which does not begin at zero." if lines else ""
    subtitle = view.subtitle or "What each source prints for the same result of the same group"
    sentences = tuple(_sentence(panel, line) for panel in view.panels for line in panel.lines)
    caption = joined((legend, scale, view.caption), " ")
    return Words(
        view.title or title(view),
        subtitle,
        sentences,
        caption,
        _key(view),
        *without_gaps(COLUMNS, _rows(view)),
    )
