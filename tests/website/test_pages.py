"""What every page says of itself, and what none may show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from website.reading import QUOTED, SPOKEN, UNREAD, Element, Page, pages

NO_EVIDENCE = {"about.html", "charts.html", "contribute.html", "methods.html", "404.html"}
"""Pages that tell how things are done; no number of a study stands on them."""

LEFTOVERS = re.compile(
    r"\{\{|\{%|\{:|Markup\(|\[object |\bundefined\b|\b[nN]a[nN]\b|&(?:lt|amp|quot|#\d+);|\bNone\b(?! [a-z])"
)
POLICY = {
    "default-src": {"'self'"},
    "script-src": {"'self'", "'unsafe-inline'"},
    "style-src": {"'self'", "'unsafe-inline'"},
    "img-src": {"'self'", "data:"},
    "connect-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
}


def footer(page: Page) -> str:
    """Return the words of the footer."""
    return " ".join(page.all("footer")[0].text.split())


def metas(page: Page, key: str, name: str) -> list[str]:
    """Return the contents of the meta elements of a name."""
    return [meta.get("content") for meta in page.all("meta") if meta.get(key).lower() == name.lower()]


def test_every_page_says_how_to_cite_it_and_that_it_is_no_advice(site: Path) -> None:
    for page in pages(site):
        assert "Not medical advice." in footer(page), page.path
        assert "Cite this page" in footer(page), page.path
        assert any(part.get("class") == "citation" and part.text.strip() for part in page.all("p")), page.path


def test_every_page_with_evidence_says_when_it_changed_and_how_it_was_read(site: Path) -> None:
    shown = [page for page in pages(site) if page.path not in NO_EVIDENCE]
    assert [page.path for page in shown if "Evidence last changed " not in footer(page)] == []
    said = re.compile(r"Read (from|as) |[Rr]eviewed by ")
    assert [
        page.path for page in shown if not said.search(footer(page).split("Evidence last changed")[0])
    ] == []


def test_every_page_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    titles = {
        page.path: [title.text.strip() for title in page.all("title") if not title.within(frozenset({"svg"}))]
        for page in pages(site)
    }
    assert [path for path, found in titles.items() if len(found) != 1 or not found[0]] == []
    assert len({found[0] for found in titles.values()}) == len(titles)
    assert [page.path for page in pages(site) if len(metas(page, "name", "description")) != 1] == []
    assert [
        page.path for page in pages(site) if any(html.get("lang") != "en-GB" for html in page.all("html"))
    ] == []


def test_every_page_has_the_policy_without_hosts_and_without_eval(site: Path) -> None:
    for page in pages(site):
        (policy,) = metas(page, "http-equiv", "content-security-policy")
        parts = (part.split() for part in policy.split(";") if part.strip())
        assert {name: set(allowed) for name, *allowed in parts} == POLICY, page.path


def test_no_page_loads_a_script_a_style_or_a_frame_from_elsewhere(site: Path) -> None:
    for page in pages(site):
        loaded = [
            element.get("src") for element in page.all("script", "img", "iframe", "embed", "audio", "video")
        ]
        loaded += [link.get("href") for link in page.all("link") if link.get("rel") != "canonical"]
        assert [address for address in loaded if re.match(r"(https?:)?//", address)] == [], page.path
        assert page.all("iframe", "object", "embed") == [], page.path


def test_no_page_has_inline_handlers_or_script_addresses(site: Path) -> None:
    for page in pages(site):
        handlers = [name for element in page.elements for name in element.attributes if name.startswith("on")]
        assert handlers == [], page.path
        assert [
            address for address in page.addresses if re.match(r"\s*(javascript|vbscript):", address, re.I)
        ] == []


def spoken(page: Page) -> Iterator[tuple[str, Element]]:
    """Yield the texts that are shown or read aloud, code left out."""
    for text, element in page.texts:
        if not element.within(UNREAD | QUOTED):
            yield text, element
    for element in page.elements:
        yield from ((value, element) for name, value in element.attributes.items() if name in SPOKEN)


def leftovers(page: Page) -> Iterator[str]:
    """Yield what a template, a script or a missing value left behind. "None" may be all that a card says."""
    before = ""
    for text, element in spoken(page):
        found = LEFTOVERS.search(text)
        if found and not (text == "None" and before == "Earlier treatment" and element.tag == "dd"):
            yield f"{page.path}: <{element.tag}> {text[max(0, found.start() - 40) : found.end() + 40]}"
        before = text


def test_no_page_shows_what_was_left_behind(site: Path) -> None:
    assert [wrong for page in pages(site) for wrong in leftovers(page)] == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("<p>None</p>", 1),
        ("<p>None of the cards; none known</p>", 0),
        ("<p>HR nan (95% CI None–None)</p>", 1),
        ("<p>{{ figure() }}</p>", 1),
        ("<p><code>{{ figure() }}</code></p><script>undefined</script>", 0),
        ('<a title="undefined months">Nancy</a>', 1),
        ("<dl><dt>Earlier treatment</dt><dd>None</dd></dl>", 0),
        ("<p>a &amp;amp; b</p>", 1),
    ],
)
def test_what_counts_as_left_behind(source: str, count: int) -> None:
    page = Page("x.html")
    page.feed(source)
    assert len(list(leftovers(page))) == count


def unnamed(page: Page) -> Iterator[str]:
    """Yield the pictures that would be read aloud without a name."""
    ids = {element.get("id"): element for element in page.elements if element.get("id")}
    for element in page.all("svg", "img"):
        if element.get("aria-hidden") == "true":
            continue
        named = [ids[name].text for name in element.get("aria-labelledby").split() if name in ids]
        name = element.get("aria-label") or " ".join(named) or element.get("alt")
        if not name.strip() or (element.tag == "svg" and element.get("role") != "img"):
            yield f"{page.path}: <{element.tag} class={element.get('class')!r}>"


def test_every_picture_has_a_name(site: Path) -> None:
    assert sum(len(page.all("svg")) for page in pages(site)) > 50
    assert [picture for page in pages(site) for picture in unnamed(page)] == []


def test_every_chart_has_its_text_and_its_table(site: Path) -> None:
    for page in pages(site):
        for figure in (figure for figure in page.all("figure") if figure.get("data-chart")):
            held = [element for element in page.elements if figure in element.above]
            assert [element.tag for element in held].count("svg") == 2, (page.path, figure.get("id"))
            assert any(element.tag == "table" for element in held), (page.path, figure.get("id"))
            assert any(element.tag == "desc" and element.text.strip() for element in held), page.path


def test_headings_nest(site: Path) -> None:
    for page in pages(site):
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, page.path
        # Only a notice stands before the title.
        assert levels.index(1) <= ("notice" in page.ids), page.path
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert jumps == [], page.path
        assert all(heading.text.strip() for heading in page.all("h1", "h2", "h3", "h4")), page.path


def test_every_table_names_its_columns_and_rows(site: Path) -> None:
    scopes = {"col", "row", "colgroup", "rowgroup"}
    for page in pages(site):
        heads = page.all("th")
        bare = [
            cell.text
            for cell in heads
            if not cell.within(frozenset({"thead"})) and cell.get("scope") not in scopes
        ]
        assert bare == [], page.path
        nameless = [
            table.text[:60] for table in page.all("table") if not any(table in cell.above for cell in heads)
        ]
        assert nameless == [], page.path
