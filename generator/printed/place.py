"""Where a number was read: source and place are inherited from above."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.study import Sourced


@dataclass(frozen=True)
class Origin:
    """A source and the place in it; either may be missing."""

    source: str | None = None
    at: str | None = None

    def beneath(self, record: Sourced) -> Origin:
        """Return what holds for a record beneath: its own, else what is inherited.

        A place belongs to its source: a record that names another source does not inherit the place.
        """
        source = record.source or self.source
        at = record.at or (self.at if source == self.source else None)
        return Origin(source, at)


def resolve(*records: Sourced | None) -> Origin:
    """Return the origin of the last record, reading from the card downwards."""
    origin = Origin()
    for record in records:
        origin = origin.beneath(record) if record else origin
    return origin
