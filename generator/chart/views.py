"""What a chart is told: plain frozen values, already chosen and worded by the caller.

A view holds printed numbers and labels only. It knows no card, no vocabulary and no rule of evidence: which
result is shown, on which side of 1 a ratio favours whom, and whether a number carries a notice is settled
before a view is made.
"""

from dataclasses import dataclass
from typing import Literal

Interval = Literal["reported", "derived", "none"]
Role = Literal["experimental", "control", "group"]
Towards = Literal["experimental", "control", "neither", "unknown"]
Precision = Literal["excludes", "includes", "unknown"]


@dataclass(frozen=True)
class Number:
    """A number twice.

    `value` places the mark, `text` is what stands in words, with the digits that were printed.
    """

    value: float
    text: str


@dataclass(frozen=True)
class Range:
    """Lower and upper bound of an interval.

    `None` as upper bound means "not reached" (drawn as an arrow and NR).
    """

    low: Number | None
    high: Number | None


@dataclass(frozen=True)
class Axis:
    """Where a quantitative axis starts and ends and which values it names, in the chart's unit."""

    low: float
    high: float
    ticks: tuple[float, ...]


@dataclass(frozen=True)
class ForestRow:
    """One result: a ratio of two groups, with what stands beside it.

    `medians` are in the order of the groups; two of them are read as experimental, control; empty strings
    are skipped. `interval` says how the bounds came about; "none" leaves a cross. `ratio=None` leaves no
    mark and prints `missing`. `notice` is the publisher's notice in words ("Expression of concern"); it
    turns the mark amber and is printed.
    """

    study: str
    note: str = ""
    patients: str = ""
    events: str = ""
    weight: str = ""
    medians: tuple[str, ...] = ()
    ratio: Number | None = None
    bounds: Range | None = None
    interval: Interval = "none"
    level: str = "95"
    effect_note: str = ""
    notice: str = ""
    missing: str = "ratio not in what we read"


@dataclass(frozen=True)
class Pooled:
    """A pooled ratio: the diamond spans `bounds`, a thin line spans `prediction` where one exists."""

    label: str
    ratio: Number
    bounds: Range
    note: str = ""
    patients: str = ""
    prediction: Range | None = None


@dataclass(frozen=True)
class ForestGroup:
    """Rows of one endpoint; `pooled` stands below them."""

    endpoint: str
    rows: tuple[ForestRow, ...]
    pooled: Pooled | None = None


@dataclass(frozen=True)
class ForestPanel:
    """Endpoints of one kind of design ("Randomised trials", "Other designs").

    Panels are never mixed or summed.
    """

    label: str
    groups: tuple[ForestGroup, ...]


@dataclass(frozen=True)
class ForestView:
    """A forest plot.

    `left_label` and `right_label` stand below and above 1, as "Favours …" in the caller's words.
    """

    id: str
    panels: tuple[ForestPanel, ...]
    left_label: str
    right_label: str
    title: str = ""
    subtitle: str = ""
    measure: str = "Hazard ratio"
    medians_label: str = "Median, months"
    medians_unit: str = "months"
    experimental: str = ""
    control: str = ""
    caption: str = ""
    axis: Axis | None = None


@dataclass(frozen=True)
class MedianGroup:
    """The median of one group, in the view's unit.

    `value=None` with `not_reached` is an arrow from the lower bound.
    """

    label: str
    role: Role = "group"
    patients: str = ""
    value: Number | None = None
    bounds: Range | None = None
    not_reached: bool = False
    notice: str = ""
    missing: str = "not in what we read"


@dataclass(frozen=True)
class MedianEndpoint:
    """One endpoint and its groups.

    `effect` ("HR 0.66 (0.37–1.18)") and `effect_note` ("p 0.16") stand at the right.
    """

    label: str
    groups: tuple[MedianGroup, ...]
    note: str = ""
    effect: str = ""
    effect_note: str = ""


@dataclass(frozen=True)
class MediansView:
    """Medians on one clock: endpoints with another `time_zero` need a view of their own."""

    id: str
    endpoints: tuple[MedianEndpoint, ...]
    title: str = ""
    subtitle: str = ""
    unit: str = "months"
    axis_label: str = "Months, median and 95% interval"
    caption: str = ""
    axis: Axis | None = None


@dataclass(frozen=True)
class RateGroup:
    """The share of one group, in percent (0 to 100). `count` is "13 of 36" where patients were counted."""

    label: str
    role: Role = "group"
    count: str = ""
    value: Number | None = None
    bounds: Range | None = None
    interval: Interval = "none"
    notice: str = ""
    missing: str = "not in what we read"


@dataclass(frozen=True)
class RateOutcome:
    """One outcome ("Objective response at 12 weeks") and its groups."""

    label: str
    groups: tuple[RateGroup, ...]
    note: str = ""
    effect: str = ""
    effect_note: str = ""


@dataclass(frozen=True)
class RatesView:
    """Shares of patients on one axis from 0 to 100%."""

    id: str
    outcomes: tuple[RateOutcome, ...]
    title: str = ""
    subtitle: str = ""
    axis_label: str = "Patients, % and 95% interval"
    caption: str = ""
    axis: Axis | None = None


