"""One row for every number that a card records, in the columns of `results.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from generator.model.base import Place
from generator.model.evidence import Evidence
from generator.model.printed import Printed
from generator.model.study import Characteristic, Effect, Estimate, Factor, Quantity, Regimen, Result, Study
from generator.printed.comparison import UNCLEAR, compared, group_name, ordered_pair, over_all, role
from generator.printed.place import Origin, resolve

Bounds = tuple[Printed, Printed]
_DOSES = {
    "total-dose": "dose_gy",
    "dose-per-fraction": "dose_gy",
    "fractions": "fractions",
    "eqd2-dose": "dose_gy",
    "bed-dose": "dose_gy",
}
_PEOPLE = ("patients", "patients-enrolled", "patients-randomised", "patients-analysed")
NUMBER_STATISTICS = ("median", "mean", "rate", "count", "value")


@dataclass(frozen=True)
class Row:
    """One printed number, with everything a reader needs to know beside it.

    `place` leads to its record in the card; `result` is the index of the card's result, None for
    group sizes, regimens and characteristics.
    """

    study: str
    endpoint: str
    statistic: str
    place: Place
    origin: Origin
    value: Printed | None = None
    p_value: Printed | None = None
    bounds: Bounds | None = None
    ci_kind: str = ""
    ci_level: str = ""
    group: str = ""
    comparator: str = ""
    groups: tuple[str, ...] = ()
    group_name: str = ""
    comparator_name: str = ""
    group_role: str = ""
    unit: str = ""
    n: Printed | None = None
    timepoint: str = ""
    subset: str = ""
    analysis: str = ""
    factor: str = ""
    grade: str = ""
    finding: str = ""
    result: int | None = None
    method: dict[str, str] = field(default_factory=dict, hash=False)


def study_rows(evidence: Evidence, study_id: str) -> tuple[Row, ...]:
    """Return the rows of one card, in the order of the card."""
    study = evidence.studies[study_id]
    maker = _Maker(study_id, study)
    return tuple(
        row
        for part in (maker.population(), maker.groups(), maker.results(), maker.characteristics())
        for row in part
    )


@dataclass(frozen=True)
class _Maker:
    id: str
    study: Study

    def row(
        self, endpoint: str, statistic: str, place: Place, origin: Origin, group: str = "", **more: Any
    ) -> Row:
        made = Row(
            self.id,
            endpoint,
            statistic,
            place,
            origin,
            group=group,
            group_name=group_name(self.study, group) if group else "",
            group_role=role(self.study, group),
        )
        return replace(made, **more)

    def population(self) -> Iterator[Row]:
        population, origin = self.study.population, resolve(self.study, self.study.population)
        for key, endpoint in (
            ("enrolled", "patients-enrolled"),
            ("randomised", "patients-randomised"),
            ("analysed", "patients-analysed"),
            ("nsclc_n", "patients"),
        ):
            value = getattr(population, key)
            if value:
                more = {"factor": "lung cancer"} if key == "nsclc_n" else {}
                yield self.row(
                    endpoint, "n", ("population", key), origin, "all", value=value, unit="patients", **more
                )
        for cancer, value in population.cancers.items():
            if value:
                yield self.row(
                    "patients",
                    "n",
                    ("population", "cancers", cancer),
                    origin,
                    "all",
                    value=value,
                    unit="patients",
                    factor=cancer,
                )
        yield from self.limits(origin)
        for index, step in enumerate(population.flow):
            yield self.row(
                "patients",
                "n",
                ("population", "flow", index),
                resolve(self.study, population, step),
                "all",
                value=step.n,
                unit="patients",
                factor=step.label,
            )

    def limits(self, origin: Origin) -> Iterator[Row]:
        """Limits of metastases, and the numbers of patients that were planned and reached."""
        eligible, trial = self.study.population.eligibility, self.study.trial
        limits = (
            ("most_metastases", eligible.most_metastases),
            ("fewest_metastases", eligible.fewest_metastases),
        )
        for key, value in limits:
            if value is not None:
                where: Place = ("population", "eligibility", key)
                factor = key.split("_")[0]
                yield self.row(
                    "metastases-limit", "n", where, origin, "all", value=value, unit="lesions", factor=factor
                )
        for key, value in (("planned_n", trial.planned_n), ("reached_n", trial.reached_n)):
            if value is not None:
                endpoint = f"patients-{key.removesuffix('_n')}"
                where = ("trial", key)
                yield self.row(endpoint, "n", where, resolve(self.study), "all", value=value, unit="patients")

    def groups(self) -> Iterator[Row]:
        for id_, group in self.study.groups.items():
            origin, place = resolve(self.study, group), ("groups", id_)
            if group.n:
                yield self.row("patients", "n", (*place, "n"), origin, id_, value=group.n, unit="patients")
            for drug, dose in group.drug_doses.items():
                yield self.row(
                    "drug-dose",
                    "finding",
                    (*place, "drug_doses", drug),
                    origin,
                    id_,
                    factor=drug,
                    finding=dose,
                )
            for index, regimen in enumerate(group.radiotherapy):
                where = (*place, "radiotherapy", index)
                yield from self.regimen(regimen, where, resolve(self.study, group, regimen), id_, index)
        for id_, subset in self.study.subsets.items():
            if subset.n:
                group_id = subset.of if subset.of in self.study.groups else "all"
                yield self.row(
                    "patients",
                    "n",
                    ("subsets", id_, "n"),
                    resolve(self.study, subset),
                    str(group_id),
                    value=subset.n,
                    unit="patients",
                    subset=id_,
                )

    def regimen(
        self, regimen: Regimen, place: Place, origin: Origin, group: str, index: int
    ) -> Iterator[Row]:
        label = regimen_label(regimen, index)
        for key, endpoint, statistic, unit in (
            ("dose_gy", "total-dose", "dose_gy", "gy"),
            ("fractions", "fractions", "fractions", "fractions"),
            ("per_fraction_gy", "dose-per-fraction", "dose_gy", "gy"),
        ):
            quantity: Quantity | None = getattr(regimen, key)
            if quantity:
                yield from self.quantity(
                    quantity, endpoint, statistic, (*place, key), origin, group, unit, label
                )
        if regimen.accepted_gy:
            yield self.row(
                "accepted-dose",
                "dose_gy",
                (*place, "accepted_gy"),
                origin,
                group,
                unit="gy",
                factor=label,
                bounds=regimen.accepted_gy,
                ci_kind="range",
            )
        if regimen.schedule:
            yield self.row(
                "schedule",
                "finding",
                (*place, "schedule"),
                origin,
                group,
                finding=regimen.schedule,
                factor=label,
            )

    def quantity(
        self,
        quantity: Quantity,
        endpoint: str,
        statistic: str,
        place: Place,
        origin: Origin,
        group: str,
        unit: str,
        label: str,
    ) -> Iterator[Row]:
        value = quantity.value or quantity.median or quantity.mean
        bounds, kind = (
            (quantity.range, "range") if quantity.range else (quantity.iqr, "iqr" if quantity.iqr else "")
        )
        analysis = "median" if quantity.median else "mean" if quantity.mean else ""
        yield self.row(
            endpoint,
            statistic,
            place,
            origin,
            group,
            value=value,
            bounds=bounds,
            ci_kind=kind,
            unit=unit,
            factor=label,
            analysis=analysis,
        )

    def results(self) -> Iterator[Row]:
        for index, result in enumerate(self.study.results):
            base = self.base(index, result)
            yield from self.statistics(result, base)
            if result.effect:
                yield self.effect(result, result.effect, base)
            if result.p:
                yield self.bare_p(result, base)
            for label, factor in result.factors.items():
                yield from self.factor(result, label, factor, base)
            if result.finding:
                yield replace(
                    base,
                    statistic="finding",
                    finding=result.finding,
                    place=(*base.place, "finding"),
                    **self.named(self.finding_group(result)),
                )

    def base(self, index: int, result: Result) -> Row:
        return self.row(
            result.endpoint,
            "",
            ("results", index),
            resolve(self.study, result),
            result=index,
            timepoint=result.timepoint or "",
            subset=result.subset or "",
            grade=result.grade or "",
            analysis=", ".join(result.analysis),
            method=method_columns(result),
        )

    def named(self, group: str) -> dict[str, Any]:
        return {
            "group": group,
            "group_name": group_name(self.study, group) if group else "",
            "group_role": role(self.study, group),
        }

    def finding_group(self, result: Result) -> str:
        return result.in_ or ""

    def statistics(self, result: Result, base: Row) -> Iterator[Row]:
        for statistic in NUMBER_STATISTICS:
            for group, estimates in getattr(result, statistic).items():
                for index, estimate in enumerate(estimates):
                    place = (*base.place, statistic, group, *((index,) if len(estimates) > 1 else ()))
                    made = replace(base, place=place, n=self.size(group), **self.named(group))
                    yield from self.estimate(result, statistic, estimate, made)

    def size(self, group: str) -> Printed | None:
        found = self.study.groups.get(group)
        return found.n if found else None

    def estimate(self, result: Result, statistic: str, estimate: Estimate, base: Row) -> Iterator[Row]:
        bounds, kind, level = _bounds(estimate)
        unit = result.unit or default_unit(result.endpoint, statistic)
        made = replace(
            base,
            n=estimate.of or (None if base.subset else base.n),
            bounds=bounds,
            ci_kind=kind,
            ci_level=level,
            finding=f"± {estimate.plus_minus}" if estimate.plus_minus else "",
        )
        main = estimate.value or estimate.percent
        unit = "percent" if main is estimate.percent and main else unit
        if main or (bounds and not estimate.count):
            name = {"value": value_statistic(result.endpoint)}.get(statistic, statistic)
            name = "rate" if main and main is estimate.percent and statistic == "count" else name
            if statistic in ("median", "mean") and result.endpoint in _DOSES:
                made, name = replace(made, analysis=statistic), _DOSES[result.endpoint]
            if statistic == "count" and result.endpoint in _PEOPLE:
                name = "n"
            yield replace(made, statistic=name, value=main, unit=unit)
        if estimate.count:
            bare = replace(made, bounds=None, ci_kind="", ci_level="", finding="") if main else made
            yield replace(bare, statistic="count", value=estimate.count, unit=_counted(result, statistic))

    def effect(self, result: Result, effect: Effect, base: Row) -> Row:
        pair = ordered_pair(self.study, result, effect.between)
        level = _level(effect.ci, effect.ci_level)
        return replace(
            base,
            statistic=effect.measure,
            place=(*base.place, "effect"),
            value=effect.value,
            p_value=effect.p,
            bounds=effect.ci,
            ci_kind="confidence" if effect.ci else "",
            ci_level=level,
            unit=_effect_unit(result, effect),
            **self.pair(pair),
            method={
                **base.method,
                "model": effect.model or "",
                "p_sided": effect.p_sided or "",
                "p_test": effect.p_test or "",
            },
        )

    def bare_p(self, result: Result, base: Row) -> Row:
        assert result.p
        pair = compared(self.study, result, result.p.between) or over_all(result)
        return replace(
            base,
            statistic="p",
            place=(*base.place, "p"),
            p_value=result.p.value,
            **self.pair(pair),
            method={**base.method, "p_sided": result.p.sided or "", "p_test": result.p.test or ""},
        )

    def pair(self, groups: tuple[str, ...]) -> dict[str, Any]:
        if len(groups) != 2:
            names = ", ".join(group_name(self.study, group) for group in groups)
            return {"group": "", "group_name": names, "groups": groups, "group_role": ""}
        first, second = groups
        return {
            **self.named(first),
            "comparator": second,
            "comparator_name": group_name(self.study, second),
            "groups": groups,
        }

    def factor(self, result: Result, label: str, factor: Factor, base: Row) -> Iterator[Row]:
        group = result.in_ or "all"
        made = replace(
            base,
            place=(*base.place, "factors", label),
            factor=label,
            bounds=factor.ci,
            p_value=factor.p,
            ci_kind="confidence" if factor.ci else "",
            ci_level=_level(factor.ci, None),
            analysis=", ".join(factor.analysis or result.analysis),
            **self.named(group),
        )
        ratios: list[tuple[str, Printed | None]] = [
            ("hr", factor.hr),
            ("or", factor.odds_ratio),
            ("rr", factor.rr),
        ]
        found = [(name, value) for name, value in ratios if value is not None]
        for name, value in found:
            yield replace(made, statistic=name, value=value, unit="ratio")
        if not found:
            yield replace(made, statistic="p")

    def characteristics(self) -> Iterator[Row]:
        for index, block in enumerate(self.study.characteristics):
            origin, place = resolve(self.study, block), ("characteristics", index)
            for label, cells in block.rows.items():
                for group, cell in cells.items():
                    yield from self.cell(block, label, group, cell, (*place, "rows", label, group), origin)
            if block.p:
                yield self.row(
                    "characteristic", "p", (*place, "p"), origin, p_value=block.p, factor=block.label
                )

    def cell(
        self, block: Characteristic, label: str, group: str, cell: Estimate, place: Place, origin: Origin
    ) -> Iterator[Row]:
        bounds, kind, level = _bounds(cell)
        made = self.row(
            "characteristic",
            "",
            place,
            origin,
            group,
            factor=f"{block.label}: {label}",
            n=cell.of or self.size(group),
            bounds=bounds,
            ci_kind=kind,
            ci_level=level,
            finding=f"± {cell.plus_minus}" if cell.plus_minus else "",
        )
        if cell.count:
            yield replace(
                made,
                statistic="count",
                value=cell.count,
                unit="patients",
                bounds=None,
                ci_kind="",
                ci_level="",
                finding="",
            )
        if cell.percent:
            yield replace(made, statistic="rate", value=cell.percent, unit="percent")
        if cell.value or (bounds and not (cell.count or cell.percent)):
            statistic = "median" if block.unit else "count"
            yield replace(made, statistic=statistic, value=cell.value, unit=block.unit or "patients")


def _bounds(estimate: Estimate) -> tuple[Bounds | None, str, str]:
    for kind, bounds in (("confidence", estimate.ci), ("range", estimate.range), ("iqr", estimate.iqr)):
        if bounds:
            return bounds, kind, _level(bounds, estimate.ci_level) if kind == "confidence" else ""
    return None, "", ""


def _level(bounds: Bounds | None, level: Printed | None) -> str:
    return "" if bounds is None else str(level or 95)


def _effect_unit(result: Result, effect: Effect) -> str:
    """Return a difference's unit: its own, the result's, or that of the numbers beside it; else it is not known."""
    if effect.measure != "difference":
        return "ratio"
    beside = "percent" if result.rate else "months" if result.median or result.mean else ""
    return effect.unit or result.unit or beside


def default_unit(endpoint: str, statistic: str) -> str:
    """Return the unit that holds where a result names none: months for medians, percent for rates."""
    if endpoint in _DOSES:
        return "fractions" if endpoint == "fractions" else "gy"
    return {
        "median": "months",
        "mean": "months",
        "rate": "percent",
        "count": "patients",
        "value": "patients",
    }[statistic]


def _counted(result: Result, statistic: str) -> str:
    """Return what a count counts: what its result says, else patients."""
    if result.method.unit_of_analysis == "lesion":
        return "lesions"
    return result.unit if statistic == "count" and result.unit else "patients"


def value_statistic(endpoint: str) -> str:
    """Return the statistic of a plain `value`: a dose, a number of fractions or a number of patients."""
    return _DOSES.get(endpoint, "n")


def regimen_label(regimen: Regimen, index: int) -> str:
    """Return the short name that tells a group's regimens apart."""
    parts = [regimen.technique or "", regimen.target or ""]
    return "; ".join(part for part in parts if part) or f"regimen {index + 1}"


def method_columns(result: Result) -> dict[str, str]:
    """Return a result's method and maturity as text, keyed as on the card; what was not read is absent."""
    method = {key: str(value) for key, value in result.method if value is not None and key != "threshold"}
    maturity = {key: str(value) for key, value in result.maturity if value is not None}
    return {**method, **maturity}


def is_unclear(row: Row) -> bool:
    """Say whether the source does not assign the number to a group."""
    return UNCLEAR in (row.group, row.comparator) or UNCLEAR in row.groups


def as_decimal(printed: Printed | None) -> Decimal | None:
    """Return the plain number, or None for bounds and words."""
    return printed.exact if printed else None
