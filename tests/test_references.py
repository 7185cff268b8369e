"""References: what other programs read of them is what the source says, and no sign of a title breaks a file."""

from __future__ import annotations

import json
import re

import pytest
from export_evidence import context, exports, text

from generator.model.source import Name, Source
from generator.render.citation import author_name, citation, citation_link
from generator.render.references import bibtex, ris, tex

EVIDENCE = context().evidence
OWN, REVIEW, OTHER = (EVIDENCE.sources[id_] for id_ in ("own-2020", "review-2023", "other-2021"))


def source(**more: object) -> Source:
    """A source with the least that each must have."""
    least = {
        "kind": "paper",
        "type": "article-journal",
        "title": "A title",
        "read": "abstract",
        "read_on": "2026-11-21",
        "read_at": "file",
    }
    return Source.model_validate({**least, **more})


# A reader of BibTeX and one of RIS, as strict as the programs that read them


def read_bibtex(file: str) -> dict[str, dict[str, str]]:
    """Entries by key; braces are counted as BibTeX does, behind a backslash too."""
    entries: dict[str, dict[str, str]] = {}
    for block in re.split(r"^@", file, flags=re.MULTILINE)[1:]:
        assert block.count("{") == block.count("}")
        head = re.match(r"(\w+)\{([\w-]+),\n", block)
        assert head
        fields = re.findall(r"^  (\w+) = (?:\{(.*)\}|(\w+)),$", block, re.MULTILINE)
        entries[head[2]] = {"type": head[1], **{name: braced or bare for name, braced, bare in fields}}
        assert len(fields) == block.count("\n") - 2 - block.endswith("}\n\n")
    return entries


def read_ris(file: str) -> list[dict[str, list[str]]]:
    """Records: every line is a tag, two spaces, a hyphen, a space; ER ends a record."""
    records: list[dict[str, list[str]]] = [{}]
    for line in filter(None, file.split("\r\n")):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        if match[1] == "ER":
            records.append({})
        else:
            records[-1].setdefault(match[1], []).append(match[2])
    assert records.pop() == {}
    return records


def test_bibtex_reads_back() -> None:
    made = read_bibtex(text(exports()["data/references.bib"]))
    assert list(made) == ["other-2021", "own-2020", "review-2023"]
    own = made["own-2020"]
    assert own["type"] == "article"
    assert (
        own["author"]
        == "Müller-Lüdenscheidt, Anna-Maria and {Trial Group, Europe and Asia} and van der Berg, J"
    )
    assert own["journal"] == "Journal of Tests"
    assert (own["year"], own["month"], own["volume"], own["number"], own["pages"]) == (
        "2020",
        "jul",
        "12",
        "3",
        "45--50",
    )
    assert (own["doi"], own["pmid"], own["url"]) == (
        "10.1000/abc_(1)<2>",
        "123456",
        "https://example.org/a_b",
    )


def test_bibtex_writes_the_signs_of_tex_out() -> None:
    title = read_bibtex(text(exports()["data/references.bib"]))["own-2020"]["title"]
    assert (
        title == r"{Timing \textbraceleft{}of\textbraceright{} 50\% \& more: β\_1 of \textbackslash{}alpha}"
    )


@pytest.mark.parametrize("sign", list("{}\\%&$#_~^<>"))
def test_no_sign_of_a_title_unbalances_an_entry(sign: str) -> None:
    assert (
        read_bibtex(bibtex({"a": source(title=f"One {sign} two")}))["a"]["title"]
        == f"{{One {tex(sign)} two}}"
    )


def test_a_line_break_in_a_title_breaks_no_file() -> None:
    broken = source(title="One\nER  - \ntwo")
    assert read_ris(ris({"a": broken}))[0]["TI"] == ["One ER - two"]
    assert read_bibtex(bibtex({"a": broken}))["a"]["title"] == "{One ER - two}"


def test_an_organisation_and_a_name_of_several_words_are_one_name() -> None:
    made = bibtex(
        {
            "a": source(
                author=[
                    {"literal": "Group and Sons"},
                    {"family": "de la Cruz"},
                    {"family": "Rock and Roll", "given": "A"},
                ]
            )
        }
    )
    assert read_bibtex(made)["a"]["author"] == "{Group and Sons} and {de la Cruz} and {Rock and Roll}, A"


def test_a_report_has_an_institution_and_a_preprint_says_what_it_is() -> None:
    made = read_bibtex(text(exports()["data/references.bib"]))
    assert (made["other-2021"]["type"], made["other-2021"]["institution"]) == ("techreport", "An institute")
    assert (made["review-2023"]["type"], made["review-2023"]["note"]) == ("misc", "Preprint")


