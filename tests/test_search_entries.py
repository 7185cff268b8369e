"""Search entries: every page is found under the names that readers use, and no text can break the script."""

from __future__ import annotations

import dataclasses
import json

import pytest
from export_evidence import context

from generator.render.search import PATH, Entry, pages_entries, render, script
from generator.render.search_names import Names, new_names, words

PAGE = """---
title: "How we work"
description: x
---
# Methods {: #methods }

Text with [a link](https://example.org/secret), `code` and **weight**.

## Direction of an effect {: #direction }

<div class="hidden">Inside</div> <!-- a remark -->
"""


def entries() -> list[Entry]:
    """The entries as the browser reads them."""
    docs = {"methods.md": PAGE, "data/schema/study.json": "{}"}
    made = render(dataclasses.replace(context(), docs=docs))[PATH]
    assert isinstance(made, str)
    assert made.startswith("window.EVIDENCE_SEARCH = {docs:[\n")
    assert made.endswith("\n]};\n")
    found: list[Entry] = json.loads(made.removeprefix("window.EVIDENCE_SEARCH = {docs:").removesuffix("};\n"))
    return found


def entry(address: str) -> Entry:
    (found,) = [item for item in entries() if item["u"] == address]
    return found


def addresses(word: str) -> set[str]:
    """The pages that hold a word in title, names or text."""
    return {
        item["u"] for item in entries() if words(word) <= words(" ".join([item["t"], item["x"], *item["a"]]))
    }


@pytest.mark.parametrize(
    "name",
    ["osimertinib", "Tagrisso", "EGFR-TKI", "Third-generation EGFR-TKI", "TKI", "tyrosine kinase inhibitor"],
)
def test_a_drug_its_synonym_and_its_classes_lead_to_the_study(name: str) -> None:
    assert "studies/trial.html" in addresses(name)


@pytest.mark.parametrize(
    "name",
    [
        "SABR",
        "sbrt",
        "TRIAL-1",
        "Tester",
        "NCT02492568",
        "Müller-Lüdenscheidt",
        "lüdenscheidt",
        "Overall survival",
    ],
)
def test_acronym_alias_number_author_technique_and_endpoint_lead_to_the_study(name: str) -> None:
    assert "studies/trial.html" in addresses(name)


def test_the_author_of_a_review_does_not_lead_to_the_studies_it_cites() -> None:
    assert addresses("Author") == {"sources/review-2023.html"}


def test_a_source_is_found_by_author_and_numbers() -> None:
    assert entry("sources/own-2020.html")["t"] == "Müller-Lüdenscheidt 2020"
    assert "sources/own-2020.html" in addresses("123456")
    assert entry("sources/review-2023.html")["k"] == "source"


def test_only_topics_with_a_page_are_found_and_their_text_holds_no_calls() -> None:
    topics = [item for item in entries() if item["k"] == "topic"]
    assert [item["u"] for item in topics] == ["topics/timing.html"]
    assert topics[0]["a"] == ["A few lesions"]
    assert "{{" not in topics[0]["x"]


def test_a_term_leads_to_its_place_in_the_glossary_once() -> None:
    found = [item["u"] for item in entries() if item["t"] == "Stereotactic body radiotherapy"]
    assert found == ["glossary.html#interventions-sbrt"]
    assert entry("glossary.html#glossary-hazard-ratio")["a"] == ["HR"]


def test_the_term_for_what_is_not_known_is_no_entry() -> None:
    assert not [item for item in entries() if item["u"].endswith("-not-stated")]


def test_a_written_page_is_found_by_title_text_and_headings_without_markup() -> None:
    found = entry("methods.html")
    assert (found["t"], found["k"]) == ("How we work", "page")
    assert found["x"] == "Methods Text with a link, code and weight. Direction of an effect Inside"
    assert found["a"] == ["Methods", "Direction of an effect"]


def test_a_page_without_front_matter_is_named_by_its_heading_or_its_path() -> None:
    made = pages_entries({"b.md": "# Second\n", "a/one.md": "no heading"})
    assert [(item["t"], item["u"]) for item in made] == [("a/one.md", "a/one.html"), ("Second", "b.html")]


def test_no_text_can_end_the_script_or_break_its_lines() -> None:
    hostile = Entry(t="</script><script>", u="x", k="page", x="a\u2028b\u2029c\nd", a=["<!--"])
    made = script([hostile])
    assert not {"<", "\u2028", "\u2029"} & set(made)
    assert json.loads(made.split("\n")[1]) == hostile


def test_texts_are_cut_at_a_word() -> None:
    assert all(len(item["x"]) <= 300 for item in entries() if item["k"] != "page")


def test_a_circle_of_classes_ends() -> None:
    assert Names(context().evidence).classes("tki") == ("egfr-tki-3",)


def test_an_intervention_outside_the_vocabulary_has_no_names() -> None:
    assert (
        list(Names(dataclasses.replace(context().evidence, vocabulary={})).interventions(["osimertinib"]))
        == []
    )


def test_names_that_add_no_word_are_left_out() -> None:
    assert new_names(["SBRT", "sbrt", "Stereotactic SBRT", "stereotactic"], "Title") == [
        "SBRT",
        "Stereotactic SBRT",
    ]


def test_a_hyphenated_name_is_found_whole_and_in_parts() -> None:
    assert words("EGFR‑TKI") == {"egfr-tki", "egfrtki", "egfr", "tki"}


def test_the_same_evidence_gives_the_same_entries() -> None:
    assert render(context()) == render(dataclasses.replace(context()))
