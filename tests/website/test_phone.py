"""A phone: nothing is wider than the screen, numbers are tapped, sections open from their button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from website.reading import KINDS, page_of, page_paths

pytestmark = pytest.mark.browser

TOO_WIDE = "() => document.scrollingElement.scrollWidth - innerWidth"
TARGETS = """() => [...document.querySelectorAll("header button, header a, .tabs a")]
    .filter(element => element.checkVisibility())
    .map(element => [element.textContent.trim() || element.ariaLabel, element.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < 24).map(([name]) => name)"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A touch screen, 390 pixels wide."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_no_page_is_wider_than_a_small_phone(browser: Browser, site: Path, address: str) -> None:
    tab = browser.new_page(viewport={"width": 320, "height": 640})
    over = {}
    for path in page_paths(site):
        tab.goto(address + path, wait_until="domcontentloaded")
        over[path] = tab.evaluate(TOO_WIDE)
    tab.close()
    assert {path: pixels for path, pixels in over.items() if pixels > 0} == {}


@pytest.mark.parametrize("width", [390, 640, 720, 768, 820, 899, 1023, 1280, 1920])
def test_no_kind_of_page_is_wider_than_its_window(
    browser: Browser, site: Path, address: str, width: int
) -> None:
    """A window of 640 pixels is also what a reader has who enlarges 1280 pixels to 200%."""
    tab = browser.new_page(viewport={"width": width, "height": 844})
    over = {}
    for kind in KINDS:
        tab.goto(address + page_of(site, kind), wait_until="domcontentloaded")
        over[kind] = tab.evaluate(TOO_WIDE)
    tab.close()
    assert {kind: pixels for kind, pixels in over.items() if pixels > 0} == {}


def test_the_first_screen_of_a_topic_holds_question_and_answer(phone: Page, site: Path, address: str) -> None:
    phone.goto(address + page_of(site, "topic"))
    expect(phone.locator("h1")).to_be_in_viewport()
    expect(phone.locator(".source-question, .question").first).to_be_in_viewport()
    expect(phone.locator(".answer p").first).to_be_in_viewport()


def test_a_tapped_number_names_its_source_and_leads_to_it(phone: Page, address: str) -> None:
    phone.goto(address + "studies/pembro-rt.html")
    phone.locator(".answer a.fig").first.tap()
    tip = phone.get_by_role("tooltip")
    expect(tip).to_contain_text("Theelen 2019")
    tip.get_by_role("link", name="Open").tap()
    phone.wait_for_url("**/sources/*.html*")


def test_sections_and_search_open_by_tap(phone: Page, address: str) -> None:
    phone.goto(address + "index.html")
    sections = phone.get_by_role("navigation", name="Sections")
    expect(sections).to_be_hidden()
    phone.get_by_role("button", name="Sections").tap()
    expect(sections.get_by_role("link", name="Explorer")).to_be_visible()
    assert phone.evaluate(TARGETS) == [], "large enough for a thumb"
    phone.get_by_role("button", name=re.compile("^Search")).tap()
    expect(phone.get_by_role("dialog", name="Search")).to_be_visible()
    assert phone.evaluate(TOO_WIDE) <= 0


def test_a_chart_is_drawn_for_the_width_it_has(phone: Page, address: str) -> None:
    phone.goto(address + "studies/pembro-rt.html")
    expect(phone.locator(".chart-narrow svg").first).to_be_visible()
    expect(phone.locator(".chart-wide svg").first).to_be_hidden()
    phone.set_viewport_size({"width": 1280, "height": 844})
    expect(phone.locator(".chart-wide svg").first).to_be_visible()
    expect(phone.locator(".chart-narrow svg").first).to_be_hidden()


def test_filters_of_the_explorer_open_by_tap(phone: Page, address: str) -> None:
    phone.goto(address + "explorer.html")
    box = phone.get_by_role("checkbox", name=re.compile("^Randomised"))
    expect(box).to_be_hidden()
    phone.locator(".filters-open").tap()
    box.tap()
    assert phone.url.endswith("#design=randomised")
    assert phone.evaluate(TOO_WIDE) <= 0
