"""The names under which a reader may look for a study or a term, and the words they are found by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from generator.model.evidence import Evidence
from generator.model.records import Term
from generator.model.study import Study

_GAP = re.compile(r"[\s,;:()\[\]\"'|]+")
_SIGNS = re.compile(r"[\W_]+")


class Names:
    """All the names under which a reader may look for a study."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._classes: dict[str, tuple[str, ...]] = {}

    @cached_property
    def authors(self) -> Mapping[str, tuple[str, ...]]:
        """First authors of the studies' own reports, by study."""
        found: dict[str, tuple[str, ...]] = {}
        for source in self.evidence.sources.values():
            first = source.author[0] if source.author else None
            name = (first.family or first.literal) if first else None
            for study in source.primary_for if name else ():
                found[study] = (*found.get(study, ()), str(name))
        return found

    def of_study(self, id_: str, study: Study) -> Iterator[str]:
        """Yield a study's other names, its interventions with their classes, its techniques and drivers."""
        yield from (*study.aliases, *study.registrations, *self.authors.get(id_, ()))
        groups = study.groups.values()
        yield from self.interventions(drug for group in groups for drug in group.interventions)
        for group in groups:
            for regimen in group.radiotherapy:
                yield from self.term("techniques", regimen.technique or "")
        for driver in study.population.eligibility.drivers:
            yield from self.term("drivers", driver)

    def interventions(self, ids: Iterable[str]) -> Iterator[str]:
        """Yield the names of interventions and of all classes they belong to."""
        for id_ in dict.fromkeys(name for drug in ids for name in (drug, *self.classes(drug))):
            yield from self.term("interventions", id_)

    def classes(self, id_: str) -> tuple[str, ...]:
        """Return the classes of a drug, the broader ones last; a circle of classes ends where it began."""
        if id_ not in self._classes:
            found: dict[str, None] = {}
            waiting = list(self._direct(id_))
            while waiting:
                class_ = waiting.pop(0)
                if class_ not in found and class_ != id_:
                    found[class_] = None
                    waiting += self._direct(class_)
            self._classes[id_] = tuple(found)
        return self._classes[id_]

    def _direct(self, id_: str) -> tuple[str, ...]:
        term = self.evidence.vocabulary.get("interventions", {}).get(id_)
        return term.classes if term else ()

    def term(self, kind: str, id_: str) -> tuple[str, ...]:
        """Return all names of a term; none for an id that is not in the vocabulary."""
        term = self.evidence.vocabulary.get(kind, {}).get(id_)
        return term_names(term) if term else ()


def term_names(term: Term) -> tuple[str, ...]:
    """Return label, abbreviation and synonyms of a term."""
    return (term.label, *((term.abbreviation,) if term.abbreviation else ()), *term.synonyms)


def new_names(names: Iterable[str], title: str) -> list[str]:
    """Return the names that add a word to what the title and the names before them hold."""
    known, kept = words(title), []
    for name in names:
        new = words(name)
        if not new <= known:
            known |= new
            kept.append(name)
    return kept


def words(text: str) -> set[str]:
    """Return the words that the search box finds a text by, as docs/assets/js/60-search.js cuts it.

    "EGFR-TKI" gives egfr-tki, egfrtki, egfr and tki: who types it whole does not find its parts.
    """
    found: set[str] = set()
    for raw in _GAP.split(_small(text)):
        parts = [part for part in _SIGNS.split(raw) if part]
        found |= {raw.strip("-./+"), *parts, "".join(parts)}
    return found - {""}


def _small(text: str) -> str:
    """Write text in small letters, without accents, every dash as "-"."""
    bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    return re.sub("[\u2010-\u2015\u2212]", "-", bare).lower()