@dataclass(frozen=True)
class SlopeSource:
    """A place where numbers were read: the source's name, its kind and depth, and the place in it."""

    name: str
    depth: str = ""
    place: str = ""


@dataclass(frozen=True)
class SlopeLine:
    """What the sources print for one group, one entry a source of the panel; `None` where it prints nothing.

    `differs` says whether the numbers disagree by the rule of rounding; if not, they are drawn in the third ink.
    """

    label: str
    values: tuple[Number | None, ...]
    role: Role = "group"
    differs: bool = True
    notice: str = ""


@dataclass(frozen=True)
class SlopePanel:
    """One result ("Progression-free survival, median") in one unit, its sources from left to right."""

    label: str
    unit: str
    sources: tuple[SlopeSource, ...]
    lines: tuple[SlopeLine, ...]


@dataclass(frozen=True)
class SlopeView:
    """What several sources print for the results of one study.

    Each panel has a scale of its own, which begins near its lowest number and not at zero.
    """

    id: str
    panels: tuple[SlopePanel, ...]
    title: str = ""
    subtitle: str = ""
    caption: str = ""


@dataclass(frozen=True)
class DirectionCell:
    """Where one result points and how precise it is: two facts.

    `number` and `interval` are printed beneath the mark ("HR 0.66", "0.37–1.18"). `towards=None` has no mark
    and prints `words`, which say why. `remark` is what a reader must know with it ("medians alone").
    """

    towards: Towards | None
    precision: Precision = "unknown"
    number: str = ""
    interval: str = ""
    words: str = ""
    remark: str = ""


@dataclass(frozen=True)
class DirectionRow:
    """A study and its results, one entry an endpoint of the view; `None` where no two-group result was read."""

    study: str
    cells: tuple[DirectionCell | None, ...]
    note: str = ""
    notice: str = ""


@dataclass(frozen=True)
class DirectionPanel:
    """Studies of one kind of design; panels are never mixed."""

    label: str
    rows: tuple[DirectionRow, ...]


@dataclass(frozen=True)
class EffectDirectionView:
    """Studies by endpoint: where each result points, whatever its size, and how precise it is.

    `experimental` and `control` name the two treatments in few words. `names` are the endpoints in full, for
    the table and the sentences.
    """

    id: str
    endpoints: tuple[str, ...]
    panels: tuple[DirectionPanel, ...]
    experimental: str
    control: str
    names: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""
    caption: str = ""


@dataclass(frozen=True)
class DoseMark:
    """One regimen: total dose in Gy and number of fractions, and the studies that used it.

    `rough` says that the model is disputed at its dose a fraction; `note` is printed behind the names in the
    table ("planned"). The same regimen of several studies is one mark.
    """

    names: tuple[str, ...]
    total: Number
    fractions: Number
    eqd2: str
    palliative: bool = False
    rough: bool = False
    notice: str = ""
    note: str = ""


@dataclass(frozen=True)
class DoseView:
    """Regimens by fractions and total dose, over lines of equal EQD2.

    `levels` are the EQD2 of the lines in Gy at `alpha_beta`; above `rough_above` Gy a fraction they are dotted.
    """

    id: str
    marks: tuple[DoseMark, ...]
    levels: tuple[int, ...]
    alpha_beta: float
    rough_above: float
    title: str = ""
    subtitle: str = ""
    caption: str = ""


Span = Literal["accrual", "expected"]


@dataclass(frozen=True)
class TimelineRow:
    """A study in time, in years as decimals (2019.5 is the middle of 2019), with the same in words.

    `span` tells what the bar from `start` to `end` is: years in which patients entered, or the time until
    the expected end of a trial under way. `marks` are single years with what happened ("2020": "first report").
    """

    study: str
    text: str
    note: str = ""
    start: float | None = None
    end: float | None = None
    span: Span = "accrual"
    marks: tuple[tuple[float, str], ...] = ()
    notice: str = ""


@dataclass(frozen=True)
class TimelineGroup:
    """Studies under one heading; an empty label prints none."""

    label: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class TimelineView:
    """Studies on one axis of years; `today` draws the line that parts what was from what is expected."""

    id: str
    groups: tuple[TimelineGroup, ...]
    today: float | None = None
    title: str = ""
    subtitle: str = ""
    caption: str = ""
    axis: Axis | None = None


@dataclass(frozen=True)
class MapCell:
    """A number of studies that have reported, how many of them are randomised, and the trials under way."""

    studies: int
    randomised: int = 0
    open: bool = False
    ongoing: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapRow:
    """A line of an evidence map: its head and a cell for each column."""

    label: str
    cells: tuple[MapCell, ...]


@dataclass(frozen=True)
class MapView:
    """Numbers of studies as squares by area; `head` names the lines, `columns` what they are parted by.

    A cell that is `open` is drawn as an outline: what is not known of its studies is what the column is about.
    """

    id: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[MapRow, ...]
    title: str = ""
    subtitle: str = ""
    caption: str = ""


View = (
    ForestView | MediansView | RatesView | SlopeView | EffectDirectionView | DoseView | TimelineView | MapView
)
