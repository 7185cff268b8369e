"""Writes a clinician's review into a card: who, when, and the hash of what was reviewed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.check.review import content_hash, standing
from generator.model.evidence import study_path
from generator.problems import Problem
from generator.publish import reading
from generator.publish.tree import replace_file
from generator.publish.trouble import Refused, Trouble
from generator.read.shape import did_you_mean

_NOBODY = ("project", "team", "me", "name", "anonymous", "unknown", "none")
_CURATION = re.compile(
    r"^curation:(?P<rest>.*)(?:\n|\Z)(?P<block>(?:[ \t]+.*(?:\n|\Z)|[ \t]*\n)*)", re.MULTILINE
)
_FLOW = re.compile(r"[ \t]*\{(?P<inside>.*)\}[ \t]*(?P<comment>#.*)?\Z")
_OLD = re.compile(r",?[ \t]*review:[ \t]*\{[^{}]*\}")


def review(evidence: Path, id_: str, name: str, today: str) -> Path:
    """Write the review of a card as it stands and return the card's path.

    Raises Trouble for an unknown card or no person's name, and Refused while the card has errors. The file is
    replaced as a whole, or not touched at all.
    """
    name = " ".join(name.split())
    if len(name) < 3 or name.lower() in _NOBODY:
        raise Trouble(f'{name!r} is no person\'s name: a review is signed, like --by "A. Example, MD".', 2)
    state = reading.checked(evidence)
    known = state.corpus.evidence.studies
    path = evidence / "studies" / f"{id_}.yml"
    mine = tuple(found for found in state.errors if found.path == study_path(id_))
    if mine:
        raise Refused(reading.at(evidence, mine))
    if id_ not in known:
        hint = did_you_mean(id_, list(known)) or f"It is the name of a file in {evidence}/studies/."
        raise Trouble(f"There is no card {id_!r}. {hint}")
    document = state.corpus.evidence.documents[study_path(id_)]
    signed = f"{{by: {_quoted(name)}, date: {today}, hash: {_quoted(content_hash(document.data))}}}"
    before = path.read_bytes()
    replace_file(path, _with_review(before.decode(), signed, path).encode(), beside=evidence)
    _must_hold(evidence, id_, path, before)
    return path


def _with_review(text: str, signed: str, path: Path) -> str:
    """Return a card's text with its review put in; comments and layout stay."""
    found = _CURATION.search(text)
    flow = _FLOW.match(found["rest"]) if found else None
    if found is None or (not flow and found["rest"].strip() and not found["rest"].strip().startswith("#")):
        raise Trouble(
            f"{path}: the key `curation` is not written as a block or on one line, like"
            " `curation: {added: 2026-01-31, by: [project]}`. Write it so, then review."
        )
    if flow:
        inside = _OLD.sub("", flow["inside"]).rstrip().rstrip(",")
        comment = f"  {flow['comment']}" if flow["comment"] else ""
        line = f"curation: {{{inside}, review: {signed}}}{comment}\n"
        return text[: found.start()] + line + found["block"] + text[found.end() :]
    kept = _without_review(found["block"])
    indent = kept[: len(kept) - len(kept.lstrip(" \t"))] or "  "
    head = text[: found.start()] + f"curation:{found['rest']}\n"
    return head + kept.rstrip("\n") + f"\n{indent}review: {signed}\n" + text[found.end() :]


def _without_review(block: str) -> str:
    """Return the lines of a block without its key `review` and what is indented beneath it."""
    lines, kept, dropping = block.splitlines(keepends=True), [], -1
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if dropping >= 0 and line.strip() and indent <= dropping:
            dropping = -1
        if line.lstrip().startswith("review:"):
            dropping = indent
        if dropping < 0:
            kept.append(line)
    return "".join(kept)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _must_hold(evidence: Path, id_: str, path: Path, before: bytes) -> None:
    """Put the card back unless it now reads as reviewed."""
    state = reading.checked(evidence)
    errors: tuple[Problem, ...] = tuple(found for found in state.errors if found.path == study_path(id_))
    if errors or standing(state.corpus.evidence, id_) != "current":
        replace_file(path, before, beside=evidence)
        raise Trouble(
            f"{path}: the review could not be written in; the card is as it was. Write `curation` on one line."
        )
