"""The evidence card: one study, as its file holds it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt

from generator.model.base import Date, Frozen, Ref, Registration, SourceId, StudyId, Text, TopicId
from generator.model.printed import Interval, Number, PValue, Value

YesNo = Literal["yes", "no", "unknown"]
Measure = Literal["hr", "or", "rr", "difference"]
Model = Literal[
    "unadjusted",
    "stratified",
    "multivariable",
    "matched",
    "weighted",
    "time-dependent",
    "cause-specific",
    "subdistribution",
]
PTest = Literal[
    "log-rank",
    "stratified-log-rank",
    "cox",
    "landmark",
    "chi-square",
    "fisher",
    "trend",
    "interaction",
    "historical",
    "not-stated",
]
Status = Literal["planned", "recruiting", "ongoing", "interim", "published", "terminated", "unknown"]
Analysis = Literal["univariable", "multivariable"]


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


class Sourced(Frozen):
    """A record that may name the source and the place its numbers were read in."""

    source: SourceId | None = None
    """Id of the source; holds for everything beneath that names none."""
    at: Text | None = None
    """Place in the source: begins with a heading, "Table 2" or "Abstract" as printed."""
    note: Text | None = None
    """What is odd but not different."""


class Quantity(Frozen):
    """A dose, a number of fractions or a similar quantity of a regimen."""

    value: Value | None = None
    median: Number | None = None
    mean: Number | None = None
    range: Interval | None = None
    iqr: Interval | None = None


def _as_value(value: Any) -> Any:
    return value if isinstance(value, dict | Frozen) else {"value": value}


QuantityField = Annotated[Quantity, BeforeValidator(_as_value)]


class Regimen(Sourced):
    """One radiotherapy regimen in use in a group; not that a patient had all of a list."""

    technique: Annotated[Text, Ref("techniques")] | None = None
    dose_gy: QuantityField | None = None
    """Total dose in Gy: a number, a bound in quotes, or {median, range}."""
    accepted_gy: Interval | None = None
    """Total doses accepted instead, in Gy: [lowest, highest]."""
    fractions: QuantityField | None = None
    per_fraction_gy: QuantityField | None = None
    per_day: StrictInt | None = None
    schedule: Text | None = None
    """When the fractions are given, in words."""
    target: Text | None = None
    sites: tuple[Annotated[Text, Ref("sites")], ...] = ()
    timing: Annotated[Text, Ref("timings")] | None = None
    intent: Annotated[Text, Ref("intents")] | None = None
    extent: Annotated[Text, Ref("extents")] | None = None
    prescribed_to: Annotated[Text, Ref("prescriptions")] | None = None
    drug_during: Literal["continued", "held", "unknown"] | None = None


class Group(Sourced):
    """A set of patients that numbers or a recommendation are about."""

    name: Text
    role: Literal["experimental", "control", "exposed", "unexposed"] | None = None
    n: Value | None = None
    """Number of patients."""
    of: Text | None = None
    """Id of the group that this one is a part of."""
    interventions: tuple[Annotated[Text, Ref("interventions")], ...] = ()
    radiotherapy: tuple[Regimen, ...] = ()
    drug_doses: dict[Annotated[Text, Ref("interventions")], Text] = {}
    """Doses of drugs as printed, in words: {gefitinib: 250 mg daily}."""


class Subset(Sourced):
    """A part of a group, for subgroup results."""

    name: Text
    of: Text | None = None
    """Id of the group or subset it is a part of; absent for a part of everyone."""
    n: Value | None = None


class Estimate(Frozen):
    """One group's number of a result; only what is printed."""

    value: Value | None = None
    percent: Value | None = None
    count: Value | None = None
    of: Value | None = None
    """Denominator, only when printed."""
    ci: Interval | None = None
    ci_level: Number | None = None
    """Level of the interval in percent; 95 unless printed otherwise."""
    range: Interval | None = None
    iqr: Interval | None = None
    plus_minus: Number | None = None
    """What stands after ± where the source does not say what it is."""
    note: Text | None = None


def _estimates(value: Any) -> Any:
    if isinstance(value, dict):
        return {group: [_as_value(item) for item in _as_list(content)] for group, content in value.items()}
    return value


Estimates = Annotated[dict[str, tuple[Estimate, ...]], BeforeValidator(_estimates)]
"""Groups to their numbers; a list only under `unclear`."""


class PrintedP(Frozen):
    """A p value that stands without an effect."""

    value: PValue
    sided: Literal["one", "two"] | None = None
    test: PTest | None = None
    between: tuple[Text, ...] = ()
    """The groups compared; experimental and control unless named. More than two: one p over all."""


