"""Exports: every printed number is one row, with its digits, its group, its source and what it carries."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from export_evidence import Rows, context, exports, text

from generator.problems import Problem
from generator.render.exports import render
from generator.render.exports.columns import Column, as_json, csv_cells, from_csv
from generator.render.exports.dictionary import TABLES, entries
from generator.render.exports.flags import FLAGS

FIXED_AS_DOCUMENTED = """
    study_id, study_name, endpoint, endpoint_label, statistic, group, group_name, group_role, comparator, value, unit, ci_low,
    ci_high, ci_level, p_value, n, timepoint, subset, analysis, source_id, source_kind, at, headline, derived, flags, finding,
    factor, grade, ci_kind, read, endpoint_role, model, time_zero, assessor, estimator, p_sided, cutoff
"""
FIXED = FIXED_AS_DOCUMENTED.replace(",", " ").split()


def table(path: str = "data/results.csv") -> Rows:
    """A CSV file as other people's programs read it."""
    return list(csv.DictReader(io.StringIO(text(exports()[path]))))


def rows(**wanted: str) -> Rows:
    """The rows whose cells are as wanted."""
    return [row for row in table() if all(row[key] == value for key, value in wanted.items())]


def row(**wanted: str) -> dict[str, Any]:
    """The one row whose cells are as wanted."""
    (found,) = rows(**wanted)
    return found


def cells(found: dict[str, Any], *names: str) -> list[Any]:
    return [found[name] for name in names]


# The rules of the columns


def test_the_columns_are_those_that_other_programs_read() -> None:
    assert text(exports()["data/results.csv"]).splitlines()[0] == ",".join(FIXED)


def test_an_effect_names_the_experimental_and_then_the_control_group() -> None:
    found = row(statistic="hr", study_id="trial")
    assert cells(found, "group", "group_name", "group_role", "comparator") == [
        "rt",
        "Drug with SBRT",
        "experimental",
        "drug",
    ]
    assert cells(found, "value", "unit", "ci_low", "ci_high", "ci_kind") == [
        "0.20",
        "ratio",
        "0.1",
        "0.40",
        "confidence",
    ]
    assert cells(found, "ci_level", "p_value", "p_sided", "model") == ["90", "<0.001", "one", "stratified"]


def test_groups_named_in_another_order_keep_it() -> None:
    assert cells(row(statistic="p", study_id="trial"), "group", "comparator") == ["drug", "rt"]


def test_a_negative_difference_stays_a_number() -> None:
    assert cells(row(statistic="difference"), "group", "comparator", "value", "unit") == [
        "a",
        "b",
        "-2.5",
        "months",
    ]


def test_a_bare_p_fills_the_p_value_and_leaves_the_value_empty() -> None:
    assert cells(row(statistic="p", study_id="trial"), "value", "p_value", "subset") == ["", "0.20", "few"]


def test_one_p_over_three_groups_belongs_to_no_pair() -> None:
    found = row(statistic="p", p_value="0.030")
    assert cells(found, "group", "group_name", "comparator") == ["", "A, B, C", ""]


def test_count_and_percent_of_one_cell_are_two_rows() -> None:
    found = rows(endpoint="objective-response", group="rt", derived="false")
    assert [cells(item, "statistic", "value", "unit", "n") for item in found] == [
        ["rate", "75.0", "percent", "12"],
        ["count", "9", "patients", "12"],
    ]


def test_a_subset_is_kept_in_every_row() -> None:
    assert {item["subset"] for item in rows(endpoint="objective-response")} == {"few"}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"endpoint": "overall-survival", "group": "rt", "source_id": "own-2020", "statistic": "median"}, ["7.1", "NR", "confidence", "95"]),
        ({"endpoint": "overall-survival", "group": "drug", "source_id": "own-2020"}, ["0.4", "43.0", "range", ""]),
        ({"endpoint": "total-dose"}, ["18", "30", "range", ""]),
        ({"endpoint": "accepted-dose"}, ["21", "27", "range", ""]),
        ({"factor": "Age: Median"}, ["55", "70", "iqr", ""]),
    ],
)  # fmt: skip
def test_an_interval_a_range_and_quartiles_say_what_they_are(
    wanted: dict[str, str], expected: list[str]
) -> None:
    assert cells(row(**wanted), "ci_low", "ci_high", "ci_kind", "ci_level") == expected


