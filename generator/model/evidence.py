"""All of the evidence, and where each value stands in its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.base import Place
from generator.model.records import Fact, Search, SiteInfo, Term, Topic
from generator.model.source import Source
from generator.model.study import Study

Mark = tuple[int, int]
Vocabulary = Mapping[str, Mapping[str, Term]]


@dataclass(frozen=True)
class Document:
    """One file: its data, and where every key and value stands (line and column from 1)."""

    path: str
    text: str = ""
    data: Any = None
    values: dict[Place, Mark] = field(default_factory=dict)
    keys: dict[Place, Mark] = field(default_factory=dict)

    def where(self, place: Place, *, key: bool = False) -> Mark:
        """Return the mark of a value, or of its key; of the nearest parent where it has none."""
        found = self.nearest(place)
        if key and found in self.keys and found[-1] == place[-1]:
            return self.keys[found]
        return self.values.get(found, (1, 1))

    def nearest(self, place: Place) -> Place:
        """Return the place as the file has it: without the parts that only a validator knows.

        Those are the index of a list that was typed as one value, the alternatives of a union and
        whatever is missing.
        """
        found: Place = ()
        for part in place:
            if (*found, part) in self.values:
                found = (*found, part)
        return found


@dataclass(frozen=True)
class Evidence:
    """Everything under `evidence/`, by id, in the order of the files' names."""

    site: SiteInfo
    studies: Mapping[str, Study] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    searches: tuple[Search, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)

    def term(self, kind: str, id_: str) -> Term:
        """Return a term of a vocabulary; an unknown id gives a term that shows the id."""
        found = self.vocabulary.get(kind, {}).get(id_)
        return found or Term(label=id_ or "not stated", definition="This term is not in the vocabulary.")

    def label(self, kind: str, id_: str) -> str:
        """Return the label of a term."""
        return self.term(kind, id_).label

    def mixes_cancers(self, study_id: str) -> bool:
        """Say whether a study's patients had other cancers too than those that the site is about.

        That is so where a cancer of another organ is named, and where fewer patients of the site's cancer are
        printed than the study has.
        """
        population = self.studies[study_id].population
        if any(self.term("histologies", id_).elsewhere for id_ in population.cancers):
            return True
        own, totals = population.nsclc_n, (population.randomised, population.enrolled, population.analysed)
        if own is None or own.exact is None:
            return False
        known = [total.exact for total in totals if total is not None and total.exact is not None]
        return not (known or population.cancers) or any(total > own.exact for total in known)

    def unread(self, path: str, id_: str = "") -> bool:
        """Say whether a file, or one of its records, is there but could not be read: it has problems of its own."""
        document = self.documents.get(path)
        if document is None:
            return False
        return not id_ or not isinstance(document.data, Mapping) or id_ in document.data

    def rendered_topics(self) -> dict[str, Topic]:
        """Return the topics that have questions, in their order."""
        found = [(id_, topic) for id_, topic in self.topics.items() if topic.questions]
        return dict(sorted(found, key=lambda item: (item[1].order, item[0])))


def study_path(study_id: str) -> str:
    """Path of a card in the project."""
    return f"evidence/studies/{study_id}.yml"


def source_path(source_id: str) -> str:
    """Path of a source in the project."""
    return f"evidence/sources/{source_id}.yml"


def topic_path(topic_id: str) -> str:
    """Path of a topic in the project."""
    return f"evidence/topics/{topic_id}.md"