def test_ris_reads_back() -> None:
    other, own, review = read_ris(text(exports()["data/references.ris"]))
    assert (own["TY"], own["ID"], own["PY"], own["DA"]) == (["JOUR"], ["own-2020"], ["2020"], ["2020/07/11/"])
    assert own["AU"] == ["Müller-Lüdenscheidt, Anna-Maria", "Trial Group, Europe and Asia", "van der Berg, J"]
    assert (own["SP"], own["EP"], own["DO"], own["AN"]) == (
        ["45"],
        ["50"],
        ["10.1000/abc_(1)<2>"],
        ["123456"],
    )
    assert (other["TY"], review["TY"], review["PY"]) == (["RPRT"], ["UNPB"], ["2023"])
    assert "DA" not in review


def test_a_descriptive_title_keeps_its_brackets_everywhere() -> None:
    title = "[A review of tests; title not read]"
    assert title in citation(REVIEW)
    assert f"{{{{{title}}}}}" in text(exports()["data/references.bib"])
    assert f"TI  - {title}\r\n" in text(exports()["data/references.ris"])
    assert title in {item["title"] for item in json.loads(text(exports()["data/sources.json"]))}


def test_an_open_notice_goes_with_every_reference_and_a_resolved_one_does_not() -> None:
    words = "Expression of concern, 2024-05, https://example.org/notice"
    assert read_ris(text(exports()["data/references.ris"]))[1]["N1"] == [words]
    assert read_bibtex(text(exports()["data/references.bib"]))["own-2020"]["note"] == words


def test_csl_has_names_dates_and_what_was_read() -> None:
    items = {item["id"]: item for item in json.loads(text(exports()["data/sources.json"]))}
    own = items["own-2020"]
    assert (own["type"], own["container-title"], own["DOI"], own["PMID"]) == (
        "article-journal",
        "Journal of Tests",
        "10.1000/abc_(1)<2>",
        "123456",
    )
    assert own["author"][1] == {"literal": "Trial Group, Europe and Asia"}
    assert own["issued"] == {"date-parts": [[2020, 7, 11]]}
    assert (own["custom"]["read"], own["custom"]["primary_for"]) == ("abstract", ["trial"])
    assert own["custom"]["notices"][0]["kind"] == "expression-of-concern"
    assert items["review-2023"]["genre"] == "preprint"


def test_a_studys_references_are_those_of_its_card_and_its_own_reports() -> None:
    assert list(read_bibtex(text(exports()["studies/trial.bib"]))) == ["own-2020", "review-2023"]
    assert list(read_bibtex(text(exports()["studies/cohort.bib"]))) == ["other-2021", "own-2020"]
    assert len(read_ris(text(exports()["topics/timing.ris"]))) == 3


# One line for pages


def test_a_paper_is_cited_in_one_line() -> None:
    assert citation(OWN) == (
        "Müller-Lüdenscheidt AM, Trial Group, Europe and Asia, van der Berg J. Timing {of} 50% & more: β_1 of \\alpha."
        " Journal of Tests 2020;12(3):45–50."
    )


def test_a_preprint_and_a_report_say_what_they_are() -> None:
    assert citation(REVIEW) == "Author. [A review of tests; title not read]. Preprints [preprint] 2023."
    assert citation(OTHER) == "Another report. An institute, R-7."


def test_after_six_authors_stands_et_al() -> None:
    many = source(author=[{"family": f"A{letter}", "given": "B"} for letter in "abcdefgh"])
    assert citation(many) == "Aa B, Ab B, Ac B, Ad B, Ae B, Af B, et al. A title."


def test_a_source_of_which_only_the_day_is_known_shows_it() -> None:
    assert (
        citation(source(**{"container-title": "Journal", "issued": "2023-12-05"}))
        == "A title. Journal 2023 Dec 5."
    )
    assert citation(source(title="Really?", issued="2023-12")) == "Really? 2023 Dec."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Shu-Jing", "Li SJ"),
        ("Mingyue", "Li M"),
        ("W. S. M. E.", "Li WSME"),
        ("WS", "Li WS"),
        ("Élise", "Li É"),
        (None, "Li"),
    ],
)
def test_given_names_become_initials(given: str | None, expected: str) -> None:
    assert author_name(Name(family="Li", given=given)) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"DOI": "10.1000/a<b>", "URL": "https://x.org"},
            {"text": "doi:10.1000/a<b>", "href": "https://doi.org/10.1000/a%3Cb%3E"},
        ),
        ({"PMID": "12"}, {"text": "PMID 12", "href": "https://pubmed.ncbi.nlm.nih.gov/12/"}),
        ({"PMCID": "PMC12"}, {"text": "PMC12", "href": "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/"}),
        ({"URL": "https://x.org"}, {"text": "https://x.org", "href": "https://x.org"}),
        ({}, None),
    ],
)
def test_the_best_address_of_a_source_is_linked(
    more: dict[str, str], expected: dict[str, str] | None
) -> None:
    assert citation_link(source(**more)) == expected
