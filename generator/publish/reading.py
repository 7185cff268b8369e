"""The evidence of a folder, read and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.check import check
from generator.model.base import references
from generator.model.evidence import source_path, study_path
from generator.model.study import Study
from generator.printed.corpus import Corpus, build
from generator.problems import Problem, in_order
from generator.publish.trouble import Trouble
from generator.read.load import read


@dataclass(frozen=True)
class Checked:
    """What could be read, and all problems in file order."""

    corpus: Corpus
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended before pages are built."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def checked(folder: Path) -> Checked:
    """Read and check a folder of evidence. Raises Trouble where there is no such folder."""
    if not folder.is_dir():
        raise Trouble(
            f"There is no folder {folder}/ here. Change to the project's top folder, or name one with --evidence.",
            2,
        )
    reading = read(folder)
    corpus = build(reading.evidence)
    return Checked(corpus, in_order((*reading.problems, *check(corpus))))


def at(folder: Path, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems with the paths of the folder that was read; the reader calls each `evidence/`."""
    name = folder.as_posix()
    return tuple(replace(found, path=name + found.path.removeprefix("evidence")) for found in problems)


def sound(state: Checked) -> Corpus:
    """Return the evidence without the cards that have errors, or that rest on a source which cannot be read.

    A topic that cannot be read is left out of the cards that name it.
    """
    if not state.errors:
        return state.corpus
    evidence = state.corpus.evidence
    bad = {problem.path for problem in state.errors} | resting(state).keys()
    studies = {
        id_: study.model_copy(
            update={"topics": tuple(topic for topic in study.topics if topic in evidence.topics)}
        )
        for id_, study in evidence.studies.items()
        if study_path(id_) not in bad
    }
    facts = {id_: fact for id_, fact in evidence.facts.items() if fact.source in evidence.sources}
    return build(replace(evidence, studies=studies, facts=facts))


def resting(state: Checked) -> dict[str, set[str]]:
    """Return the paths of cards that rest on sources which cannot be read, each with the paths of those sources."""
    evidence = state.corpus.evidence
    bad = {problem.path for problem in state.errors if problem.path.startswith("evidence/sources/")}
    unread = bad - {source_path(id_) for id_ in evidence.sources}
    if not unread:
        return {}
    named = {study_path(id_): _sources(study) & unread for id_, study in evidence.studies.items()}
    return {path: paths for path, paths in named.items() if paths}


def _sources(study: Study) -> set[str]:
    return {source_path(value) for _, ref, value in references(study) if ref.kind == "sources"}
