"""Every link within the site leads somewhere, by whatever address the site is opened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from website.reading import Page, page_paths, pages, read_page

ROOTED = "404.html"
"""The one page that is shown at any address, so that its links must begin at the site's root."""


def resolved(site: Path, page: Page) -> Iterator[str]:
    """Yield what is wrong with the links of a page."""
    for path, fragment in page.inside:
        if path.startswith("..") or not (site / path).is_file():
            yield f"{page.path}: {path} is not there"
        elif fragment and path == "explorer.html" and "=" in fragment:
            yield from (f"{page.path}: {wrong}" for wrong in unknown_view(read_page(site, path), fragment))
        elif fragment and path.endswith(".html") and fragment not in read_page(site, path).ids:
            yield f"{page.path}: {path} has no #{fragment}"


def unknown_view(explorer: Page, fragment: str) -> Iterator[str]:
    """Yield what the explorer would not understand of a view in its address."""
    boxes = {(box.get("name"), box.get("value")) for box in explorer.all("input")}
    columns = {head.get("data-key") for head in explorer.all("th") if head.get("data-sort")}
    for part in fragment.split("&"):
        key, _, values = part.partition("=")
        if key == "sort":
            found = values.lstrip("-") in columns
        else:
            found = key == "q" or all((key, value) in boxes for value in values.split(","))
        if not found:
            yield f"the explorer knows no {part}"


def test_every_link_and_every_anchor_resolves(site: Path) -> None:
    assert [wrong for page in pages(site) for wrong in resolved(site, page)] == []


def test_links_begin_at_the_page_and_not_at_the_host(site: Path) -> None:
    """So that the site works below any address, and from a disk."""
    rooted = [
        (page.path, address) for page in pages(site) for address in page.addresses if address.startswith("/")
    ]
    assert [entry for entry in rooted if entry[0] != ROOTED] == []
    assert rooted


def test_ids_are_given_once(site: Path) -> None:
    twice = {page.path: {name for name in page.ids if page.ids.count(name) > 1} for page in pages(site)}
    assert {path: names for path, names in twice.items() if names} == {}


def test_every_page_can_be_reached_from_home(site: Path) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        found = {path for path, _ in read_page(site, waiting.pop()).inside if path.endswith(".html")} - seen
        seen |= found
        waiting += found
    assert sorted(set(page_paths(site)) - seen - {ROOTED}) == []


def test_what_the_search_finds_is_there(site: Path) -> None:
    text = (site / "assets/search/index.js").read_text(encoding="utf-8")
    docs = json.loads(text[text.index("{docs:") + len("{docs:") : text.rindex("]") + 1])
    assert len(docs) > 100
    missing = [doc["u"] for doc in docs if not leads_somewhere(site, doc["u"])]
    assert missing == []
    assert {path for path in page_paths(site) if path.startswith(("studies/", "topics/", "sources/"))} <= {
        *(doc["u"] for doc in docs),
        "topics/index.html",
        "sources/index.html",
    }


def leads_somewhere(site: Path, address: str) -> bool:
    """Say whether an address from the site's root has its page and, if it names one, its anchor."""
    path, _, fragment = address.partition("#")
    return (site / path).is_file() and (not fragment or fragment in read_page(site, path).ids)


def test_every_chart_brings_its_files(site: Path) -> None:
    charts = {figure.get("data-chart") for page in pages(site) for figure in page.all("figure")} - {""}
    assert charts
    files = [f"assets/charts/{chart}.{end}" for chart in charts for end in ("svg", "csv", "vl.json", "js")]
    assert [path for path in files if not (site / path).is_file()] == []


def test_what_is_linked_is_served(site: Path, address: str) -> None:
    """The same paths by http: a server may take a name otherwise than a disk does."""
    paths = sorted({path for page in pages(site) for path, _ in page.inside})
    connection = HTTPConnection(urlsplit(address).netloc)
    bad = []
    for path in paths:
        connection.request("HEAD", "/" + quote(path))
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200 or int(answer.headers["Content-Length"]) == 0:
            bad.append((path, answer.status))
    connection.close()
    assert bad == []


@pytest.mark.parametrize("ending", ["json", "csv", "bib", "ris"])
def test_every_study_and_topic_links_its_data(site: Path, ending: str) -> None:
    cards = [page for page in pages(site) if re.match(r"(studies|topics)/(?!index)", page.path)]
    files = [(page, f"{page.path.removesuffix('.html')}.{ending}") for page in cards]
    assert [path for page, path in files if (path, "") not in page.inside] == []
