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
        if key and place in self.keys:
            return self.keys[place]
        while place and place not in self.values:
            place = self._parent(place)
        return self.values.get(place, (1, 1))

    def _parent(self, place: Place) -> Place:
        """Drop the part that is no key of the data: a validator's own index, else the last."""
        for index in range(len(place) - 1, -1, -1):
            shorter = place[:index] + place[index + 1 :]
            if shorter in self.values and isinstance(place[index], int):
                return shorter
        return place[:-1]


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
        return found or Term(label=id_, definition="This term is not in the vocabulary.")

    def label(self, kind: str, id_: str) -> str:
        """Return the label of a term."""
        return self.term(kind, id_).label

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
