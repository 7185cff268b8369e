"""Every page loads by http without a complaint, asks for nothing from elsewhere, and weighs little."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from website.listening import Heard, listening
from website.reading import page_paths

pytestmark = pytest.mark.browser

BUDGETS = {"studies/": 80_000, "topics/": 120_000, "explorer.html": None, "glossary.html": None, "": 120_000}
"""Most bytes, packed, that the first page of a reader may transfer; the longest lists are exempt."""


@pytest.fixture(scope="module")
def loads(browser: Browser, site: Path, address: str) -> Iterator[dict[str, Heard]]:
    """Every page, opened one after the other, with what was heard meanwhile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    found = {}
    for path in page_paths(site):
        with listening(tab) as found[path]:
            tab.goto(address + path, wait_until="load")
    yield found
    context.close()


def test_every_page_loads_without_a_complaint(loads: dict[str, Heard]) -> None:
    assert {path: heard.complaints for path, heard in loads.items() if heard.complaints} == {}


def test_no_page_asks_another_host(loads: dict[str, Heard], address: str) -> None:
    asked = {
        path: [url for url in heard.requests if not url.startswith(address)] for path, heard in loads.items()
    }
    assert {path: urls for path, urls in asked.items() if urls} == {}


def test_nothing_is_loaded_before_it_is_wanted(loads: dict[str, Heard], address: str) -> None:
    later = ("assets/search/", "assets/vega/", "assets/charts/", "data/", "assets/javascripts/")
    early = {
        url
        for heard in loads.values()
        for url in heard.requests
        if url.removeprefix(address).startswith(later)
    }
    assert early == set()


def test_a_first_load_stays_within_its_budget(loads: dict[str, Heard], site: Path, address: str) -> None:
    weights = {
        path: sum(packed(site / name) for name in transferred(heard, address))
        for path, heard in loads.items()
    }
    assert all(weight > 10_000 for weight in weights.values()), "styles and scripts are counted"
    over = {path: weight for path, weight in weights.items() if weight > (budget(path) or weight)}
    assert sorted(over.items(), key=lambda item: -item[1]) == [], f"of {max(weights.values())} at most"


def transferred(heard: Heard, address: str) -> set[str]:
    """Return the files that a load took."""
    return {url.removeprefix(address).split("?")[0] for url in heard.requests}


@cache
def packed(path: Path) -> int:
    """Return the bytes of a file as a server would send it, packed as well as gzip can."""
    return len(gzip.compress(path.read_bytes(), 9))


def budget(path: str) -> int | None:
    """Return the budget of a page in bytes."""
    return next(limit for start, limit in BUDGETS.items() if path.startswith(start))


@pytest.mark.parametrize("path", ["studies/no-such-study.html", "no/such/folder/page.html"])
def test_what_is_not_there_gives_a_page_that_helps(browser: Browser, address: str, path: str) -> None:
    tab = browser.new_page()
    answer = tab.goto(address + path)
    assert answer is not None
    assert answer.status == 404
    assert tab.locator("link[rel=stylesheet]").count() == 1
    assert tab.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute", (
        "styles are found"
    )
    tab.get_by_role("main").get_by_role("link", name="Explorer").click()
    tab.wait_for_url(address + "explorer.html")
    tab.close()