def test_what_was_not_reached_stands_as_printed() -> None:
    assert {item["value"] for item in rows(endpoint="overall-survival", group="drug")} == {"NR"}


def test_a_bound_is_text_with_its_sign() -> None:
    assert row(statistic="p", factor="Sex", endpoint="characteristic")["p_value"] == ">0.99"
    assert {item["grade"] for item in rows(endpoint="pneumonitis")} == {">=3"}


def test_a_number_without_a_group_is_flagged_and_never_compared() -> None:
    found = rows(endpoint="pneumonitis")
    assert [cells(item, "group", "value", "comparator") for item in found] == [
        ["unclear", "2", ""],
        ["unclear", "3", ""],
    ]
    assert all("group-not-stated" in item["flags"].split() for item in found)


def test_a_factor_names_the_models_it_comes_from() -> None:
    assert cells(row(factor="Age, ≥ 70 vs younger"), "statistic", "value", "analysis") == [
        "hr",
        "1.37",
        "multivariable",
    ]
    assert cells(row(factor="Sex", endpoint="overall-survival"), "statistic", "p_value", "analysis") == [
        "p",
        "NS",
        "univariable, multivariable",
    ]


def test_a_characteristic_carries_its_label_and_row() -> None:
    assert [item["statistic"] for item in rows(endpoint="characteristic", factor="Sex: Male")] == [
        "count",
        "rate",
    ]


def test_a_paper_about_another_study_is_second_hand() -> None:
    assert {
        cell for item in rows(source_id="own-2020") for cell in [(item["study_id"], item["source_kind"])]
    } == {
        ("trial", "paper"),
        ("cohort", "review"),
    }
    assert cells(rows(source_id="review-2023")[0], "source_kind", "read", "at") == [
        "review",
        "full-text",
        "Table 2",
    ]


def test_the_number_shown_first_is_marked() -> None:
    first, second = rows(study_id="trial", endpoint="overall-survival", group="rt", statistic="median")
    assert cells(first, "source_id", "headline") == ["own-2020", "true"]
    assert cells(second, "source_id", "headline") == ["review-2023", "false"]


def test_a_derived_number_is_marked_names_its_method_and_never_leads() -> None:
    (found,) = rows(derived="true")
    assert cells(found, "endpoint", "statistic", "value", "headline") == [
        "objective-response",
        "rate",
        "75.00",
        "false",
    ]
    assert "Wilson" in found["finding"]


def test_what_was_read_of_the_method_stands_beside_the_number() -> None:
    found = row(statistic="hr", study_id="trial")
    assert cells(found, "endpoint_role", "time_zero", "assessor", "estimator", "cutoff") == [
        "primary",
        "randomisation",
        "investigator",
        "kaplan-meier",
        "2019-06-30",
    ]


def test_digits_are_kept_as_typed() -> None:
    assert {"15.90", "0.20", "50.0", "0.030"} <= {
        item[key] for item in table() for key in ("value", "p_value")
    }
    assert '"value": 0.20,' in text(exports()["data/results.json"])


# Flags


def test_rows_that_disagree_are_flagged_both() -> None:
    found = rows(study_id="trial", endpoint="overall-survival", group="rt", statistic="median")
    assert ["disagrees" in item["flags"].split() for item in found] == [True, True]
    assert "disagrees" not in row(statistic="hr", study_id="trial")["flags"]


def test_an_open_notice_goes_with_every_number_of_the_study_and_of_the_source() -> None:
    assert all("notice-expression-of-concern" in item["flags"].split() for item in table())


def test_a_resolved_notice_is_not_flagged() -> None:
    assert not any("notice-correction" in item["flags"] for item in table())


def test_a_bundle_and_a_possible_double_are_flagged_in_order() -> None:
    assert {item["flags"] for item in rows(study_id="cohort")} == {
        "bundle notice-expression-of-concern same-as-maybe"
    }


