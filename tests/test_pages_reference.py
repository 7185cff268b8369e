"""The reference pages: sources, glossary, methods, ongoing trials, disagreements, data and the curator's guide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest

from generator.chart.cache import MemoryCache
from generator.check import documentation
from generator.model.source import Source
from generator.printed.corpus import build
from generator.printed.same import SOFT
from generator.read.codes import CODES
from generator.read.load import read
from generator.render.cells import Site, depth, short_name
from generator.render.context import Context, Dates, Files
from generator.render.env import page
from generator.render.exports.dictionary import TABLES, entries
from generator.render.pages import (
    contribute,
    data,
    disagreements,
    evidence_map,
    fractionation,
    glossary,
    methods,
    ongoing,
    source_cells,
    sources,
    study,
)
from generator.synthesise.direction import RULES
from generator.synthesise.dose import ALPHA_BETA

ROOT = Path(__file__).parent.parent
HOSTILE = "a | b <script>alert(1)</script> [x](javascript:alert(1)) `c` *d* {: #e } \\ \" '"
QUOTED = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')

SITE = """
title: Test evidence
short_title: Test
heading: Test evidence
tagline: A tagline.
field: testing
description: A description.
publisher: Test group
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
advice: No advice.
"""
VOCABULARY = {
    "endpoints": f"""
overall-survival: {{label: Overall survival, abbreviation: OS, definition: Time to death., synonyms: [survival], better: higher, kind: time-to-event, event_is: bad, counts_death: true}}
pneumonitis: {{label: "{QUOTED}", definition: "{QUOTED}", better: lower, kind: incidence}}
unused: {{label: Unused endpoint, abbreviation: UE, definition: Nothing uses it., synonyms: [nobody], better: lower, kind: incidence}}
""",
    "designs": """
randomised-phase-3: {label: Randomised phase 3, definition: Trial., rank: 1, column: randomised, randomised: true}
""",
    "interventions": """
osimertinib: {label: Osimertinib, definition: A drug., kind: drug, classes: [egfr-tki]}
egfr-tki: {label: EGFR-TKI, definition: Drugs., kind: drug-class, classes: [tki]}
tki: {label: Tyrosine kinase inhibitor, definition: Drugs., kind: drug-class, classes: [egfr-tki]}
""",
    "glossary": "hazard-ratio: {label: Hazard ratio, abbreviation: HR, definition: How rates compare., synonyms: [relative hazard]}",
    "units": "months: {label: Months, definition: Calendar months., symbol: months, kind: time}",
}
SOURCES = {
    "own-2020": f"""
kind: paper
type: article-journal
title: "{QUOTED}"
author: [{{family: "{QUOTED}", given: Ann}}]
container-title: Journal of Tests
issued: 2020-07-11
DOI: 10.1000/abc
primary_for: [trial]
read: abstract
read_on: 2026-11-21
read_at: https://example.org/a/very/long/address
note: "{QUOTED}"
notices:
  - {{kind: expression-of-concern, text: "{QUOTED}", seen_on: 2026-11-21}}
  - {{kind: correction, text: Mended., seen_on: 2026-11-01, resolved: 2026-11-20}}
""",
    "review-2023": """
kind: review
type: article-journal
title: A review
author: [{family: Author}]
issued: "2023"
primary_for: []
read: full-text
read_on: 2026-11-21
read_at: text on file
notices_checked: 2026-11-21
""",
    "silent-2024": """
kind: review
type: article-journal
title: A review of nothing here
author: [{family: Silent}]
primary_for: []
read: full-text
read_on: 2026-11-21
read_at: text on file
""",
}
TRIAL = f"""
name: "TRIAL-1 {QUOTED}"
title: "{QUOTED}"
design: randomised-phase-3
status: published
source: own-2020
at: "{QUOTED}"
population: {{summary: Adults}}
topics: [timing]
groups:
  rt: {{name: "Drug {QUOTED}", role: experimental, n: 36, interventions: [osimertinib]}}
  drug: {{name: Drug alone, role: control, n: 40}}
