"""Starts a new card from the annotated template."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from generator.publish.trouble import Trouble
from generator.read.files import KEBAB
from generator.read.load import read
from generator.read.shape import did_you_mean

Value = str | tuple[str, ...]

_CARD = "templates/card.yml"
_NOT_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_EXAMPLE_DAY = "2026-01-31"


def template() -> str:
    """Return the annotated template card, which the site's guide shows too."""
    return files("generator.publish").joinpath(_CARD).read_text(encoding="utf-8")


def card(values: Mapping[str, Value], today: str) -> str:
    """Return the template with the day (ISO) and the values of some keys filled in."""
    text = template().replace(_EXAMPLE_DAY, today)
    for key, value in values.items():
        text = _filled(text, key, _written(value))
    return text


def _filled(text: str, key: str, value: str) -> str:
    found = re.search(rf"^{key}: [^#\n]*?(?= *(#|$))", text, re.MULTILINE)
    return text if found is None else f"{text[: found.start()]}{key}: {value}{text[found.end() :]}"


def _written(value: Value) -> str:
    return _scalar(value) if isinstance(value, str) else f"[{', '.join(map(_scalar, value))}]"


def _scalar(value: str) -> str:
    """Write text so that YAML reads it as that text: JSON is YAML, and most words need no quotes."""
    plain = re.fullmatch(r"[A-Za-z]+([ -][A-Za-z0-9]+)*", value) and value.lower() not in _NOT_WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)


def new_card(evidence: Path, id_: str, values: Mapping[str, Value], today: str) -> Path:
    """Write a new card and return its path. Raises Trouble for a bad id, and never writes over a file."""
    if not KEBAB.match(id_):
        near = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-")
        hint = f" Try {near}." if near else ""
        raise Trouble(f"{id_!r} is no id: small letters, digits and hyphens, like pembro-rt.{hint}", 2)
    if not evidence.is_dir():
        raise Trouble(f"There is no folder {evidence}/ here. Change to the project's top folder.", 2)
    _must_be_design(evidence, str(values.get("design", "")))
    path = evidence / "studies" / f"{id_}.yml"
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(card(values, today))
    except FileExistsError:
        raise Trouble(f"{path} exists already; nothing was written. Edit it, or choose another id.") from None
    return path


def _must_be_design(evidence: Path, design: str) -> None:
    known = list(read(evidence).evidence.vocabulary.get("designs", {}))
    if design and known and design not in known:
        hint = did_you_mean(design, known) or f"It is one of {', '.join(known)}."
        raise Trouble(f"There is no design {design!r}. {hint}", 2)
