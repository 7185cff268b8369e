"""Progress on the terminal, and how long each step took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

Say = Callable[[str], None]


@dataclass
class Steps:
    """Says each step as it begins and keeps its wall time in seconds."""

    say: Say
    taken: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Run one step."""
        self.say(f"{name} …")
        start = perf_counter()
        yield
        self.taken.append((name, perf_counter() - start))

    def report(self) -> None:
        """Say the wall time of every step and of all together."""
        for name, seconds in (*self.taken, ("Together", sum(seconds for _, seconds in self.taken))):
            self.say(f"{seconds:8.2f} s  {name}")