def test_a_failed_check_is_flagged_at_its_number() -> None:
    evidence = context().evidence
    line, column = evidence.documents["evidence/studies/trial.yml"].where(("results", 0, "effect"))
    failed = Problem(
        "asymmetric-interval", "evidence/studies/trial.yml", line, column, "It is.", severity="warning"
    )
    made = render(dataclasses.replace(context(), problems=(failed,)))
    flagged = [
        item for item in json.loads(text(made["data/results.json"])) if "asymmetric-interval" in item["flags"]
    ]
    assert [(item["statistic"], item["value"]) for item in flagged] == [("hr", 0.2)]


# The files


def test_csv_and_json_hold_the_same() -> None:
    records = json.loads(text(exports()["data/results.json"]), parse_float=Decimal)
    assert [list(record) for record in records] == [FIXED] * len(records)
    assert [{key: from_csv(cell) for key, cell in item.items()} for item in table()] == [
        {key: _as_text(value) for key, value in record.items()} for record in records
    ]


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_all_files_stand_where_they_are_expected() -> None:
    data = ["studies.json", "topics.json", "sources.json", "results.json", "results.csv", "references.bib", "references.ris",
            "evidence.sqlite", "dictionary.json"]  # fmt: skip
    pages = [
        f"{page}.{suffix}"
        for page in ("studies/trial", "studies/cohort", "topics/timing")
        for suffix in ("json", "csv", "bib", "ris")
    ]
    assert set(exports()) == {*(f"data/{name}" for name in data), *pages}


def test_a_topic_without_a_page_has_no_files_but_a_record() -> None:
    records = {item["topic_id"]: item for item in json.loads(text(exports()["data/topics.json"]))}
    assert records["later"]["page"] == ""
    assert records["later"]["studies"] == ["cohort"]
    assert records["timing"]["questions"][0]["answer"].startswith(
        "In one trial survival was 15.90 vs NR months (HR 0.20"
    )


def test_a_topic_holds_the_studies_that_name_it() -> None:
    made = json.loads(text(exports()["topics/timing.json"]))
    assert [study["study_id"] for study in made["studies"]] == ["cohort", "trial"]
    assert len(made["results"]) == len(table()) == len(table("topics/timing.csv"))
    assert [source["id"] for source in made["sources"]] == ["other-2021", "own-2020", "review-2023"]


def test_a_studys_file_holds_its_card_its_rows_its_sources_and_whence_it_comes() -> None:
    made = json.loads(text(exports()["studies/trial.json"]))
    assert list(made) == ["about", "study", "results", "sources"]
    assert made["about"]["licence"]["name"] == "CC BY 4.0"
    assert made["study"]["card"]["results"][1]["differs"] == "Perhaps rounded."
    assert made["study"]["summary"].startswith(
        "The ratio was 15.90 vs NR months (HR 0.20, 90% CI 0.1–0.40, p < 0.001)"
    )
    assert [source["id"] for source in made["sources"]] == ["own-2020", "review-2023"]
    assert {item["study_id"] for item in made["results"]} == {"trial"}


def test_the_record_of_a_study_says_what_must_not_be_lost() -> None:
    records = {item["study_id"]: item for item in json.loads(text(exports()["data/studies.json"]))}
    assert records["trial"]["notices"] == ["expression-of-concern"]
    assert records["cohort"]["bundle"] is True
    assert records["cohort"]["same_as_maybe"] == ["trial"]
    assert records["cohort"]["own_reports"] == ["other-2021"]
    assert records["trial"]["interventions"] == ["osimertinib", "sbrt"]


def test_letters_outside_ascii_stay_letters() -> None:
    assert "Age, ≥ 70 vs younger" in text(exports()["data/results.csv"])
    assert "≥ 1 lesion" in text(exports()["data/studies.json"])


def test_every_json_file_parses() -> None:
    for path in (path for path in exports() if path.endswith(".json")):
        json.loads(text(exports()[path]))


def test_the_same_evidence_gives_the_same_bytes() -> None:
    assert render(dataclasses.replace(context())) == exports()