class Effect(Frozen):
    """A ratio or difference between two groups, experimental over control unless `between` says otherwise."""

    measure: Measure
    value: Value | None = None
    ci: Interval | None = None
    ci_level: Number | None = None
    p: PValue | None = None
    p_sided: Literal["one", "two"] | None = None
    p_test: PTest | None = None
    between: tuple[Text, Text] | None = None
    """[first, second]: the first group over (or minus) the second."""
    model: Model | None = None
    adjusted_for: Text | None = None
    unit: Annotated[Text, Ref("units")] | None = None
    """Unit of a difference; the result's unit unless given."""


class Factor(Frozen):
    """One row of a prognostic model."""

    hr: Value | None = None
    odds_ratio: Annotated[Value | None, Field(alias="or")] = None
    rr: Value | None = None
    ci: Interval | None = None
    p: PValue | None = None
    analysis: Annotated[tuple[Analysis, ...], BeforeValidator(_as_list)] = ()
    note: Text | None = None


class Threshold(Frozen):
    """The trial's own rule for success."""

    p: PValue | None = None
    sided: Literal["one", "two"] | None = None
    hr: Value | None = None
    rate: Value | None = None
    text: Text | None = None


class Method(Frozen):
    """How a result was measured and analysed; only what was read."""

    endpoint_role: (
        Literal["primary", "co-primary", "secondary", "exploratory", "post-hoc", "unknown"] | None
    ) = None
    hypothesis: (
        Literal["superiority", "non-inferiority", "equivalence", "single-arm-threshold", "screening"] | None
    ) = None
    margin: Text | None = None
    threshold: Threshold | None = None
    met: Literal["yes", "no", "not-stated"] | None = None
    analysis_set: Annotated[Text, Ref("analysis-sets")] | None = None
    assessor: Annotated[Text, Ref("assessors")] | None = None
    criteria: Annotated[Text, Ref("criteria")] | None = None
    time_zero: Annotated[Text, Ref("time-zeros")] | None = None
    estimator: Annotated[Text, Ref("estimators")] | None = None
    unit_of_analysis: Literal["patient", "lesion", "course"] | None = None
    scale: Annotated[Text, Ref("toxicity-scales")] | None = None
    attribution: Literal["any", "treatment-related", "drug-related", "radiation-related"] | None = None
    window: Text | None = None
    counting: Literal["worst-per-patient", "events"] | None = None
    by_chance: YesNo | None = None
    """Whether chance assigned the groups compared; a randomised trial may compare others too."""
    prespecified: YesNo | None = None
    stratified: YesNo | None = None
    interaction_p: PValue | None = None
    proportional_hazards: Literal["violated", "not-violated"] | None = None
    """What the source says of the assumption that a hazard ratio rests on."""
    called: Literal["significant", "not-significant"] | None = None
    """What the source calls the difference in words, where it does so beside its numbers."""
    definition: Text | None = None
    """How the endpoint was defined, in our words."""


class Maturity(Frozen):
    """How mature a result was when it was read."""

    cutoff: Date | None = None
    follow_up_months: Value | None = None
    events: Value | None = None
    planned_events: Value | None = None
    analysis: Literal["interim", "primary", "final", "update"] | None = None


class Result(Sourced):
    """One endpoint as one source reports it."""

    endpoint: Annotated[Text, Ref("endpoints")]
    subset: Text | None = None
    timepoint: Text | None = None
    """A time after the start, like 1 year or 12 weeks."""
    grade: Text | None = None
    """Grade of toxicity, in quotes: "3", ">=3", "1-2"."""
    unit: Annotated[Text, Ref("units")] | None = None
    median: Estimates = {}
    mean: Estimates = {}
    rate: Estimates = {}
    count: Estimates = {}
    value: Estimates = {}
    """A number of patients, a dose or a number of fractions, for endpoints of that kind."""
    effect: Effect | None = None
    p: Annotated[PrintedP, BeforeValidator(_as_value)] | None = None
    factors: dict[str, Factor] = {}
    in_: Annotated[Text | None, Field(alias="in")] = None
    """The group whose patients a model's factors describe."""
    analysis: Annotated[tuple[Analysis, ...], BeforeValidator(_as_list)] = ()
    finding: Text | None = None
    """A sentence of ours where no number is printed."""
    differs: Text | None = None
    """For a result that disagrees with another: what probably happened."""
    method: Method = Method()
    maturity: Maturity = Maturity()


class Characteristic(Sourced):
    """One block of a table of patients' characteristics."""

    label: Text
    p: PValue | None = None
    unit: Annotated[Text, Ref("units")] | None = None
    rows: dict[
        str,
        Annotated[
            dict[str, Estimate],
            BeforeValidator(
                lambda row: (
                    {group: _as_value(cell) for group, cell in row.items()} if isinstance(row, dict) else row
                )
            ),
        ],
    ]


