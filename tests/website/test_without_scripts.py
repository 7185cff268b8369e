"""Without JavaScript everything can be read; only what a script would do is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from website import reading
from website.building import ROOT
from website.reading import KINDS, page_of, read_page

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def open_words(page: reading.Page) -> int:
    """Return how many words of a page stand neither in a drawing nor in what opens by itself (its summary apart)."""
    folded, main = frozenset({"details", "svg"}), frozenset({"main"})
    return sum(
        len(text.split())
        for text, element in page.texts
        if element.within(main) and (element.within(frozenset({"summary"})) or not element.within(folded))
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_can_be_read(plain: Page, site: Path, address: str, kind: str) -> None:
    path = page_of(site, kind)
    plain.goto(address + path)
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
    expect(plain.get_by_role("navigation", name="Sections").get_by_role("link").first).to_be_visible()
    shown = len(plain.locator("main").inner_text().split())
    assert shown > open_words(read_page(site, path)) * 0.8
    assert plain.locator("button:visible").count() == 0, "no button that does nothing"


def test_the_explorer_shows_every_study(plain: Page, address: str) -> None:
    plain.goto(address + "explorer.html")
    rows = plain.locator(".explorer tbody tr")
    cards = list((ROOT / "evidence/studies").glob("*.yml"))
    expect(rows).to_have_count(len(cards))
    expect(rows.first).to_be_visible()
    expect(rows.last).to_be_visible()
    expect(plain.locator(".facets")).to_be_hidden()
    links = rows.locator("th a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert set(links) == {f"studies/{card.stem}.html" for card in cards}


@pytest.mark.parametrize(("width", "layout"), [(1280, "wide"), (390, "narrow")])
def test_charts_are_drawn(plain: Page, address: str, width: int, layout: str) -> None:
    plain.set_viewport_size({"width": width, "height": 844})
    plain.goto(address + "studies/pembro-rt.html")
    drawing = plain.locator(f".chart-{layout} svg").first
    expect(drawing).to_be_visible()
    expect(plain.get_by_role("img", name=re.compile("Median")).first).to_be_visible()
    box = drawing.bounding_box()
    assert box
    assert 0 < box["width"] <= width
    plain.get_by_text("Table of these numbers").first.click()
    expect(plain.locator(".figure details table").first).to_be_visible()


def test_the_dark_scheme_of_the_system_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address + "index.html")
    paper, ink = page.locator("body").evaluate(
        "b => [getComputedStyle(b).backgroundColor, getComputedStyle(b).color]"
    )
    assert _light(paper) != _light(ink), "text stands out, whichever scheme"
    context.close()


def _light(colour: str) -> bool:
    """Say whether a colour of the browser's is light."""
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) > 3 * 128
