"""Topics, vocabularies, facts, the log of searches and the site's own names."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from generator.model.base import Date, Frozen, Ref, SourceId, StudyId, Text, Url
from generator.model.printed import Value


class Term(Frozen):
    """A controlled term; the kinds add what only they need."""

    label: Text
    definition: Text
    abbreviation: Text | None = None
    synonyms: tuple[Text, ...] = ()
    better: Literal["higher", "lower", "none"] | None = None
    kind: Text | None = None
    counts_death: StrictBool | Literal["unknown"] | None = None
    event_is: Literal["bad", "good"] | None = None
    family: Text | None = None
    rank: StrictInt | None = None
    column: Text | None = None
    randomised: StrictBool | None = None
    classes: tuple[Annotated[Text, Ref("interventions")], ...] = ()
    symbol: Text | None = None
    elsewhere: StrictBool | None = None
    """Whether a cancer is of another kind than those that the site is about."""


CertaintyReason = Literal[
    "risk-of-bias",
    "inconsistency",
    "indirectness",
    "imprecision",
    "publication-bias",
    "large-effect",
    "dose-response",
    "opposing-confounding",
]
"""Why certainty was rated down, or (the last three) up: the domains of GRADE."""


class Outcome(Frozen):
    """An outcome of a question, ranked."""

    endpoint: Annotated[Text, Ref("endpoints")]
    importance: Literal["critical", "important"]
    certainty: Literal["not assessed", "high", "moderate", "low", "very low"] = "not assessed"
    certainty_by: Text | None = None
    certainty_date: Date | None = None
    certainty_reasons: tuple[CertaintyReason, ...] = ()


class Query(Frozen):
    """Studies chosen by what they have: every key given must match one of its terms."""

    topics: tuple[Annotated[Text, Ref("topics")], ...] = ()
    designs: tuple[Annotated[Text, Ref("designs")], ...] = ()
    interventions: tuple[Annotated[Text, Ref("interventions")], ...] = ()


class PoolPlan(Frozen):
    """What a pooled estimate may combine: declared before it is seen, and never chosen by the program."""

    endpoint: Annotated[Text, Ref("endpoints")]
    comparison: Text
    """The comparison that every study makes, in a clinician's words."""
    studies: tuple[StudyId, ...] = Field(min_length=2)
    """Randomised trials of that comparison, whether or not they print a usable effect."""
    timepoint: Text | None = None
    grade: Text | None = None


class Question(Frozen):
    """A clinical question that a topic answers."""

    id: Text
    heading: Text | None = None
    """The question in a few words, for the list of contents; the question itself unless given."""
    question: Text
    population: Text
    intervention: Text
    comparator: Text
    short: tuple[Text, Text] | None = None
    """Names of the tested treatment and its comparator in a chart, in few words."""
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    studies: tuple[StudyId, ...] = ()
    """Studies whose results count."""
    query: Query | None = None
    context: tuple[StudyId, ...] = ()
    """Studies that bear on the question without answering it."""
    ongoing: tuple[StudyId, ...] = ()
    guidelines: tuple[StudyId, ...] = ()
    answer: Text
    """One to three sentences; numbers by {{ figure(…) }}."""
    threshold: Text | None = None
    pools: tuple[PoolPlan, ...] = ()
    """Outcomes that may be pooled, each with the trials of one comparison."""
    gaps: tuple[Text, ...] = ()


class Topic(Frozen):
    """Front matter of a topic; without questions it is not rendered yet."""

    title: Text
    order: StrictInt = 0
    short: Text | None = None
    """Name in lists; the title unless given."""
    summary: Text | None = None
    """The answer in one or two sentences for the home page."""
    patient: tuple[Text, ...] = ()
    """Words under "My patient has" on the home page that lead here."""
    questions: tuple[Question, ...] = ()
    searches: tuple[Text, ...] = ()
    """Ids of the searches that looked for this topic's studies."""
    body: str = ""
    """The narrative in Markdown; stands after the front matter in the file."""


class Fact(Frozen):
    """A sourced number that belongs to no study."""

    text: Text
    value: Value | None = None
    unit: Annotated[Text, Ref("units")] | None = None
    source: SourceId
    at: Text
    note: Text | None = None


class LeftOut(Frozen):
    """What a search found and was not used, and why."""

    what: Text
    why: Text


class Search(Frozen):
    """One look-up: where, for what, when, what was kept."""

    id: Text
    date: Date
    where: Text
    purpose: Annotated[Text, Field(alias="for")]
    terms: tuple[Text, ...]
    window: Text | None = None
    kept: tuple[SourceId, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    topics: tuple[Annotated[Text, Ref("topics")], ...] = ()
    by: Text


class Licence(Frozen):
    """The licence of the evidence."""

    name: Text
    url: Url


class SiteInfo(Frozen):
    """What names this site; another group replaces it with the rest of `evidence/`."""

    title: Text
    short_title: Text
    heading: Text
    tagline: Text
    field: Text
    description: Text
    publisher: Text
    licence: Licence
    advice: Text
    """The line that this is no medical advice."""
    contact: Text | None = None
