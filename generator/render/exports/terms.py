"""`terms`: the vocabularies as one table, so that the ids of the other tables can be read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.evidence import Evidence
from generator.model.records import Term
from generator.render.exports.columns import Cell, Column

Item = tuple[str, str, Term]


def _counts_death(item: Item) -> Cell:
    answer = item[2].counts_death
    return "" if answer is None else str(answer).lower()


COLUMNS: tuple[Column[Item], ...] = (
    Column("vocabulary", "text", "Name of the vocabulary.", lambda item: item[0]),
    Column("term_id", "text", "Id of the term; unique within its vocabulary.", lambda item: item[1]),
    Column("label", "text", "Name.", lambda item: item[2].label),
    Column("abbreviation", "text", "Abbreviation.", lambda item: item[2].abbreviation or ""),
    Column("definition", "text", "Definition, in our words.", lambda item: item[2].definition),
    Column("synonyms", "texts", "Synonyms.", lambda item: item[2].synonyms),
    Column("kind", "text", "Kind of endpoint, intervention or unit.", lambda item: item[2].kind or ""),
    Column("better", "text", "Of an endpoint: which way is better.", lambda item: item[2].better or "", "higher lower none"),
    Column("event_is", "text", "Of an endpoint with events: whether the event is bad or good.",
           lambda item: item[2].event_is or "", "bad good"),
    Column("counts_death", "text", "Of an endpoint: whether death counts as an event.", _counts_death, "true false unknown"),
    Column("family", "text", "Endpoints that measure one thing share a family.", lambda item: item[2].family or ""),
    Column("rank", "integer", "Of a design: its place in lists.", lambda item: item[2].rank),
    Column("column", "text", "Of a design: its column in overviews.", lambda item: item[2].column or "",
           "randomised single-arm cohort review guideline laboratory not-stated"),
    Column("classes", "ids", "Of a drug or class: the classes it belongs to.", lambda item: item[2].classes),
    Column("symbol", "text", "Of a unit: its symbol.", lambda item: item[2].symbol or ""),
)  # fmt: skip


def items(evidence: Evidence) -> Iterator[Item]:
    """Yield all terms with their vocabulary and id."""
    for vocabulary, terms in sorted(evidence.vocabulary.items()):
        yield from ((vocabulary, id_, term) for id_, term in terms.items())
