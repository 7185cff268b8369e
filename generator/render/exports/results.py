"""`results`: one row a printed number. The columns and their order are fixed; other people's programs read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from decimal import Decimal

from generator.model.printed import Printed
from generator.render.context import Files
from generator.render.exports.columns import Cell, Column, as_json, csv_cells, json_lines, record
from generator.render.exports.tables import ResultRow, Tables

Get = Callable[[ResultRow], Cell]


def _method(key: str) -> Get:
    return lambda item: item.row.method.get(key, "")


def _bound(index: int) -> Get:
    return lambda item: item.row.bounds[index] if item.row.bounds else None


def _level(item: ResultRow) -> Cell:
    level = item.row.ci_level
    return Printed(level, Decimal(level)) if level else None


COLUMNS: tuple[Column[ResultRow], ...] = (
    Column("study_id", "text", "Id of the study; its page is studies/<id>.html.", lambda item: item.row.study),
    Column("study_name", "text", "Name of the study.", lambda item: item.study.name),
    Column("endpoint", "text", "Id of what was measured; `characteristic` for a table of patients' characteristics.",
           lambda item: item.row.endpoint, "vocabulary endpoints"),
    Column("endpoint_label", "text", "Name of the endpoint.", lambda item: item.endpoint_label),
    Column("statistic", "text", "What kind of number it is. `p` is a p value without an effect, `finding` a sentence.",
           lambda item: item.row.statistic,
           "median rate count mean n dose_gy fractions hr or rr difference p finding"),
    Column("group", "text", "Id of the group the number is about, on its card; of an effect the first group (experimental"
           " unless the source compares otherwise). `all`: everyone; `unclear`: the source does not say; empty for a number"
           " that belongs to no one group, such as one p over three groups.", lambda item: item.row.group),
    Column("group_name", "text", "Name of the group; of all groups where one p compares more than two.",
           lambda item: item.row.group_name),
    Column("group_role", "text", "Part the group has in the comparison; empty where it has none.",
           lambda item: item.row.group_role, "experimental control exposed unexposed"),
    Column("comparator", "text", "Of an effect or a p value: id of the second group. A ratio is group over comparator, a"
           " difference group minus comparator.", lambda item: item.row.comparator),
    Column("value", "printed", "The number. Empty for a bare p, a bare range and a finding.", lambda item: item.row.value),
    Column("unit", "text", "Unit of the value, of its interval or range.", lambda item: item.row.unit, "vocabulary units"),
    Column("ci_low", "printed", "Lower bound of what ci_kind names.", _bound(0)),
    Column("ci_high", "printed", "Upper bound of what ci_kind names.", _bound(1)),
    Column("ci_level", "printed", "Level of a confidence interval in percent; 95 where none is printed.", _level),
    Column("p_value", "printed", "The p value as printed.", lambda item: item.row.p_value),
    Column("n", "printed", "Patients the number is based on: the denominator printed with it, else the size of the group."
           " Empty in subsets without a printed denominator.", lambda item: item.row.n),
    Column("timepoint", "text", "Time after the start, as printed.", lambda item: item.row.timepoint),
    Column("subset", "text", "Id of the part of the group the number is about, on its card. Never drop it: a subgroup's"
           " number is not the whole group's.", lambda item: item.row.subset),
    Column("analysis", "text", "Of a factor: the models it comes from, both where one number is printed for both. Of a dose:"
           " whether it is a median or a mean.", lambda item: item.row.analysis, "univariable multivariable median mean"),
    Column("source_id", "text", "Id of the source the number was read in; see sources.json.",
           lambda item: item.row.origin.source or ""),
    Column("source_kind", "text", "Kind of that source for this study. A paper about another study is second-hand here, so"
           " `review`.", lambda item: item.source_kind, "paper registry meeting review news"),
    Column("at", "text", "Place in the source: a heading, a table or the abstract.", lambda item: item.row.origin.at or ""),
    Column("headline", "flag", "True for the number that the site shows first for its result.", lambda item: item.headline),
    Column("derived", "flag", "True for a number that we computed from the printed one above it, by the method that `finding` names: an"
           " interval from a p value, a p value from an interval, or Wilson's interval of a share of patients. Leave these"
           " rows out where only printed numbers count.", lambda item: item.derived),
    Column("flags", "text", "What the number carries: see the flags below; codes of checks it failed may stand beside them.",
           lambda item: " ".join(item.flags)),
    Column("finding", "text", "A sentence of ours where no number is printed; the method of a derived number; or what else stands with a number, such as ± 2.4"
           " where the source does not say of what kind.", lambda item: item.row.finding),
    Column("factor", "text", "Of a model: the factor's row. Of a characteristic: label and row. Of a regimen: technique and"
           " target. Of a number of patients: whom it counts.", lambda item: item.row.factor),
    Column("grade", "text", "Grade of toxicity, such as 3 or >=3.", lambda item: item.row.grade),
    Column("ci_kind", "text", "What ci_low and ci_high are.", lambda item: item.row.ci_kind, "confidence range iqr"),
    Column("read", "text", "How deep the source was read.", lambda item: item.source.read if item.source else "",
           "abstract full-text registry-record news"),
    Column("endpoint_role", "text", "Part the endpoint has in its trial, where it was read.", _method("endpoint_role"),
           "primary co-primary secondary exploratory post-hoc unknown"),
    Column("model", "text", "Of an effect: its statistical model, where it was read.", _method("model"),
           "unadjusted stratified multivariable matched weighted time-dependent cause-specific subdistribution"),
    Column("time_zero", "text", "When the clock starts, where it was read.", _method("time_zero"), "vocabulary time-zeros"),
    Column("assessor", "text", "Who judged the endpoint, where it was read.", _method("assessor"), "vocabulary assessors"),
    Column("estimator", "text", "How a rate over time was estimated, where it was read.", _method("estimator"),
           "vocabulary estimators"),
    Column("p_sided", "text", "Whether the p value is one- or two-sided, where it was read.", _method("p_sided"), "one two"),
    Column("cutoff", "text", "Date of the data cut-off, where it was read.", _method("cutoff")),
)  # fmt: skip


def json_rows(items: Iterable[ResultRow]) -> list[str]:
    """Return rows as JSON, each on one line."""
    return [as_json(record(COLUMNS, item)) for item in items]


def csv_text(items: Iterable[ResultRow]) -> str:
    """Return rows as CSV with their heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in COLUMNS)
    writer.writerows(csv_cells(COLUMNS, record(COLUMNS, item)) for item in items)
    return out.getvalue()


def every(tables: Tables) -> list[ResultRow]:
    """Return the rows of all studies, in the order of the cards."""
    return [item for rows in tables.results.values() for item in rows]


def render(tables: Tables) -> Files:
    """Return data/results.json and data/results.csv."""
    rows = every(tables)
    return {"data/results.json": json_lines(json_rows(rows)), "data/results.csv": csv_text(rows)}
