"""Who was studied, what the groups were given, and in which sources it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.chart.words import lower
from generator.model.printed import Printed
from generator.model.study import Group, Quantity, Regimen, Study
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import Site, depth
from generator.render.citation import citation_parts
from generator.synthesise import dose

_COUNTED = {
    "patients-randomised": "randomised",
    "patients-enrolled": "enrolled",
    "patients-analysed": "analysed",
    "patients": "patients",
}
_PATIENTS = tuple(_COUNTED)


def patients(corpus: Corpus, study_id: str) -> tuple[str, str]:
    """Return the number of patients as printed and what it counts; group sizes joined where no total is printed."""
    rows = [row for row in corpus.rows[study_id] if row.statistic == "n" and corpus.is_headline(row)]
    for endpoint in _PATIENTS:
        for row in rows:
            if row.endpoint == endpoint and row.group == "all" and not row.factor and not row.subset:
                return words.printed(row.value), _COUNTED[endpoint]
    study = corpus.evidence.studies[study_id]
    sizes = [words.printed(group.n) for group in study.groups.values() if group.n and not group.of]
    return (" + ".join(sizes), "patients in the groups") if len(sizes) > 1 else ("".join(sizes), "patients")


def years(study: Study) -> str:
    """Return the years in which patients entered."""
    found = [str(year) for year in (study.years.start, study.years.end) if year]
    return " to ".join(dict.fromkeys(found))


def published(corpus: Corpus, study_id: str) -> str:
    """Return the year of the study's first own report, where one was read."""
    return min(report_years(corpus, study_id), default="")


def report_years(corpus: Corpus, study_id: str) -> list[str]:
    """Return the years of a study's own reports: papers and meeting abstracts, else news; a registry record is no report."""
    own = [
        source
        for source in corpus.evidence.sources.values()
        if study_id in source.primary_for and source.issued and source.kind != "registry"
    ]
    reports = [source for source in own if source.kind in ("paper", "meeting")] or own
    return sorted({str(source.issued)[:4] for source in reports})


def meta(site: Site, study_id: str, study: Study) -> list[Any]:
    """Return the line under the title."""
    number, what = patients(site.corpus, study_id)
    found = report_years(site.corpus, study_id)
    year = " to ".join(dict.fromkeys((found[0], found[-1]))) if found else ""
    notices = site.corpus.notices(study_id)
    checked = [
        source.notices_checked
        for source in site.evidence.sources.values()
        if study_id in source.primary_for and source.notices_checked
    ]
    status = {"published": f"Published {year}".strip() if year else "Reported", "unknown": "Status not known"}
    items: list[Any] = [
        site.term("designs", study.design),
        status.get(study.status, study.status.capitalize()),
    ]
    if number or has_patients(site, study):
        items.append(
            f"{number} {what}" if number else {"absent": f"number of patients {site.missing(study_id)}"}
        )
    if years(study):
        items.append(years(study))
    items += [registration(id_) for id_ in study.registrations]
    if notices:
        items.append(site.study_notice(study_id) and {"text": "", "notice": site.study_notice(study_id)})
    elif checked:
        items.append(f"No notices, checked {words.day(max(checked))}")
    return items


def has_patients(site: Site, study: Study) -> bool:
    """Say whether a study has patients of its own: guidelines and laboratory studies have none."""
    return site.evidence.term("designs", study.design).column not in ("guideline", "laboratory")


def registration(id_: str) -> Any:
    """Return a registry number, linked where the registry's address is known."""
    return {"text": id_, "href": f"https://clinicaltrials.gov/study/{id_}"} if id_.startswith("NCT") else id_


def groups(site: Site, study_id: str, study: Study) -> list[dict[str, Any]]:
    """Return the groups with what they were given."""
    return [
        {
            "name": words.nobreak(group.name),
            "lines": group_lines(site, study_id, study, id_, group),
            **({"role": group.role} if group.role else {}),
        }
        for id_, group in study.groups.items()
    ]


