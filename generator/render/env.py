"""The template environment: the only place that imports Jinja."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~^=$:-])")
_LOOSE = re.compile(r"\n{3,}")


@lru_cache
def environment() -> Environment:
    """Return the environment: everything is escaped, undefined names are errors."""
    env = Environment(
        loader=PackageLoader("generator.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    env.filters["md"] = markdown_text
    env.filters["front"] = front_value
    return env


def page(template: str, **values: Any) -> str:
    """Render one page from its template."""
    return _LOOSE.sub("\n\n", environment().get_template(template).render(**values)).lstrip()


def component(name: str, *values: Any, **named: Any) -> Markup:
    """Render one component by its macro's name."""
    macro = getattr(_components(), name)
    return Markup(macro(*values, **named))


@lru_cache
def _components() -> Any:
    return environment().get_template("components.html.j2").module


def markdown_text(text: str) -> Markup:
    """Escape text for Markdown, so that a card cannot write links, tables or HTML into a heading."""
    return Markup(
        _MARKDOWN.sub(lambda match: f"&#{ord(match[1])};", str(text).replace("&", "&amp;").replace("\n", " "))
    )


def front_value(value: Any) -> Markup:
    """Write a value of the front matter: JSON is YAML, and no text can leave its quotes."""
    return Markup(json.dumps(value, ensure_ascii=False))


def in_script(value: Any) -> str:
    """Write a value as JSON that may stand in a script, whatever text it holds."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
