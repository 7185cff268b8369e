"""What every renderer is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.chart.cache import Cache
from generator.check.printed import Asked, ask
from generator.model.evidence import Evidence
from generator.printed.corpus import Corpus
from generator.problems import Problem
from generator.render.cells import Site
from generator.synthesise.derivations import Derivations, derivations

Content = str | bytes
Files = dict[str, Content]


@dataclass(frozen=True)
class Dates:
    """Days of last change (ISO, like 2026-11-21) by path in the project; the day and commit of the build."""

    changed: Mapping[str, str] = field(default_factory=dict)
    built: str = ""
    commit: str = ""

    def of(self, *paths: str) -> str:
        """Return the latest day on which one of the files changed; an empty text before the first commit."""
        return max((self.changed.get(path, "") for path in paths), default="")


@dataclass(frozen=True)
class Context:
    """The evidence with everything worked out, the problems found, the dates, the store of drawn charts."""

    corpus: Corpus
    problems: tuple[Problem, ...]
    dates: Dates
    cache: Cache
    docs: Mapping[str, str] = field(default_factory=dict)
    """Text of the hand-written pages, Markdown by path like `about.md`; for the search."""
    version: str = ""

    @cached_property
    def asked(self) -> Asked:
        """What the checks of printed numbers ask the sources; worked out once."""
        return ask(self.corpus)

    @cached_property
    def derived(self) -> Derivations:
        """The intervals and p values that we derive; worked out once."""
        return derivations(self.corpus)

    def site(self, up: str = "") -> Site:
        """Links and shared words for the pages of one folder; `up` leads to the site's root."""
        return Site(self.corpus, up, self.asked, self.derived)

    @property
    def evidence(self) -> Evidence:
        """All of the evidence."""
        return self.corpus.evidence


Renderer = Callable[[Context], Files]
