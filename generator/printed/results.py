"""The rows of a card put together again, result by result, as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.study import Result, Study
from generator.printed.comparison import ALL, UNCLEAR
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import is_adjusted

EFFECTS = ("hr", "or", "rr", "difference")


@dataclass(frozen=True)
class Shown:
    """One result of a card with its rows.

    `second` says that none of its numbers is shown first: it repeats others, or its source is retracted.
    """

    study: str
    index: int
    result: Result
    rows: tuple[Row, ...]
    second: bool

    @property
    def estimates(self) -> tuple[Row, ...]:
        """The groups' numbers."""
        return tuple(
            row for row in self.rows if row.statistic not in (*EFFECTS, "p", "finding") and not row.factor
        )

    @property
    def effect(self) -> Row | None:
        """The effect between two groups, where one is printed."""
        return next((row for row in self.rows if row.statistic in EFFECTS and not row.factor), None)

    @property
    def p(self) -> Row | None:
        """The row that carries the result's p value."""
        bare = next((row for row in self.rows if row.statistic == "p" and not row.factor), None)
        return bare or (self.effect if self.effect is not None and self.effect.p_value else None)

    @property
    def factors(self) -> tuple[Row, ...]:
        """The rows of a model."""
        return tuple(row for row in self.rows if row.factor)

    @property
    def finding(self) -> Row | None:
        """What is said in words."""
        return next((row for row in self.rows if row.statistic == "finding"), None)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that the result's numbers, or else its effect, are about."""
        found = dict.fromkeys(row.group for row in self.estimates)
        effect = self.effect or self.p
        return tuple(found) or (effect.groups if effect is not None else ())

    @property
    def first(self) -> Row:
        """A row that stands for the result's source and place."""
        return self.rows[0]


def shown(corpus: Corpus, study_id: str) -> tuple[Shown, ...]:
    """Return the results of a card in its order."""
    by_result: dict[int, list[Row]] = {}
    for row in corpus.rows[study_id]:
        if row.result is not None:
            by_result.setdefault(row.result, []).append(row)
    results = corpus.evidence.studies[study_id].results
    return tuple(
        Shown(study_id, index, results[index], tuple(rows), _is_second(corpus, rows))
        for index, rows in by_result.items()
    )


def _is_second(corpus: Corpus, rows: Sequence[Row]) -> bool:
    """A p value beside numbers that another report leads with does not bring its result to the front."""
    numbers = [row for row in rows if row.statistic not in ("finding", "p") or row.factor]
    numbers = numbers or [row for row in rows if row.statistic != "finding"]
    return bool(numbers) and not any(corpus.is_headline(row) for row in numbers)


def main_result(corpus: Corpus, study_id: str) -> Shown | None:
    """Return the result that stands for a study in lists.

    That is the primary endpoint where it was read, else the first result on the card that compares
    two groups, else the first with a number. Adjusted models' factors, subgroups, numbers whose group
    is not stated and parts of groups come last. Of several results of that endpoint the one that clinical rule 7
    puts first is chosen.
    """
    found = [item for item in shown(corpus, study_id) if not item.second and (item.estimates or item.effect)]
    found = [item for item in found if item.result.endpoint not in _NOT_MAIN]
    study = corpus.evidence.studies[study_id]
    if corpus.evidence.term("designs", study.design).column == "single-arm":
        found = [item for item in found if item.estimates]
    first = min(found, key=lambda item: _order(study, item), default=None)
    if first is None:
        return None
    randomised = bool(corpus.evidence.term("designs", study.design).randomised)
    rivals = [item for item in found if item is first or _is_rival(item, first)]
    return min(rivals, key=lambda item: (-_standing(item, randomised), item is not first, item.index))


_NOT_MAIN = (
    "patients",
    "patients-enrolled",
    "patients-randomised",
    "patients-analysed",
    "patients-irradiated",
    "total-dose",
    "fractions",
    "dose-per-fraction",
    "follow-up",
    "eqd2-dose",
    "bed-dose",
    "characteristic",
    "studies-included",
)


def _order(study: Study, item: Shown) -> tuple[bool, bool, bool, bool, bool, int]:
    role = item.result.method.endpoint_role
    groups = [group for group in item.groups if group not in (ALL, UNCLEAR)]
    parts = [group for group in groups if group in study.groups and study.groups[group].of]
    return (
        role not in ("primary", "co-primary"),
        bool(item.result.subset),
        UNCLEAR in item.groups,
        len(groups) < 2,
        bool(parts),
        item.index,
    )


def _is_rival(item: Shown, first: Shown) -> bool:
    """Say whether two results tell the same of the same patients and differ in their analysis only."""
    one, other = item.result, first.result
    same = all(
        getattr(one, key) == getattr(other, key) for key in ("endpoint", "subset", "grade", "timepoint")
    )
    cutoffs = {result.maturity.cutoff for result in (one, other)} - {None}
    return same and set(item.groups) == set(first.groups) and len(cutoffs) < 2


def _standing(item: Shown, randomised: bool) -> int:
    """Return how far clinical rule 7 puts a result's analysis first.

    In a randomised study that is the stratified effect and the analysis by intention to treat; else
    the adjusted effect.
    """
    effect = item.effect
    if not randomised:
        return int(effect is not None and is_adjusted(effect))
    stratified = effect is not None and effect.method.get("model") == "stratified"
    return stratified + (item.result.method.analysis_set == "intention-to-treat")


def group_tables(
    found: Sequence[Shown], order: Sequence[str], most: int = 5
) -> list[tuple[tuple[str, ...], list[Shown]]]:
    """Put results whose numbers are about the same groups into one table; a result about fewer joins a wider table."""
    ranks = {group: index for index, group in enumerate((*order, ALL, UNCLEAR))}
    sets: list[tuple[str, ...]] = []
    for item in sorted(found, key=lambda item: -len(item.groups)):
        groups = _sorted_groups(item, ranks)[:most]
        if not any(set(groups) <= set(known) for known in sets):
            sets.append(groups)
    tables: dict[tuple[str, ...], list[Shown]] = {}
    for item in found:
        mine = _sorted_groups(item, ranks)[:most]
        home = next(known for known in sorted(sets, key=len) if set(mine) <= set(known))
        tables.setdefault(home, []).append(item)
    return list(tables.items())


def _sorted_groups(item: Shown, ranks: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(item.groups, key=lambda group: ranks.get(group, len(ranks))))
