"""Without a mouse, and from a question to the source of its answer in two clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OUTLINED = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def words_in_focus(tab: Page) -> str:
    """Return the words of the element that has the focus."""
    return str(
        tab.evaluate("() => document.activeElement.innerText || document.activeElement.ariaLabel || ''")
    )


def tab_to(tab: Page, words: str, most: int = 60) -> None:
    """Press Tab until an element that begins with these words has the focus."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if words_in_focus(tab).startswith(words):
            return
    pytest.fail(f"{most} times Tab do not lead to {words!r}", pytrace=False)


def test_the_first_stop_skips_to_the_content(tab: Page, address: str) -> None:
    tab.goto(address + "studies/pembro-rt.html")
    tab.keyboard.press("Tab")
    assert words_in_focus(tab) == "Skip to content"
    expect(tab.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    assert tab.evaluate("() => document.activeElement.id") == "main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["index.html", "topics/brain-metastases.html", "explorer.html"])
def test_every_stop_is_seen(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    for _ in range(40):
        tab.keyboard.press("Tab")
        assert tab.evaluate(OUTLINED), words_in_focus(tab)
        assert tab.evaluate("() => document.activeElement.checkVisibility()"), words_in_focus(tab)


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_the_search_opens_finds_and_leads_by_keys_alone(tab: Page, address: str, keys: str) -> None:
    tab.goto(address + "topics/index.html")
    tab.keyboard.press(keys)
    field = tab.get_by_role("combobox")
    expect(field).to_be_focused()
    tab.keyboard.type("brain metastases")
    expect(tab.get_by_role("option").nth(2)).to_be_visible()
    expect(field).to_have_attribute("aria-activedescendant", "search-option-0")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    chosen = tab.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_id("search-option-1")
    target = chosen.evaluate("link => link.href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(target)


def test_the_search_is_reached_by_tab_and_left_by_escape(tab: Page, address: str) -> None:
    tab.goto(address + "index.html")
    tab_to(tab, "Search")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("combobox")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()
    assert words_in_focus(tab).startswith("Search"), "the focus is back where it was"
    tab.keyboard.type("pembro")
    expect(tab.get_by_role("combobox")).to_have_value("pembro")


def test_the_explorer_is_filtered_and_sorted_by_keys(tab: Page, address: str) -> None:
    tab.goto(address + "explorer.html")
    box = tab.locator("input[value=randomised]")
    box.focus()
    tab.keyboard.press("Space")
    expect(tab).to_have_url(re.compile("#design=randomised$"))
    expect(box).to_be_focused()
    head = tab.locator("th[data-sort=text] button").first
    head.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("th[aria-sort]")).to_have_count(1)
    expect(head).to_be_focused()
    assert tab.evaluate(OUTLINED)


def test_a_note_shows_on_focus_and_closes_by_escape(tab: Page, address: str) -> None:
    tab.goto(address + "studies/pembro-rt.html")
    figure = tab.locator(".answer a.fig").first
    figure.focus()
    expect(tab.get_by_role("tooltip")).to_contain_text("Theelen 2019")
    expect(figure).to_have_attribute("aria-describedby", "tip")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("tooltip")).to_have_count(0)


def test_the_scheme_is_chosen_by_key_and_remembered(tab: Page, address: str) -> None:
    tab.goto(address + "index.html")
    tab.get_by_role("button", name="Use dark colours").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    tab.goto(address + "about.html")
    expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(tab.get_by_role("button", name="Use light colours")).to_be_visible()


def test_from_the_question_to_the_source_in_two_clicks(tab: Page, address: str) -> None:
    tab.goto(address + "index.html")
    question = tab.locator(".topic-row h3 a").first
    question.click()
    number = tab.locator(".answer a.fig").first
    expect(number).to_be_in_viewport()
    expect(number).to_have_text(re.compile(r"\d"))
    number.click()
    tab.wait_for_url("**/sources/*.html*")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    expect(tab.locator("main")).to_contain_text(
        re.compile("full text|abstract|registry record|news", re.IGNORECASE)
    )