subsets: {{old: {{name: "{QUOTED}"}}}}
results:
  - endpoint: overall-survival
    median: {{rt: {{value: 15.9, ci: [7.1, NR]}}, drug: 7.6}}
    effect: {{measure: hr, value: 0.66, ci: [0.37, 1.18], p: 0.16}}
  - {{endpoint: overall-survival, source: review-2023, at: Results, median: {{rt: 15.9, drug: 8.8}}, differs: "{QUOTED}"}}
  - {{endpoint: pneumonitis, subset: old, finding: "{QUOTED}"}}
curation: {{added: 2026-11-21, by: [project]}}
"""
PLANNED = """
name: {name}
title: A trial under way
design: randomised-phase-3
status: recruiting
source: review-2023
at: Outlook
population: {{summary: Adults}}
topics: [{topic}]
trial: {{expected_completion: {expected}, bundle: {bundle}}}
curation: {{added: 2026-11-21, by: [project]}}
"""
SEARCHES = f"""
- id: first
  date: 2026-11-21
  where: public pages
  for: "{QUOTED}"
  terms: [a term]
  left_out: [{{what: "{QUOTED}", why: Another article}}]
  topics: [timing]
  by: project
"""
TOPIC = '---\ntitle: "{title}"\norder: {order}\n---\n'
PAGES: dict[str, Callable[[Context], Files]] = {
    "sources": sources.render,
    "glossary": glossary.render,
    "methods": methods.render,
    "map": evidence_map.render,
    "fractionation": fractionation.render,
    "ongoing": ongoing.render,
    "disagreements": disagreements.render,
    "data": data.render,
    "contribute": contribute.render,
}


def folder(root: Path) -> Path:
    """Write the small evidence folder."""
    files = {
        "site.yml": SITE,
        "searches.yml": SEARCHES,
        **{f"vocabulary/{kind}.yml": text for kind, text in VOCABULARY.items()},
        **{f"sources/{id_}.yml": text for id_, text in SOURCES.items()},
        "studies/trial.yml": TRIAL,
        "studies/late.yml": PLANNED.format(name="LATE", topic="safety", expected='"2025"', bundle="true"),
        "studies/soon.yml": PLANNED.format(name="SOON", topic="timing", expected='"2028-03"', bundle="false"),
        "topics/timing.md": TOPIC.format(title=QUOTED, order=1),
        "topics/safety.md": TOPIC.format(title="Safety", order=2),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.lstrip("\n"), encoding="utf-8")
    return root


def made(root: Path) -> Context:
    """Read a folder into what renderers are given."""
    reading = read(root)
    assert not reading.problems
    return Context(build(reading.evidence), (), Dates(built="2026-11-21"), MemoryCache())


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The small evidence."""
    return made(folder(tmp_path_factory.mktemp("evidence")))


@pytest.fixture(scope="module")
def real() -> Context:
    """The evidence of this repository; what cannot be read is missing from it."""
    return Context(build(read(ROOT / "evidence").evidence), (), Dates(), MemoryCache())


@pytest.fixture(scope="module")
def pages(context: Context) -> dict[str, str]:
    """All reference pages as Markdown, by path."""
    found = {path: content for render in PAGES.values() for path, content in render(context).items()}
    return {
        path: content for path, content in found.items() if isinstance(content, str) and path.endswith(".md")
    }


