"""Reads a page as a browser would find it: links, headings, pictures, texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
UNREAD = frozenset({"script", "style"})
QUOTED = frozenset({"code", "pre", "kbd"})
SPOKEN = frozenset(
    {"alt", "title", "aria-label", "data-tip", "data-label", "content", "placeholder", "data-search"}
)
ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
OUTSIDE = re.compile(r"^(https?:)?//|^(mailto|data|blob):")


@dataclass(eq=False, repr=False)
class Element:
    """A start tag with its attributes and the text in it; `quoted` where it stands in code."""

    tag: str
    attributes: dict[str, str]
    above: tuple[Element, ...] = ()
    text: str = ""

    def get(self, name: str) -> str:
        """Return an attribute; empty if it is not there."""
        return self.attributes.get(name, "")

    def within(self, tags: frozenset[str]) -> bool:
        """Say whether it is, or stands in, one of these."""
        return any(element.tag in tags for element in (self, *self.above))


@dataclass(eq=False, repr=False)
class Page(HTMLParser):
    """One page; every element in the order of the document, every text with the element it stands in."""

    path: str = ""
    elements: list[Element] = field(default_factory=list)
    texts: list[tuple[str, Element]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and open it."""
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as SVG has them."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, with those in it that HTML lets end by themselves."""
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note a text, and give it to every element that it stands in."""
        if self._open and data.strip():
            self.texts.append((data.strip(), self._open[-1]))
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of these kinds."""
        return [element for element in self.elements if element.tag in tags]

    @property
    def ids(self) -> list[str]:
        """Every id, as often as it is given."""
        return [element.get("id") for element in self.elements if "id" in element.attributes]

    @property
    def addresses(self) -> list[str]:
        """Whatever the page links to or loads."""
        named = ((element, ADDRESSES.get(element.tag, "")) for element in self.elements)
        return [element.get(name) for element, name in named if name and name in element.attributes]

    @property
    def inside(self) -> list[tuple[str, str]]:
        """The addresses within the site, each as path from the site's root and fragment."""
        return [self.target(address) for address in self.addresses if not OUTSIDE.match(address)]

    def target(self, address: str) -> tuple[str, str]:
        """Return path and fragment of an address on this page. Above the root the path begins with `..`."""
        parts = urlsplit(address)
        folder = self.path.rpartition("/")[0]
        path = normpath(join(folder, unquote(parts.path))) if parts.path else self.path
        return path.lstrip("/"), unquote(parts.fragment)


@cache
def read_page(site: Path, path: str) -> Page:
    """Read one page of a site."""
    page = Page(path)
    page.feed((site / path).read_text(encoding="utf-8"))
    page.close()
    return page


@cache
def page_paths(site: Path) -> tuple[str, ...]:
    """Return the paths of all pages."""
    return tuple(sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")))


def pages(site: Path) -> list[Page]:
    """Read all pages of a site."""
    return [read_page(site, path) for path in page_paths(site)]


KINDS = {
    "home": "index.html",
    "topic": "topics/*.html",
    "topics": "topics/index.html",
    "study, big": "studies/*.html",
    "study, small": "studies/*.html",
    "explorer": "explorer.html",
    "map": "map.html",
    "ongoing": "ongoing.html",
    "disagreements": "disagreements.html",
    "checks": "checks.html",
    "fractionation": "fractionation.html",
    "sources": "sources/index.html",
    "source": "sources/*.html",
    "glossary": "glossary.html",
    "methods": "methods.html",
    "data": "data.html",
    "contribute": "contribute.html",
    "about": "about.html",
    "charts": "charts.html",
    "not found": "404.html",
}


def page_of(site: Path, kind: str) -> str:
    """Return the page of a kind that holds most, or least where the kind says so."""
    found = [path for path in site.glob(KINDS[kind]) if "*" not in KINDS[kind] or path.name != "index.html"]
    sizes = sorted(found, key=lambda path: (path.stat().st_size, path))
    return sizes[0 if "small" in kind else -1].relative_to(site).as_posix()
