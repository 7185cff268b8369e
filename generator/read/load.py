"""Reads the folder `evidence/`: all of it, or all of its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from generator.model.base import Frozen, Place
from generator.model.evidence import Document, Evidence
from generator.model.records import Fact, Search, SiteInfo, Term, Topic
from generator.model.source import Source
from generator.model.study import Study
from generator.problems import Problem, in_order
from generator.read.files import front_matter, is_record, text_of, wrong_name
from generator.read.shape import validate
from generator.read.strict import parse

Record = TypeVar("Record", bound=Frozen)

_NO_SITE = SiteInfo.model_construct(
    title="",
    short_title="",
    heading="",
    tagline="",
    field="",
    description="",
    publisher="",
    licence=None,
    advice="",
    contact=None,
)
_NO_FOLDER = Problem(
    "missing-folder",
    "evidence",
    1,
    1,
    "There is no folder evidence/ here.",
    "the project's top folder",
    "Change to the project's folder, or name another one.",
)
_NARRATIVE = "the narrative after the second line of `---`"


@dataclass
class Reading:
    """What was read, and what could not be. The evidence leaves out the records with problems."""

    evidence: Evidence
    problems: tuple[Problem, ...]


@dataclass
class _Reader:
    root: Path
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)

    def files(self, folder: str, suffix: str) -> Iterator[Path]:
        for path in sorted((self.root / folder).glob("*")):
            problem = wrong_name(path, suffix, self.name(path))
            if problem:
                self.problems.append(problem)
            elif is_record(path):
                yield path

    def text(self, path: Path) -> str | None:
        found = text_of(path, self.name(path))
        if isinstance(found, str):
            return found
        self.documents[found.path] = Document(found.path)
        self.problems.append(found)
        return None

    def document(self, path: Path, text: str | None = None) -> Document | None:
        text = self.text(path) if text is None else text
        if text is None:
            return None
        document, problems = parse(text, self.name(path))
        self.documents[document.path] = replace(document, data=None) if problems else document
        self.problems += problems
        return None if problems else document

    def record(
        self, model: type[Record], document: Document | None, data: Any, at: Place = ()
    ) -> Record | None:
        if document is None:
            return None
        found = validate(model, document, data, at)
        if isinstance(found, list):
            self.problems += found
            return None
        return found

    def folder(self, folder: str, model: type[Record]) -> dict[str, Record]:
        records = {}
        for path in self.files(folder, ".yml"):
            document = self.document(path)
            record = self.record(model, document, document.data if document else None)
            if record:
                records[path.stem] = record
        return records

    def mapping(self, path: Path, model: type[Record]) -> dict[str, Record]:
        document = self.document(path) if path.exists() else None
        if document is None or not self._is(document, dict, "`id:` lines, each with its record beneath"):
            return {}
        records = {id_: self.record(model, document, data, (id_,)) for id_, data in document.data.items()}
        return {id_: record for id_, record in records.items() if record}

    def sequence(self, path: Path, model: type[Record]) -> tuple[Record, ...]:
        document = self.document(path) if path.exists() else None
        if document is None or not self._is(document, list, "a list: each record after `- `"):
            return ()
        records = [self.record(model, document, data, (index,)) for index, data in enumerate(document.data)]
        return tuple(record for record in records if record)

    def topics(self) -> dict[str, Topic]:
        found = {path.stem: self.topic(path) for path in self.files("topics", ".md")}
        return {id_: topic for id_, topic in found.items() if topic}

    def topic(self, path: Path) -> Topic | None:
        text = self.text(path)
        if text is None:
            return None
        front = front_matter(text, self.name(path))
        if isinstance(front, Problem):
            self.documents[front.path] = Document(front.path)
            self.problems.append(front)
            return None
        document = self.document(path, front.keys)
        if document is None or not isinstance(document.data, dict):
            return self.record(Topic, document, document.data if document else None)
        if "body" in document.data:
            self._report("unknown-key", document, ("body",), "The key 'body' is not known here.", _NARRATIVE)
        document.values[("body",)] = (front.body_line, 1)
        return self.record(Topic, document, {**document.data, "body": front.body})

    def site(self) -> SiteInfo | None:
        path = self.root / "site.yml"
        if not path.exists():
            missing = Document(self.name(path))
            self._report("missing-file", missing, (), "The file site.yml is missing.", "the site's title")
            return None
        document = self.document(path)
        return self.record(SiteInfo, document, document.data if document else None)

    def name(self, path: Path) -> str:
        return f"evidence/{path.relative_to(self.root).as_posix()}"

    def _is(self, document: Document, kind: type, expected: str) -> bool:
        fits = isinstance(document.data, kind)
        if not fits:
            data = document.data
            found = "keys" if isinstance(data, dict) else "a list" if isinstance(data, list) else "one value"
            self._report("wrong-type", document, (), f"The file holds {found} at its top.", expected)
        return fits

    def _report(self, code: str, document: Document, place: Place, message: str, expected: str) -> None:
        line, column = document.where(place, key=True)
        self.problems.append(Problem(code, document.path, line, column, message, expected))


def read(root: Path) -> Reading:
    """Read the folder `evidence/`. Problems of all files are collected; none of them is raised."""
    if not root.is_dir():
        return Reading(Evidence(_NO_SITE), (_NO_FOLDER,))
    reader = _Reader(root)
    evidence = Evidence(
        site=reader.site() or _NO_SITE,
        studies=reader.folder("studies", Study),
        sources=reader.folder("sources", Source),
        topics=reader.topics(),
        vocabulary=_vocabulary(reader),
        facts=reader.mapping(root / "facts.yml", Fact),
        searches=reader.sequence(root / "searches.yml", Search),
        documents=reader.documents,
    )
    return Reading(evidence, in_order(reader.problems))


def _vocabulary(reader: _Reader) -> Mapping[str, Mapping[str, Term]]:
    return {path.stem: reader.mapping(path, Term) for path in reader.files("vocabulary", ".yml")}
