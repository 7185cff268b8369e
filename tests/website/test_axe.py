"""axe-core finds nothing on any kind of page as it loads, in either scheme, on a desktop and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from website.reading import KINDS, page_of

pytestmark = pytest.mark.browser

WIDTHS = {"desktop": 1280, "phone": 390}
SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours. They take nearly all the time, and the scheme matters to no other."""

SHORTEN = """() => document.querySelectorAll("tr, li, label, dt, dd").forEach(element => {
    const alike = [...element.parentElement.children].filter(other => other.tagName === element.tagName);
    if (alike.indexOf(element) >= 20) element.hidden = true;
})"""
"""The rows of a long list are all coloured alike."""

AXE = Axe()


def violations(tab: Page, **options: Any) -> list[str]:
    """Return what axe finds: rule, the elements, and what to do."""
    found: list[dict[str, Any]] = AXE.run(tab, options={"resultTypes": ["violations"], **options}).response[
        "violations"
    ]
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']} {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def put(tab: Page, scheme: Literal["light", "dark"]) -> None:
    """Let the system ask for a scheme, and wait for the page to follow."""
    tab.emulate_media(color_scheme=scheme)
    expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])


@pytest.mark.parametrize("window", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(tab: Page, site: Path, address: str, kind: str, window: str) -> None:
    tab.set_viewport_size({"width": WIDTHS[window], "height": 900})
    tab.goto(address + page_of(site, kind))
    found = {"": violations(tab, rules={rule: {"enabled": False} for rule in COLOURS})}
    tab.evaluate(SHORTEN)
    for scheme in SCHEMES:
        put(tab, scheme)
        found[scheme] = violations(tab, runOnly=COLOURS)
    assert {scheme: wrong for scheme, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_in_the_open_search(tab: Page, address: str) -> None:
    tab.goto(address + "index.html")
    tab.keyboard.press("/")
    tab.get_by_role("combobox").fill("osimertinib")
    tab.get_by_role("option").first.wait_for()
    for scheme in SCHEMES:
        put(tab, scheme)
        assert violations(tab) == [], scheme


def test_axe_finds_nothing_in_an_interactive_chart(tab: Page, address: str) -> None:
    tab.goto(address + "studies/pembro-rt.html")
    tab.get_by_role("button", name="Make interactive").first.click()
    tab.get_by_role("button", name="Show the drawing").wait_for()
    assert violations(tab) == []


def test_colours_that_are_too_pale_are_found(tab: Page, address: str) -> None:
    """The rules are awake: a fault that is put in is found in either scheme."""
    tab.goto(address + "index.html")
    tab.add_style_tag(content=".tagline { color: #888 !important; background: #999 }")
    for scheme in SCHEMES:
        put(tab, scheme)
        assert any(wrong.startswith("color-contrast") for wrong in violations(tab, runOnly=COLOURS))