def group_lines(site: Site, study_id: str, study: Study, group_id: str, group: Group) -> list[str]:
    """Say how many patients a group had and what they were given."""
    unknown = f"Number of patients {site.missing(study_id)}." if has_patients(site, study) else ""
    first = (
        f"{words.printed(group.n)} patients."
        if group.n
        else printed_sizes(site, study_id, group_id) or unknown
    )
    part = f"Part of: {study.groups[group.of].name}." if group.of in study.groups else ""
    given = words.joined([lower(site.evidence.label("interventions", id_)) for id_ in group.interventions])
    drugs = [
        f"{lower(site.evidence.label('interventions', drug))} {dose}"
        for drug, dose in group.drug_doses.items()
    ]
    doses = ["; ".join(drugs), *regimens_in_words(site, group.radiotherapy)]
    lines = [first, part, *(f"{text}." for text in (given, *doses) if text)]
    return [line[0].upper() + line[1:] for line in lines if line]


def printed_sizes(site: Site, study_id: str, group_id: str) -> str:
    """Return a group's size where results print it, once or in two ways."""
    sizes = [
        words.printed(row.value)
        for row in site.corpus.rows[study_id]
        if row.endpoint == "patients"
        and row.statistic == "n"
        and row.group == group_id
        and not row.subset
        and not row.factor
    ]
    found = list(dict.fromkeys(sizes))
    return (
        f"{' patients, elsewhere printed as '.join(found)}{' patients' if len(found) == 1 else ''}."
        if found
        else ""
    )


def regimens_in_words(site: Site, regimens: Sequence[Regimen]) -> list[str]:
    """Write a group's regimens, one a line; one that says nothing beyond another is left to the table."""
    every = list(dict.fromkeys(tuple(regimen_parts(site, regimen)) for regimen in regimens))
    return [", ".join(parts) for parts in every if not any(set(parts) < set(other) for other in every)]


def regimen_parts(site: Site, regimen: Regimen) -> list[str]:
    """Return what is known of a regimen in the order of one line: "24 Gy in 3 fractions", "to: one site", "before"."""
    dose = quantity_words(regimen.dose_gy, "Gy")
    if dose and regimen.fractions:
        dose += (
            f" in {quantity_words(regimen.fractions, '')} fraction{'' if _is_one(regimen.fractions) else 's'}"
        )
    technique = site.evidence.label("techniques", regimen.technique) if regimen.technique else ""
    timing = site.evidence.label("timings", regimen.timing).lower() if regimen.timing else ""
    extent = site.evidence.label("extents", regimen.extent).lower() if regimen.extent else ""
    parts = [
        technique,
        dose,
        regimen.schedule or "",
        f"to: {regimen.target}" if regimen.target else "",
        extent,
        timing,
    ]
    return [part for part in parts if part]


def _is_one(quantity: Quantity) -> bool:
    return quantity.value is not None and quantity.value.text == "1"


def quantity_words(quantity: Quantity | None, unit: str) -> str:
    """Write a quantity as printed: "24 Gy", "median 39 Gy (range 24–59)"."""
    if quantity is None:
        return ""
    named = [("", quantity.value), ("median ", quantity.median), ("mean ", quantity.mean)]
    text = " ".join(
        f"{name}{words.printed(value)} {unit}".strip() for name, value in named if value is not None
    )
    for name, bounds in (("range", quantity.range), ("interquartile range", quantity.iqr)):
        if bounds:
            shown = words.interval(bounds)
            text = f"{text} ({name} {shown})" if text else f"{shown} {unit}".strip()
    return text


def facts(site: Site, study_id: str, study: Study) -> list[dict[str, Any]]:
    """Return who was in and who was left out, as far as it was read."""
    population, eligible = study.population, study.population.eligibility
    evidence = site.evidence
    items: list[tuple[str, Any]] = [
        ("Patients", population.summary),
        ("Enrolled, randomised, analysed", _numbers(site, study_id)),
        ("Stage", [site.term("stages", id_) for id_ in population.stage]),
        ("Treatment line", site.term("lines", population.line) if population.line else None),
        ("Drivers", [site.term("drivers", id_) for id_ in eligible.drivers]),
        ("PD-L1", eligible.pd_l1),
        ("Brain metastases", _brain(eligible.brain_metastases, eligible.brain_metastases_note)),
        ("Number of metastases", _limits(eligible.fewest_metastases, eligible.most_metastases)),
        ("Performance status", eligible.performance_status),
        ("Histology", [site.term("histologies", id_) for id_ in eligible.histology]),
        ("Earlier treatment", eligible.prior_lines),
        ("Staging", eligible.staging),
        (
            "Cancers",
            [
                f"{evidence.label('histologies', id_)}{f': {words.printed(n)}' if n else ''}"
                for id_, n in population.cancers.items()
            ],
        ),
        ("State of disease", _state(site, study)),
        ("Setting", population.setting),
        ("Also required or excluded", list(eligible.other)),
        ("Way through the study", [f"{step.label}: {words.printed(step.n)}" for step in population.flow]),
        *_trial_facts(site, study),
    ]
    always = (
        ("Patients", "Enrolled, randomised, analysed", "Brain metastases")
        if has_patients(site, study)
        else ()
    )
    return [
        {"label": label, "value": value or {"absent": site.missing(study_id)}}
        for label, value in items
        if value or label in always
    ]


