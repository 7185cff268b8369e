"""The offline bundle, opened from the disk with the network off, does what the site does."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from website.listening import Heard, listening
from website.reading import KINDS, page_of

pytestmark = pytest.mark.browser


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page without a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    context.route(re.compile("^(https?|wss?):"), lambda route: route.abort())
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def heard(offline: Page) -> Iterator[Heard]:
    """What the page asks for and complains of; whatever else a test looks at, it stays on the disk and quiet."""
    with listening(offline) as found:
        yield found
    assert found.complaints == []
    assert [url for url in found.requests if not url.startswith("file:")] == []


@pytest.fixture
def root(bundle: Path) -> str:
    """The address of the site in the bundle."""
    return (bundle / "site").as_uri() + "/"


def loaded(heard: Heard, name: str) -> bool:
    """Say whether a script was loaded."""
    return any(url.endswith(name) for url in heard.requests)


@pytest.mark.usefixtures("heard")
def test_the_page_to_start_from_leads_to_the_site(offline: Page, bundle: Path) -> None:
    assert {path.name for path in bundle.iterdir()} == {"START-HERE.html", "README.txt", "site"}
    offline.goto((bundle / "START-HERE.html").as_uri())
    offline.get_by_role("link").first.click()
    offline.wait_for_url("**/site/index.html")
    expect(offline.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.usefixtures("heard")
def test_every_kind_of_page_opens_with_its_styles_and_scripts(offline: Page, bundle: Path, root: str) -> None:
    for kind in KINDS.keys() - {"not found"}:
        offline.goto(root + page_of(bundle / "site", kind))
        expect(offline.locator("h1")).to_be_visible()
        expect(offline.get_by_role("button", name=re.compile("^Search"))).to_be_visible()


def found_for(page: Page, words: str) -> Locator:
    """Type into the search, opening it first where it is closed; gives what is found."""
    field = page.get_by_role("combobox")
    if not field.is_visible():
        page.get_by_role("button", name=re.compile("^Search")).click()
    field.fill(words)
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text(re.compile(r"\d+ pages?\b"))
    return page.get_by_role("option")


def test_the_search_loads_its_index_only_when_it_is_opened(offline: Page, heard: Heard, root: str) -> None:
    offline.goto(root + "index.html")
    assert not loaded(heard, "search/index.js")
    assert not loaded(heard, "search/lunr.js")
    found_for(offline, "osimertinib")
    assert loaded(heard, "search/index.js")
    assert loaded(heard, "search/lunr.js")


@pytest.mark.parametrize(
    ("words", "page", "first"),
    [
        pytest.param("PEMBRO-RT", "studies/pembro-rt.html", 1, id="acronym"),
        pytest.param("pembro rt", "studies/pembro-rt.html", 1, id="acronym without its hyphen"),
        pytest.param("NCT01887795", "studies/enter.html", 1, id="registry number"),
        pytest.param("Miyawaki", "studies/miyawaki-brain-mets.html", 1, id="first author"),
        pytest.param("osimertinib", "glossary.html#interventions-osimertinib", 3, id="drug by name"),
        pytest.param(
            "third-generation EGFR-TKI", "glossary.html#interventions-egfr-tki-3", 3, id="drug by class"
        ),
        pytest.param(
            "third-generation EGFR-TKI", "studies/guo-osimertinib-sbrt.html", 40, id="study by class"
        ),
        pytest.param("brain metastases", "topics/brain-metastases.html", 3, id="topic"),
        pytest.param("SBRT", "glossary.html#interventions-sbrt", 5, id="term by abbreviation"),
        pytest.param("pembrolizumb", "glossary.html#interventions-pembrolizumab", 5, id="one letter wrong"),
    ],
)
@pytest.mark.usefixtures("heard")
def test_the_search_finds(offline: Page, root: str, words: str, page: str, first: int) -> None:
    """The page stands among the first so many."""
    offline.goto(root + "methods.html")
    links = found_for(offline, words).evaluate_all("all => all.map(one => one.href)")
    assert root + page in links[:first]


@pytest.mark.usefixtures("heard")
def test_a_page_that_was_found_opens(offline: Page, root: str) -> None:
    offline.goto(root + page_of_study())
    found_for(offline, "NCT01887795").first.click()
    offline.wait_for_url(root + "studies/enter.html")


def page_of_study() -> str:
    """Return a page with charts, in a folder below the root."""
    return "studies/pembro-rt.html"


def test_a_chart_becomes_interactive_under_the_policy(offline: Page, heard: Heard, root: str) -> None:
    offline.goto(root + page_of_study())
    figure = offline.locator("figure[data-chart]").first
    assert not loaded(heard, "vega/vega.js")
    figure.get_by_role("button", name="Make interactive").click()
    expect(figure.get_by_role("button", name="Show the drawing")).to_be_visible()
    live = figure.locator(".chart-live svg")
    expect(live).to_be_visible()
    assert live.locator("text").count() > 3, "numbers and axes are drawn"
    live.locator(".marks_marks path").first.hover()
    tip = offline.locator("#vg-tooltip-element")
    expect(tip).to_contain_text(re.compile(r"\d"))
    expect(tip).to_be_in_viewport(ratio=1)
    assert tip.evaluate("tip => getComputedStyle(tip).position") == "fixed", "it does not push the page about"
    offline.locator("h1").hover()
    expect(tip).to_be_hidden()
    figure.get_by_role("button", name="Show the drawing").click()
    expect(figure.locator(".chart-wide svg")).to_be_visible()
    expect(live).to_be_hidden()


@pytest.mark.usefixtures("heard")
def test_a_chart_is_saved_as_png(offline: Page, root: str) -> None:
    offline.goto(root + page_of_study())
    figure = offline.locator("figure[data-chart]").first
    with offline.expect_download() as download:
        figure.get_by_role("button", name="PNG").click()
    content = download.value.path().read_bytes()
    assert download.value.suggested_filename == f"{figure.get_attribute('data-chart')}.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20], "big") == 2 * 920, "twice the width of the drawing"


@pytest.mark.parametrize("suffix", ["json", "csv", "bib", "ris"])
@pytest.mark.usefixtures("heard")
def test_data_of_a_page_opens_or_is_saved(offline: Page, root: str, suffix: str) -> None:
    """From a disk the browser shows what it can show, even where it would save it by http."""
    saved: list[Download] = []
    offline.on("download", lambda download: saved.append(download))
    offline.goto(root + page_of_study())
    link = offline.locator(f".cite a[href$='.{suffix}']").first
    address = link.evaluate("link => link.href")
    link.click()
    offline.wait_for_timeout(100)
    assert [download.url for download in saved] == [address] or offline.url == address
    assert len(saved[0].path().read_bytes() if saved else offline.locator("body").inner_text()) > 50


@pytest.fixture
def explorer(offline: Page, root: str, heard: Heard) -> Page:
    """The explorer with all its rows."""
    offline.goto(root + "explorer.html")
    expect(shown(offline)).not_to_have_count(0)
    return offline


def shown(page: Page) -> Locator:
    """Return the rows that are left."""
    return page.locator(".explorer tbody tr:visible")


def count(page: Page) -> int:
    """Return the number in the status line."""
    status = page.locator(".explorer-state [role=status]").inner_text()
    return int(re.findall(r"\d+", status)[0])


def choose(page: Page, key: str, value: str) -> int:
    """Tick a box; gives the number that stood beside it."""
    box = page.locator(f"input[name={key}][value={value}]")
    beside = int(box.locator("xpath=../output").inner_text())
    box.check()
    return beside


def test_the_explorer_filters_and_counts(explorer: Page) -> None:
    every = shown(explorer).count()
    beside = choose(explorer, "design", "randomised")
    assert 0 < beside < every
    assert shown(explorer).count() == beside == count(explorer)
    left = choose(explorer, "topic", "brain-metastases")
    assert shown(explorer).count() == left == count(explorer)
    explorer.get_by_role("button", name="Clear").click()
    assert shown(explorer).count() == every


def test_the_explorer_searches_in_all_that_a_row_tells(explorer: Page) -> None:
    explorer.get_by_role("searchbox").fill("nct01887795")
    expect(shown(explorer)).to_have_count(1)
    expect(shown(explorer)).to_contain_text("ENTER")
    explorer.get_by_role("searchbox").fill("no such study")
    expect(shown(explorer)).to_have_count(0)
    expect(explorer.get_by_text("Take a filter away")).to_be_visible()


def test_the_explorer_sorts_both_ways_and_says_so(explorer: Page) -> None:
    head = explorer.locator("th[data-sort=number]").first
    place = head.evaluate("head => head.cellIndex")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    values = shown(explorer).evaluate_all(f"rows => rows.map(row => row.cells[{place}].dataset.value)")
    numbers = [float(value) for value in values if value is not None]
    assert len(numbers) > 10
    assert numbers == sorted(numbers, reverse=True)
    assert values[len(numbers) :] == [None] * (len(values) - len(numbers)), "what has none comes last"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"


def test_a_view_lives_in_its_address(explorer: Page) -> None:
    choose(explorer, "design", "randomised")
    choose(explorer, "topic", "brain-metastases")
    explorer.locator("th[data-sort=number] button").first.click()
    explorer.get_by_role("searchbox").fill("brain")
    names = shown(explorer).locator("th").all_inner_texts()
    assert names
    address = explorer.url
    explorer.reload()
    assert explorer.url == address
    assert shown(explorer).locator("th").all_inner_texts() == names
    assert explorer.get_by_role("searchbox").input_value() == "brain"
    assert explorer.locator("input[value=randomised]").is_checked()


def test_the_back_button_takes_steps_and_comes_back_from_a_study(explorer: Page) -> None:
    every = shown(explorer).count()
    first = choose(explorer, "design", "randomised")
    second = choose(explorer, "topic", "brain-metastases")
    shown(explorer).get_by_role("link").first.click()
    explorer.wait_for_url("**/studies/*.html")
    explorer.go_back()
    expect(shown(explorer)).to_have_count(second)
    explorer.go_back()
    expect(shown(explorer)).to_have_count(first)
    explorer.go_back()
    expect(shown(explorer)).to_have_count(every)
    assert not explorer.locator(".facets input:checked").count()
    explorer.go_forward()
    expect(shown(explorer)).to_have_count(first)


def test_a_view_is_exported_as_csv(explorer: Page) -> None:
    left = choose(explorer, "design", "randomised")
    with explorer.expect_download() as download:
        explorer.get_by_role("button", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    assert len(rows) == left
    assert {len(row) for row in rows} == {len(head)}
    assert "PEMBRO-RT" in " ".join(" ".join(row) for row in rows).replace("\u2011", "-")


def test_numbers_of_the_home_page_open_the_explorer_with_that_filter(
    offline: Page, root: str, heard: Heard
) -> None:
    offline.goto(root + "index.html")
    cell = offline.locator("a[href*='explorer.html#']").first
    number = re.match(r"\d+", cell.inner_text())
    assert number, "the number stands first, what it counts is said behind it"
    promised = int(number[0])
    cell.click()
    offline.wait_for_url("**/explorer.html#*")
    expect(shown(offline)).to_have_count(promised)
    assert heard.complaints == []
