"""Reads the folder `evidence/`: all of it, or all of its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from generator.model.base import Frozen, Place
from generator.model.evidence import Document, Evidence
from generator.model.records import Fact, Search, SiteInfo, Term, Topic
from generator.model.source import Source
from generator.model.study import Study
from generator.problems import Problem, in_order
from generator.read.shape import validate
from generator.read.strict import parse

Record = TypeVar("Record", bound=Frozen)

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
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
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n(.*))?\Z", re.DOTALL)


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
            if path.name.startswith(".") or path.name == "LICENSE":
                continue
            if path.suffix != suffix:
                self._report(
                    "file-name",
                    path,
                    f"The file {path.name} does not end in {suffix}.",
                    f"a name like my-study{suffix}",
                    "Rename the file.",
                )
            elif not KEBAB.match(path.stem):
                self._report(
                    "file-name",
                    path,
                    f"The name {path.name} is not in kebab-case.",
                    f"small letters, digits and hyphens, like pembro-rt{suffix}",
                    "Rename the file.",
                )
            else:
                yield path

    def text(self, path: Path) -> str | None:
        """Return a file's text with plain line ends and without a byte order mark."""
        self.documents[self.name(path)] = Document(self.name(path))
        try:
            content = path.read_bytes()
            return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            self._report(
                "not-text",
                path,
                "The file is not text in UTF-8.",
                "a text file",
                "Save it as plain text in UTF-8, or copy the template card again.",
                line=content.count(b"\n", 0, error.start) + 1,
            )
        except OSError as error:
            self._report(
                "unreadable-file",
                path,
                f"The file cannot be opened: {error.strerror}.",
                "a readable file",
                "",
            )
        return None

    def document(self, path: Path, text: str | None = None) -> Document | None:
        text = self.text(path) if text is None else text
        if text is None:
            return None
        document, problems = parse(text, self.name(path))
        self.documents[document.path] = document
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
        match = _FRONT.match(text)
        if not match:
            self._report(
                "front-matter",
                path,
                "The topic does not begin with front matter.",
                "a first line `---`, then the keys, then `---`, then the narrative",
                "",
            )
            return None
        document = self.document(path, "\n" + match[1])
        if document is None or not isinstance(document.data, dict):
            return self.record(Topic, document, document.data if document else None)
        body = match[2] or ""
        start = match.start(2) + len(body) - len(body.lstrip())
        document.values.setdefault(("body",), (text.count("\n", 0, start) + 1, 1))
        if "body" in document.data:
            self.problems.append(_stray_body(document))
        return self.record(Topic, document, {**document.data, "body": body.strip()})

    def site(self) -> SiteInfo | None:
        path = self.root / "site.yml"
        document = self.document(path) if path.exists() else None
        if document is None:
            if not path.exists():
                self._report(
                    "missing-file", path, "The file site.yml is missing.", "the site's title and licence", ""
                )
            return None
        return self.record(SiteInfo, document, document.data)

    def name(self, path: Path) -> str:
        return f"evidence/{path.relative_to(self.root).as_posix()}"

    def _is(self, document: Document, kind: type, expected: str) -> bool:
        if not isinstance(document.data, kind):
            found = "a list" if isinstance(document.data, list) else "keys" if document.data else "one value"
            message = f"The file holds {found} at its top."
            line, column = document.where(())
            self.problems.append(
                Problem(
                    "wrong-type",
                    document.path,
                    line,
                    column,
                    message,
                    expected,
                    "The files beside it show the form.",
                )
            )
        return isinstance(document.data, kind)

    def _report(self, code: str, path: Path, message: str, expected: str, hint: str, line: int = 1) -> None:
        self.problems.append(Problem(code, self.name(path), line, 1, message, expected, hint))


def _stray_body(document: Document) -> Problem:
    line, column = document.where(("body",), key=True)
    return Problem(
        "unknown-key",
        document.path,
        line,
        column,
        "The key 'body' is not known here.",
        "the narrative after the second `---`",
        "Move the text there.",
    )


def read(root: Path) -> Reading:
    """Read the folder `evidence/`. Problems of all files are collected; none of them is raised."""
    reader = _Reader(root)
    if not root.is_dir():
        return Reading(
            Evidence(_NO_SITE),
            (
                Problem(
                    "missing-folder",
                    "evidence",
                    1,
                    1,
                    "There is no folder evidence/ here.",
                    "the project's top folder",
                    "Change to the project's folder, or name another one.",
                ),
            ),
        )
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