def _numbers(site: Site, study_id: str) -> list[str]:
    rows = [
        row
        for row in site.corpus.rows[study_id]
        if row.endpoint in _PATIENTS
        and row.statistic == "n"
        and row.group == "all"
        and not row.factor
        and not row.subset
        and site.corpus.is_headline(row)
    ]
    return [f"{words.printed(row.value)} {_COUNTED[row.endpoint]}" for row in rows]


def _brain(value: str | None, note: str | None) -> str:
    return ". ".join(part for part in ((value or "").capitalize(), note or "") if part)


def _limits(fewest: Printed | None, most: Printed | None) -> str:
    parts = [
        f"at least {words.printed(fewest)}" if fewest else "",
        f"at most {words.printed(most)}" if most else "",
    ]
    return ", ".join(part for part in parts if part)


def _state(site: Site, study: Study) -> list[Any]:
    population = study.population
    found: list[Any] = [f"As printed: {population.state_as_printed}"] if population.state_as_printed else []
    if population.state_as_classified:
        term = site.term("states", population.state_as_classified.term)
        found.append({**term, "under": population.state_as_classified.reason})
    return found


def _trial_facts(site: Site, study: Study) -> list[tuple[str, Any]]:
    trial = study.trial
    stopped = f"Stopped early for {trial.stopped}" if trial.stopped else ""
    reached = " of ".join(words.printed(value) for value in (trial.reached_n, trial.planned_n) if value)
    crossover = trial.crossover
    allowed = (
        {"yes": "allowed", "no": "not allowed", "unknown": "not known"}.get(str(crossover.allowed), "")
        if crossover
        else ""
    )
    immortal = {
        "handled": "handled",
        "not-handled": "not handled",
        "unclear": "unclear: patients had to survive and be chosen to receive it",
        "not-applicable": "",
    }.get(trial.immortal_time or "", "")
    primary = [site.term("endpoints", id_) for id_ in trial.primary_endpoint]
    return [
        (
            "Primary endpoint",
            [*primary, *([trial.primary_endpoint_text] if trial.primary_endpoint_text else [])],
        ),
        (
            "Planned and reached",
            ", ".join(part for part in (f"{reached} patients" if reached else "", stopped) if part),
        ),
        (
            "Crossover",
            ", ".join(part for part in (allowed, crossover.note or "") if part) if crossover else "",
        ),
        ("Immortal time", immortal),
        ("Expected completion", words.day(trial.expected_completion) if trial.expected_completion else ""),
        (
            "Bundle",
            "This citation stands for several unnamed studies and is left out of every count."
            if trial.bundle
            else "",
        ),
        ("Funding", trial.funding),
        ("Conflicts of interest", trial.conflicts),
    ]


def regimens(site: Site, study_id: str, study: Study) -> list[dict[str, Any]]:
    """Return the rows of the table of regimens."""
    rows: dict[tuple[object, ...], Row] = {}
    for row in site.corpus.rows[study_id]:
        if "radiotherapy" in row.place:
            rows.setdefault(row.place[:4], row)
    return [
        regimen_row(site, study_id, group, regimen, rows.get(("groups", id_, "radiotherapy", index)))
        for id_, group in study.groups.items()
        for index, regimen in enumerate(group.radiotherapy)
        if regimen.dose_gy
        or regimen.fractions
        or regimen.per_fraction_gy
        or regimen.accepted_gy
        or regimen.schedule
    ]