class Years(Frozen):
    """First and last year in which patients entered."""

    start: StrictInt | None = None
    end: StrictInt | None = None


class Classified(Frozen):
    """A state in ESTRO/EORTC terms, and why."""

    term: Annotated[Text, Ref("states")]
    reason: Text


class Eligibility(Frozen):
    """Would my patient have been in? Only what was read."""

    performance_status: Text | None = None
    histology: tuple[Annotated[Text, Ref("histologies")], ...] = ()
    drivers: tuple[Annotated[Text, Ref("drivers")], ...] = ()
    pd_l1: Text | None = None
    prior_lines: Text | None = None
    brain_metastases: Literal["required", "allowed", "excluded", "unknown"] | None = None
    brain_metastases_note: Text | None = None
    most_metastases: Value | None = None
    fewest_metastases: Value | None = None
    staging: Text | None = None
    other: tuple[Text, ...] = ()


class Flow(Sourced):
    """One step of the patients' way through the study."""

    label: Text
    n: Value


class Population(Sourced):
    """Who was studied."""

    summary: Text
    stage: tuple[Annotated[Text, Ref("stages")], ...] = ()
    line: Annotated[Text, Ref("lines")] | None = None
    enrolled: Value | None = None
    randomised: Value | None = None
    analysed: Value | None = None
    cancers: dict[Annotated[Text, Ref("histologies")], Value | None] = {}
    nsclc_n: Value | None = None
    state_as_printed: Text | None = None
    state_as_classified: Classified | None = None
    flow: tuple[Flow, ...] = ()
    eligibility: Eligibility = Eligibility()
    setting: Text | None = None


class Crossover(Frozen):
    """Later treatment in the control group."""

    allowed: YesNo | None = None
    share: Value | None = None
    local_therapy_in_control: Value | None = None
    note: Text | None = None


class ControlToday(Frozen):
    """Whether the control would be given today, by a named assessor."""

    verdict: Literal["yes", "partly", "no", "not-judged"]
    by: Text
    date: Date


class Trial(Frozen):
    """How the study was run; only what was read."""

    stopped: Literal["benefit", "futility", "harm", "accrual", "funding", "ethics"] | None = None
    planned_n: Value | None = None
    reached_n: Value | None = None
    crossover: Crossover | None = None
    immortal_time: Literal["handled", "not-handled", "unclear", "not-applicable"] | None = None
    bundle: StrictBool = False
    """True for a citation that stands for several unnamed studies."""
    primary_endpoint: tuple[Annotated[Text, Ref("endpoints")], ...] = ()
    primary_endpoint_text: Text | None = None
    expected_completion: Date | None = None
    randomisation: Text | None = None
    funding: Text | None = None
    conflicts: Text | None = None
    control_today: ControlToday | None = None


class Related(Frozen):
    """How this card relates to others."""

    follow_up_of: tuple[StudyId, ...] = ()
    shares_patients_with: tuple[StudyId, ...] = ()
    pools: tuple[StudyId, ...] = ()
    same_as_maybe: tuple[StudyId, ...] = ()
    updates: tuple[StudyId, ...] = ()


class Bias(Frozen):
    """A named person's judgement of the risk of bias of one outcome or of the study."""

    tool: Literal["RoB 2", "ROBINS-I", "AMSTAR 2", "AGREE II"]
    judgement: Text
    by: Text
    date: Date
    endpoint: Annotated[Text, Ref("endpoints")] | None = None
    reason: Text | None = None


class Review(Frozen):
    """Who reviewed the card, when, and the content that was reviewed."""

    by: Text
    date: Date
    hash: Text


class Curation(Frozen):
    """Who put the card in, and whether a clinician has reviewed it."""

    added: Date
    by: tuple[Text, ...]
    review: Review | None = None


class StatusSource(Sourced):
    """Where a trial's status was read, and when."""

    read_on: Date | None = None


class Study(Sourced):
    """One evidence card."""

    name: Text
    title: Text
    aliases: tuple[Text, ...] = ()
    """Other names readers search for: acronyms, authors."""
    design: Annotated[Text, Ref("designs")]
    status: Status
    status_source: StatusSource | None = None
    registrations: tuple[Registration, ...] = ()
    years: Years = Years()
    population: Population
    topics: tuple[TopicId, ...] = Field(min_length=1)
    groups: dict[str, Group] = {}
    subsets: dict[str, Subset] = {}
    results: tuple[Result, ...] = ()
    characteristics: tuple[Characteristic, ...] = ()
    trial: Trial = Trial()
    related: Related = Related()
    risk_of_bias: Literal["not assessed"] | tuple[Bias, ...] = "not assessed"
    summary: Text | None = None
    """One short paragraph in our own words; numbers by {{ figure(…) }}."""
    limitations: tuple[Text, ...] = ()
    curation: Curation