def test_no_evidence_gives_empty_tables() -> None:
    empty = dataclasses.replace(context().evidence, studies={}, sources={}, topics={})
    made = render(
        dataclasses.replace(
            context(), corpus=dataclasses.replace(context().corpus, evidence=empty, rows={}, same={})
        )
    )
    assert json.loads(text(made["data/results.json"])) == []
    assert text(made["data/results.csv"]) == ",".join(FIXED) + "\n"


# A text that a spreadsheet would run


COLUMN = Column[str]("text", "text", "", lambda item: item)


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@x", "'=1", "''-", "\t=1"])
def test_text_like_a_formula_gets_one_apostrophe_that_can_be_taken_away(cell: str) -> None:
    (written,) = csv_cells([COLUMN], {"text": cell})
    assert written == f"'{cell}"
    assert from_csv(written) == cell


@pytest.mark.parametrize("cell", ["", "'tis", "a=1", "≥ 3", ">=3", "<0.001", "± 2.4"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    assert csv_cells([COLUMN], {"text": cell}) == [cell]
    assert from_csv(cell) == cell


def test_json_keeps_what_csv_marks() -> None:
    assert '"finding": "=HYPERLINK is how this sentence begins"' in text(exports()["data/results.json"])
    assert "'=HYPERLINK" in text(exports()["data/results.csv"])


# SQLite


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    content = exports()["data/evidence.sqlite"]
    assert isinstance(content, bytes)
    (tmp_path / "evidence.sqlite").write_bytes(content)
    with closing(sqlite3.connect(tmp_path / "evidence.sqlite")) as connection:
        yield connection


def test_sqlite_holds_as_many_records_as_the_other_files(database: sqlite3.Connection) -> None:
    evidence = context().evidence
    expected = {
        "studies": len(evidence.studies),
        "topics": len(evidence.topics),
        "sources": len(evidence.sources),
        "results": len(table()),
        "terms": sum(len(terms) for terms in evidence.vocabulary.values()),
    }
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
    } == expected
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_sqlite_has_the_same_rows_as_csv(database: sqlite3.Connection) -> None:
    cursor = database.execute("SELECT * FROM results")
    names = [item[0] for item in cursor.description]
    assert names == FIXED
    plain = [dict(zip(names, cells, strict=True)) for cells in cursor]
    assert [_from_sqlite(item) for item in plain] == [
        {key: from_csv(cell) for key, cell in item.items()} for item in table()
    ]


def _from_sqlite(item: dict[str, Any]) -> dict[str, str]:
    flags = {key: "true" if item[key] else "false" for key in ("headline", "derived")}
    return {**{key: "" if value is None else value for key, value in item.items()}, **flags}


def test_words_and_bounds_are_no_numbers_in_the_view(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT DISTINCT value FROM results_as_numbers WHERE endpoint = 'overall-survival'"
    ).fetchall()
    assert sorted(value for (value,) in found if value is not None) == [-2.5, 0.2, 1.37, 15.9, 16.1]
    assert database.execute("SELECT max(p_value) FROM results_as_numbers").fetchone() == (0.2,)


# The data dictionary


def test_the_dictionary_describes_every_column_of_every_table(database: sqlite3.Connection) -> None:
    made = json.loads(text(exports()["data/dictionary.json"]))
    assert made["tables"] == entries()
    for name in TABLES:
        described = [column["name"] for column in made["tables"][name]]
        assert described == [item[1] for item in database.execute(f'PRAGMA table_info("{name}")')]


def test_every_column_has_a_meaning_that_ends_as_a_sentence() -> None:
    assert [
        column.name for columns in TABLES.values() for column in columns if not column.meaning.endswith(".")
    ] == []


def test_every_flag_of_the_rows_is_explained() -> None:
    assert {flag for item in table() for flag in item["flags"].split()} <= set(FLAGS)


def test_the_dictionary_names_exactly_the_statistics_that_may_stand() -> None:
    (column,) = [column for column in entries()["results"] if column["name"] == "statistic"]
    assert {item["statistic"] for item in table()} <= set(column["terms"].split())


def test_json_writes_numbers_with_the_digits_typed() -> None:
    assert (
        as_json({"a": Decimal("0.20"), "b": (1, True, None, "≥")}) == '{"a": 0.20, "b": [1, true, null, "≥"]}'
    )