def regimen_row(site: Site, study_id: str, group: Group, regimen: Regimen, row: Row | None) -> dict[str, Any]:
    """Return one regimen for the table."""
    evidence = site.evidence
    technique = evidence.label("techniques", regimen.technique) if regimen.technique else "Radiotherapy"
    detail = [
        evidence.label("timings", regimen.timing) if regimen.timing else "",
        regimen.schedule or "",
        f"accepted {words.interval(regimen.accepted_gy)} Gy" if regimen.accepted_gy else "",
        regimen.note or "",
    ]
    name = {
        "text": ", ".join(part for part in (technique, regimen.target or "") if part),
        "under": [part for part in (words.nobreak(group.name), *detail) if part],
    }

    def cell(text: str) -> Any:
        return {"text": text, "strong": True} if text else {"absent": site.missing(study_id)}

    return {
        "name": name,
        "dose": cell(quantity_words(regimen.dose_gy, "Gy")),
        "fractions": cell(quantity_words(regimen.fractions, "")),
        "per_fraction": per_fraction(regimen) or cell(""),
        **derived_cells(regimen),
        "source": site.source(row) if row else {"text": "", "depth": ""},
    }


def per_fraction(regimen: Regimen) -> Any:
    """Return the dose a fraction as printed, else derived from total and number."""
    shown = quantity_words(regimen.per_fraction_gy, "Gy")
    if shown:
        return {"text": shown, "strong": True}
    found = dose.derive(regimen, "tumour")
    if isinstance(found, str):
        return None
    low, high = (f"{each:.1f}" for each in found.per_fraction)
    text = f"{low} Gy" if low == high else f"{low}–{high} Gy"
    return {"text": text, "derived": "Total dose divided by the number of fractions"}


def any_derived(study: Study) -> bool:
    """Say whether BED and EQD2 can be derived for any regimen of a study."""
    regimens = [regimen for group in study.groups.values() for regimen in group.radiotherapy]
    return any(not isinstance(dose.derive(regimen, "tumour"), str) for regimen in regimens)


def derived_cells(regimen: Regimen) -> dict[str, Any]:
    """Return BED and EQD2 for tumour and late-reacting tissue, or that they were not derived and why."""
    cells: dict[str, Any] = {}
    tissues: tuple[tuple[str, dose.Tissue], ...] = (("10", "tumour"), ("3", "late"))
    for suffix, tissue in tissues:
        found = dose.derive(regimen, tissue)
        for name in ("bed", "eqd2"):
            key = f"{'eqd' if name == 'eqd2' else name}{suffix}"
            cells[key] = (
                {"absent": "not derived"} if isinstance(found, str) else _derived(found, getattr(found, name))
            )
    return cells


def _derived(found: dose.Dose, bounds: tuple[Any, Any]) -> Any:
    low, high = (f"{bound:.1f}" for bound in bounds)
    text = f"{low} Gy" if low == high else f"{low}–{high} Gy"
    limits = {
        "plain": "",
        "extrapolated": "; above 6 Gy a fraction: extrapolated",
        "rough": "; above 10 Gy a fraction: rough, the model is disputed here",
    }[found.confidence]
    cell = {"text": text, "derived": f"Linear-quadratic formula, α/β {found.alpha_beta} Gy{limits}"}
    return {**cell, "under": found.confidence} if found.confidence != "plain" else cell


def sources(site: Site, study_id: str) -> list[dict[str, Any]]:
    """Return the sources of a study, its own reports first."""
    ids = dict.fromkeys(row.origin.source for row in site.corpus.rows[study_id] if row.origin.source)
    known = [(id_, site.evidence.sources[id_]) for id_ in ids if id_ in site.evidence.sources]
    known.sort(key=lambda item: study_id not in item[1].primary_for)
    return [source_item(site, id_, study_id) for id_, _ in known]


def source_item(site: Site, source_id: str, study_id: str = "") -> dict[str, Any]:
    """Return one entry of a list of sources."""
    source = site.evidence.sources[source_id]
    kind = source.kind if study_id in source.primary_for or source.kind != "paper" else "review"
    before, title, after = citation_parts(source)
    item: dict[str, Any] = {
        "before": before,
        "title": title,
        "href": site.source_page(source_id),
        "after": after,
        "depth": depth(kind if study_id else source.kind, source),
    }
    notice = next((site.notice(notice) for notice in source.notices if not notice.resolved), None)
    return {**item, "notice": notice} if notice else item
