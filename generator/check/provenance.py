"""Numbers without a source or a place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.base import Place
from generator.printed.corpus import Corpus
from generator.printed.place import Origin
from generator.printed.rows import Row
from generator.problems import Problem


def source_missing(corpus: Corpus) -> Iterator[Problem]:
    """A number has no source, of its own or from above.

    `source:` may stand on the card, the population, a group, a regimen, a table or a result, and
    holds for everything beneath that names none.
    """
    for study_id, row in _firsts(corpus):
        if not row.origin.source:
            yield corpus.problem(
                study_id,
                row.place,
                "source-missing",
                "This number has no source.",
                "`source:` here or above, the name of a file in evidence/sources/",
                "Say which publication it was read in.",
            )


def place_missing(corpus: Corpus) -> Iterator[Problem]:
    """A number has no place in its source, of its own or from above.

    A place belongs to its source: where a record names another source than the card does, it
    names its own `at:` as well.
    """
    for study_id, row in _firsts(corpus):
        if row.origin.source and not row.origin.at:
            yield corpus.problem(
                study_id,
                row.place,
                "place-missing",
                f"This number has no place in {row.origin.source}.",
                '`at:` that begins with a heading, "Table 2" or "Abstract" as printed',
                "Say where in the source it stands.",
            )


def _firsts(corpus: Corpus) -> Iterator[tuple[str, Row]]:
    """Yield the first row of each record and origin, so that one mistake is reported once."""
    for study_id, rows in corpus.rows.items():
        firsts: dict[tuple[Place, Origin], Row] = {}
        for row in rows:
            firsts.setdefault((row.place[:2], row.origin), row)
        yield from ((study_id, row) for row in firsts.values())
