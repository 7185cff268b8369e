"""Ids that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.base import Place, references
from generator.model.evidence import Document, Evidence, source_path, study_path, topic_path
from generator.model.records import Search
from generator.printed.corpus import Corpus
from generator.problems import Problem
from generator.read.shape import did_you_mean

_FOLDERS = {
    "sources": ("source", "evidence/sources"),
    "studies": ("study", "evidence/studies"),
    "topics": ("topic", "evidence/topics"),
}


def unknown_id(corpus: Corpus) -> Iterator[Problem]:
    """A term, source, study or topic is named that does not exist.

    Terms live in `evidence/vocabulary/`, one file a kind; sources, studies and topics are files of
    their folders. Add the record first, or mend the spelling. A record whose own file has problems is
    not reported a second time here.
    """
    for path, at, record in _records(corpus):
        for place, ref, value in references(record, at):
            known = _known(corpus, ref.kind)
            if value not in known and not unread(corpus, ref.kind, value):
                line, column = corpus.mark(path, place, key=place[-1] == value)
                yield Problem(
                    "unknown-id",
                    path,
                    line,
                    column,
                    f"There is no {_noun(ref.kind)} {value!r}.",
                    _where(ref.kind),
                    did_you_mean(value, list(known)),
                )


def _records(corpus: Corpus) -> Iterator[tuple[str, Place, Any]]:
    evidence = corpus.evidence
    yield from ((study_path(id_), (), study) for id_, study in evidence.studies.items())
    yield from ((source_path(id_), (), source) for id_, source in evidence.sources.items())
    yield from ((topic_path(id_), (), topic) for id_, topic in evidence.topics.items())
    yield from (("evidence/facts.yml", (id_,), fact) for id_, fact in evidence.facts.items())
    yield from (("evidence/searches.yml", _entry(corpus, search), search) for search in evidence.searches)
    for kind, terms in evidence.vocabulary.items():
        yield from ((f"evidence/vocabulary/{kind}.yml", (id_,), term) for id_, term in terms.items())


def _known(corpus: Corpus, kind: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (
        getattr(corpus.evidence, kind) if kind in _FOLDERS else corpus.evidence.vocabulary.get(kind, {})
    )
    return found


def _entry(corpus: Corpus, search: Search) -> Place:
    """Return a search's place in its file, which may also hold entries that could not be read."""
    document = corpus.evidence.documents.get("evidence/searches.yml")
    entries = document.data if document and isinstance(document.data, list) else []
    ids = [entry.get("id") if isinstance(entry, dict) else None for entry in entries]
    return (ids.index(search.id),) if search.id in ids else ()


def unread(corpus: Corpus, kind: str, id_: str) -> bool:
    """Say whether an id leads to a record that is there and could not be read."""
    paths = {"studies": study_path, "sources": source_path, "topics": topic_path}
    evidence = corpus.evidence
    if kind in paths:
        return id_ not in getattr(evidence, kind) and evidence.unread(paths[kind](id_))
    path = "evidence/facts.yml" if kind == "facts" else f"evidence/vocabulary/{kind}.yml"
    return evidence.unread(path, id_)


def _noun(kind: str) -> str:
    return _FOLDERS[kind][0] if kind in _FOLDERS else f"term in {kind}"


def _where(kind: str) -> str:
    return (
        f"the name of a file in {_FOLDERS[kind][1]}/"
        if kind in _FOLDERS
        else f"a term of evidence/vocabulary/{kind}.yml"
    )


def unused_source(corpus: Corpus) -> Iterator[Problem]:
    """A source is recorded that no card, fact or search uses (a warning).

    Not asked while a file cannot be read, since that file may use it.
    """
    if _any_unread(corpus):
        return
    used = {
        value
        for _, _, record in _records(corpus)
        for _, ref, value in references(record)
        if ref.kind == "sources"
    }
    for id_, source in corpus.evidence.sources.items():
        if id_ not in used and not source.primary_for:
            yield Problem(
                "unused-source",
                source_path(id_),
                1,
                1,
                f"Nothing uses the source {id_!r}.",
                "a card with `source: " + id_ + "`",
                "Use it or delete it.",
                severity="warning",
            )


def _any_unread(corpus: Corpus) -> bool:
    evidence = corpus.evidence
    read = {path for path, _, _ in _records(corpus)} | {"evidence/site.yml"}
    return any(
        document.data is None or path not in read or _some_lost(evidence, document)
        for path, document in evidence.documents.items()
    )


def _some_lost(evidence: Evidence, document: Document) -> bool:
    """Say whether a file of several records has more of them than could be read."""
    found = {"evidence/searches.yml": evidence.searches, "evidence/facts.yml": evidence.facts}
    records = found.get(document.path)
    return records is not None and len(document.data) > len(records)