class Tags(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """The words of the page on one line."""
        return " ".join("".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        """All anchors."""
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]

    @property
    def links(self) -> list[str]:
        """All addresses."""
        return [attrs["href"] for tag, attrs in self.found if tag == "a" and "href" in attrs]


def built(text: str) -> Tags:
    """A page as the site's builder makes it."""
    body = text.split("\n---\n", 1)[1]
    extensions = ["abbr", "attr_list", "def_list", "md_in_html", "tables", "toc"]
    return Tags(markdown.markdown(body, extensions=extensions))


def shown(text: str) -> str:
    """Text as a reader sees it, hyphens of names included."""
    return " ".join(text.split()).replace("-", "\u2011")


# Every page


def test_every_page_has_front_matter_one_title_and_no_anchor_twice(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        assert text.startswith("---\ntitle: "), path
        tags = built(text)
        assert [tag for tag, _ in tags.found].count("h1") == 1, path
        assert len(tags.ids) == len(set(tags.ids)), path


def test_text_of_cards_cannot_write_scripts_links_or_attributes(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        tags = built(text)
        assert "script" not in {tag for tag, _ in tags.found}, path
        assert not [link for link in tags.links if link.startswith("javascript")], path
        assert "e" not in tags.ids, path


@pytest.mark.parametrize(
    "path",
    [
        "sources/index.md",
        "sources/own-2020.md",
        "glossary.md",
        "methods.md",
        "ongoing.md",
        "disagreements.md",
    ],
)
def test_text_of_cards_is_shown_as_it_was_typed(pages: dict[str, str], path: str) -> None:
    assert shown(HOSTILE) in shown(built(pages[path]).text)


def test_links_between_these_pages_lead_to_anchors_that_exist(pages: dict[str, str]) -> None:
    ids = {path.replace(".md", ".html"): set(built(text).ids) for path, text in pages.items()}
    for path, text in pages.items():
        for link in built(text).links:
            target, _, anchor = link.partition("#")
            target = target.removeprefix("../") if target else path.replace(".md", ".html")
            target = (
                f"sources/{target}" if f"sources/{target}" in ids and path.startswith("sources/") else target
            )
            if anchor and target.replace(".md", ".html") in ids:
                assert anchor in ids[target.replace(".md", ".html")], (path, link)


def test_rendering_twice_gives_the_same(context: Context) -> None:
    for render in PAGES.values():
        assert render(context) == render(context)


# Sources


def test_the_list_of_sources_says_kind_depth_year_and_contribution(pages: dict[str, str]) -> None:
    text = built(pages["sources/index.md"]).text
    assert "Author 2023" in text
    assert "Review full text" in text
    assert "None seen looked up 21 November 2026" in text
    assert "not looked up" in text


def test_a_source_of_several_studies_has_a_column_and_one_of_a_single_study_stands_beside(
    context: Context,
) -> None:
    site = Site(context.corpus, "../")
    columns, rows = sources.matrix(site, sources.studies_of(site))
    assert [column["key"] for column in columns] == ["name", "review-2023", "others"]
    assert rows[0]["review-2023"]["text"] == "named"
    trial = rows[-1]
    assert trial["review-2023"] == {"text": "2", "href": "../sources/review-2023.html#study-trial"}
    assert 'href="../sources/own-2020.html#study-trial"' in trial["others"]["html"]


def test_only_the_sources_of_most_studies_have_a_column() -> None:
    many = {f"review-{n}": {"one": (), "two": ()} for n in range(sources.MOST_COLUMNS + 1)}
    used = {**many, "paper": {"one": ()}, "unused": {}}
    wide, others = sources.columns_of(list(used), used)
    assert wide == list(many)[: sources.MOST_COLUMNS]
    assert others == [list(many)[-1], "paper"], "a source without a study is in neither"


def test_a_source_page_has_every_number_with_group_and_place_and_links_to_the_study(
    pages: dict[str, str],
) -> None:
    tags = built(pages["sources/review-2023.md"])
    assert "15.9 mo" in tags.text
    assert "8.8 mo" in tags.text
    assert "Place in the source: Results." in tags.text
    assert "../studies/trial.html" in tags.links
    assert "study-trial" in tags.ids


def test_a_source_page_tells_own_report_from_second_hand(pages: dict[str, str]) -> None:
    assert "own report" in built(pages["sources/own-2020.md"]).text
    assert "Of no study here" in built(pages["sources/review-2023.md"]).text


def test_an_open_notice_stands_at_the_top_and_beside_every_number(pages: dict[str, str]) -> None:
    text = pages["sources/own-2020.md"]
    assert text.index('class="notice notice-concern"') < text.index("\n# ")
    numbers = text.split("## All its numbers")[1]
    rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", numbers, re.DOTALL)
    assert rows
    assert all("Expression of concern" in row for row in rows)


def test_a_resolved_notice_is_told_but_does_not_flag(pages: dict[str, str]) -> None:
    text = built(pages["sources/own-2020.md"]).text
    assert "Correction: Mended. Resolved 20 November 2026." in text


def test_a_source_without_numbers_says_so(pages: dict[str, str]) -> None:
    assert "No number of this site was read in it yet." in pages["sources/silent-2024.md"]


# Glossary


def test_every_term_of_every_vocabulary_has_its_anchor(context: Context, pages: dict[str, str]) -> None:
    ids = set(built(pages["glossary.md"]).ids)
    for kind, terms in context.evidence.vocabulary.items():
        assert {f"{kind}-{id_}" for id_ in terms} <= ids


def test_a_term_names_its_synonyms_and_the_studies_that_use_it(pages: dict[str, str]) -> None:
    row = _row(pages["glossary.md"], "endpoints-overall-survival")
    assert "OS, survival" in row
    assert "Death counts as an event." in row
    assert 'href="studies/trial.html"' in row


def test_a_drug_counts_for_its_classes_even_where_they_run_in_a_circle(pages: dict[str, str]) -> None:
    assert 'href="studies/trial.html"' in _row(pages["glossary.md"], "interventions-egfr-tki")
    assert 'href="studies/trial.html"' in _row(pages["glossary.md"], "interventions-tki")


def test_a_term_that_no_card_uses_stands_in_short_and_other_words_at_length(pages: dict[str, str]) -> None:
    unused = _row(pages["glossary.md"], "endpoints-unused")
    assert "UE" in unused
    assert "nobody" not in unused
    assert "relative hazard" in _row(pages["glossary.md"], "glossary-hazard-ratio")


def test_beyond_twelve_studies_the_rest_is_in_the_explorer_or_opened(context: Context) -> None:
    site = Site(context.corpus)
    many = ["trial"] * 13
    assert "explorer.html#given=egfr-tki" in glossary.study_links(site, "interventions", "egfr-tki", many)
    opened = glossary.study_links(site, "endpoints", "overall-survival", many)
    assert "<summary>and 1 more</summary>" in opened
    assert opened.count("<a ") == 13


def test_terms_that_study_pages_link_to_are_in_the_glossary(real: Context) -> None:
    ids = set(re.findall(r'<tr id="([^"]+)"', str(glossary.render(real)["glossary.md"])))
    site = Site(real.corpus, "../")
    linked = set()
    for id_, card in real.evidence.studies.items():
        text = page("study.md.j2", **study.view(real, site, id_, card, []))
        linked |= set(re.findall(r"glossary\.html#([\w.-]+)", text))
    assert linked
    assert not linked - ids


def _row(text: str, anchor: str) -> str:
    match = re.search(rf'<tr id="{anchor}">.*?</tr>', text, re.DOTALL)
    assert match
    return match[0]


# Methods


def test_the_methods_page_has_every_rule_and_code(pages: dict[str, str]) -> None:
    ids = set(built(pages["methods.md"]).ids)
    assert {f"check-{code}" for code in (*documentation(), *CODES)} <= ids


def test_the_methods_page_has_the_rules_of_direction_in_their_own_words(pages: dict[str, str]) -> None:
    text = built(pages["methods.md"]).text
    for rule in RULES.values():
        assert " ".join(rule.split()) in text


def test_every_table_of_the_code_has_words_for_readers() -> None:
    assert set(methods.SOFT_WORDS) == set(SOFT)
    assert set(methods.RULE_NAMES) == set(RULES)
    assert set(methods.TISSUES) == set(ALPHA_BETA)
    assert set(methods.KIND_WORDS) == set(methods.kinds()) == set(source_cells.KINDS)
    depths = re.findall(r"'([\w-]+)'", str(Source.model_fields["read"].annotation))
    assert set(methods.DEPTH_WORDS) == set(depths) == set(source_cells.DEPTHS)


# Ongoing trials


def test_trials_stand_under_their_first_topic_in_the_order_of_topics(context: Context) -> None:
    site = Site(context.corpus)
    assert ongoing.by_topic(site, ["late", "soon"]) == [("timing", ["soon"]), ("safety", ["late"])]


def test_a_trial_says_of_when_its_standing_is(pages: dict[str, str]) -> None:
    assert "says a source written in 2023; read 21 November 2026" in built(pages["ongoing.md"]).text


@pytest.mark.parametrize(
    ("study_id", "built_on", "late"),
    [
        ("late", "2026-11-21", True),
        ("late", "2025-12-31", False),
        ("soon", "2028-03-31", False),
        ("soon", "2028-04-01", True),
        ("late", "", False),
        ("trial", "2026-11-21", False),
    ],
)
def test_a_trial_is_overdue_after_the_day_month_or_year_it_was_expected(
    context: Context, study_id: str, built_on: str, late: bool
) -> None:
    assert ongoing.overdue(Site(context.corpus), study_id, built_on) is late


def test_a_card_of_several_unnamed_trials_is_listed_and_not_counted(pages: dict[str, str]) -> None:
    text = built(pages["ongoing.md"]).text
    assert "1 trial without a report" in text
    assert ongoing.NOT_COUNTED in text


def test_trials_overdue_are_named_apart(pages: dict[str, str]) -> None:
    assert {"overdue-late", "trial-late", "trial-soon"} <= set(built(pages["ongoing.md"]).ids)


# Disagreements


def test_disagreements_are_counted_and_stand_under_their_study(pages: dict[str, str]) -> None:
    tags = built(pages["disagreements.md"])
    assert "1 disagreement in 1 study: 1 between two sources, 0 within one." in tags.text
    assert "7.6 mo in" in tags.text
    assert "8.8 mo in Author 2023" in tags.text
    assert "studies/trial.html#differences" in tags.links
    assert "Expression of concern" in tags.text


# Data


def test_the_data_page_explains_every_column_of_every_table(pages: dict[str, str]) -> None:
    tags = built(pages["data.md"])
    assert {f"columns-{table}" for table in TABLES} <= set(tags.ids)
    for columns in entries().values():
        for column in columns:
            assert column["name"] in tags.text
            assert " ".join(column["meaning"].replace("`", "").split()) in tags.text


def test_the_data_page_links_downloads_schemas_and_licence(context: Context, pages: dict[str, str]) -> None:
    links = built(pages["data.md"]).links
    assert {path for path, _ in data.DOWNLOADS} <= set(links)
    assert "data/schema/study.json" in links
    assert context.evidence.site.licence.url in links


def test_examples_of_loading_have_three_lines() -> None:
    assert all(len(text.splitlines()) == 3 for _, text in data.EXAMPLES)


# Contribute


def test_the_guide_shows_the_template_card_that_a_new_card_starts_from(pages: dict[str, str]) -> None:
    card = (ROOT / "generator" / contribute.TEMPLATE).read_text(encoding="utf-8")
    assert " ".join(card.split()) in built(pages["contribute.md"]).text


def test_the_guide_explains_ten_keys_that_a_card_knows_and_problems_that_exist() -> None:
    from generator.model.study import Study

    assert len(contribute.KEYS) == 10
    assert {key for key, _ in contribute.KEYS} <= set(Study.model_fields)
    assert {code for code, *_ in contribute.PROBLEMS} <= {*documentation(), *CODES}


# Hand-written pages


def test_links_of_hand_written_pages_lead_to_pages_that_exist(pages: dict[str, str]) -> None:
    known = {*pages, *(path.name for path in (ROOT / "docs").glob("*.md")), "explorer.md", "topics/index.md"}
    for path in (ROOT / "docs").glob("*.md"):
        for link in _page_links(path.read_text(encoding="utf-8")):
            assert link in known, (path.name, link)


def _page_links(text: str) -> Iterator[str]:
    return (link for link in re.findall(r"\]\(([^)#]+)", text) if not link.startswith("http"))


# Names of sources


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"container-title": "ESMO Congress 2021", "issued": "2021"}, "ESMO Congress 2021"),
        ({"container-title": "Lung Cancer", "issued": "2018-05-01"}, "Lung Cancer 2018"),
        ({"kind": "registry", "read": "registry-record", "number": "NCT00000001"}, "NCT00000001"),
        (
            {"author": [{"family": "Author"}], "issued": "2020", "container-title": "Lung Cancer"},
            "Author 2020",
        ),
        ({}, "A title"),
    ],
)
def test_a_source_is_named_by_author_number_journal_or_title(fields: dict[str, Any], name: str) -> None:
    known = {"kind": "paper", "type": "article-journal", "title": "A title", "read": "abstract"}
    source = Source.model_validate({**known, "read_on": "2026-01-01", "read_at": "Abstract", **fields})
    assert short_name(source) == name


def test_news_read_as_news_is_said_once() -> None:
    source = Source.model_validate(
        {
            "kind": "news",
            "type": "webpage",
            "title": "A title",
            "read": "news",
            "read_on": "2026-01-01",
            "read_at": "Abstract",
        }
    )
    assert depth("news", source) == "news"
    assert depth("paper", source) == "paper, news"
