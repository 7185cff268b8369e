"""Sizes of groups that do not fit the number of all patients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.wording import text
from generator.printed.comparison import ALL
from generator.printed.corpus import Corpus
from generator.printed.rows import Row, as_decimal

_TOTALS = ("patients-randomised", "patients-analysed", "patients-enrolled")


def check(corpus: Corpus) -> Iterator[Look]:
    """The sizes of the groups do not add up to all patients, or a part is larger than its whole.

    Added up are groups that have roles, which no patient shares, where each has a printed size from the source
    of the total. They must make up all that were randomised, and not be more than were enrolled or
    analysed. Groups with `of:` and subsets are held against the group that they are a part of.
    """
    for study_id in corpus.rows:
        sizes = {row.group: row for row in corpus.rows[study_id] if _is_size(row)}
        yield from _sums(corpus, study_id, sizes)
        yield from _parts(corpus, study_id, sizes)


def _is_size(row: Row) -> bool:
    return row.place[0] == "groups" and row.place[-1] == "n" and as_decimal(row.value) is not None


def _sums(corpus: Corpus, study_id: str, sizes: dict[str, Row]) -> Iterator[Look]:
    study = corpus.evidence.studies[study_id]
    disjoint = [id_ for id_, group in study.groups.items() if group.role and not group.of]
    rows = [sizes[id_] for id_ in disjoint if id_ in sizes]
    if len(rows) < 2 or len(rows) < len(disjoint):
        return
    for total in _totals(corpus, study_id):
        if all(row.origin.source == total.origin.source for row in rows):
            added = sum((as_decimal(row.value) or Decimal(0) for row in rows), Decimal(0))
            whole = as_decimal(total.value) or Decimal(0)
            unequal = added != whole if total.endpoint == "patients-randomised" else added > whole
            yield look([*rows, total], _unequal(corpus, rows, total, added) if unequal else None)


def _totals(corpus: Corpus, study_id: str) -> list[Row]:
    return [
        row
        for row in corpus.rows[study_id]
        if row.endpoint in _TOTALS
        and row.group == ALL
        and as_decimal(row.value) is not None
        and not (row.subset or row.factor)
    ]


def _unequal(corpus: Corpus, rows: Sequence[Row], total: Row, added: Decimal) -> Question:
    sizes = ", ".join(f"{text(row.value)} ({row.group_name})" for row in rows)
    label = corpus.evidence.label("endpoints", total.endpoint)
    sentence = (
        f"The groups have {sizes}, together {added}; {text(total.value)} is printed for all."
        " Were some left out, or is one of the numbers misprinted?"
    )
    return ask(
        "groups-against-total",
        (total, *rows),
        f"{label} (all patients)",
        sentence,
        text(total.value),
        f"{' + '.join(text(row.value) for row in rows)} = {added}",
    )


def _parts(corpus: Corpus, study_id: str, sizes: dict[str, Row]) -> Iterator[Look]:
    study = corpus.evidence.studies[study_id]
    groups = study.groups.items()
    parts = [(sizes[id_], group.of or "") for id_, group in groups if group.of and id_ in sizes]
    subsets = (
        row
        for row in corpus.rows[study_id]
        if row.place[0] == "subsets" and as_decimal(row.value) is not None
    )
    parts += [(row, study.subsets[row.subset].of or "") for row in subsets]
    for part, of in parts:
        whole = sizes.get(of)
        if whole is not None:
            larger = (as_decimal(part.value) or 0) > (as_decimal(whole.value) or 0)
            yield look([part, whole], _larger(corpus, part, whole) if larger else None)


def _larger(corpus: Corpus, part: Row, whole: Row) -> Question:
    study = corpus.evidence.studies[part.study]
    name = study.subsets[part.subset].name if part.subset else part.group_name
    sentence = (
        f"{text(part.value)} patients are printed for “{name}”, and {text(whole.value)} for “{whole.group_name}”,"
        " which it is a part of. Is one of the numbers misprinted?"
    )
    return ask(
        "groups-against-total",
        (part, whole),
        f"Number of patients ({name})",
        sentence,
        text(part.value),
        f"of {text(whole.value)}",
    )
