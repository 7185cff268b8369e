"""Every regimen by dose and fractions, with what the linear-quadratic formula derives from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.evidence import study_path
from generator.model.study import Regimen
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import Site
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.figures import figure
from generator.render.pages.frame import front, read_words
from generator.render.pages.regimens import doses
from generator.render.pages.study_who import regimen_row
from generator.synthesise import dose

COLUMNS = [
    {"key": "study", "label": "Study", "head": True},
    {"key": "name", "label": "Regimen"},
    {"key": "dose", "label": "Dose", "num": True, "place": "third", "labelled": True},
    {"key": "fractions", "label": "Fractions", "num": True, "place": "third", "labelled": True},
    {
        "key": "per_fraction",
        "label": "Per fraction",
        "num": True,
        "place": "third not-tablet",
        "labelled": True,
    },
    {"key": "bed10", "label": "BED, α/β 10", "num": True, "place": "third not-tablet", "labelled": True},
    {"key": "eqd10", "label": "EQD2, α/β 10", "num": True, "place": "third", "labelled": True},
    {"key": "eqd3", "label": "EQD2, α/β 3", "num": True, "place": "third", "labelled": True},
    {"key": "source", "label": "Read in", "place": "source"},
]


def render(context: Context) -> Files:
    """Return the page of regimens."""
    site = context.site()
    found = list(regimens(site))
    ids = list(dict.fromkeys(study for study, _, _, _ in found))
    plain = [item for item in found if derived(item[2]) is not None]
    others = [item for item in found if derived(item[2]) is None]
    plain.sort(key=lambda item: (derived(item[2]) or 0, item[0]))
    view = doses(site, ((study, regimen) for study, _, regimen, _ in found))
    drawn = figure(context, site, view) if view else None
    values = {
        "front": front(
            context,
            "Fractionation",
            "Every regimen of radiotherapy that the cards record, by dose and fractions, with BED and EQD2.",
            paths=[study_path(id_) for id_ in ids],
            curated=read_words(context, ids) if ids else "",
            hide=["toc"],
        ),
        "chart": drawn.block if drawn else None,
        "columns": COLUMNS,
        "derived": [row(site, *item) for item in plain],
        "others": [row(site, *item) for item in others],
        "count": words.plural(len(found), "regimen"),
        "studies": words.plural(len(ids), "study", "studies"),
    }
    return {"fractionation.md": page("fractionation.md.j2", **values), **(drawn.files if drawn else {})}


def regimens(site: Site) -> Iterator[tuple[str, str, Regimen, Row | None]]:
    """Yield study, group, regimen and the row that names its source, for regimens with a number."""
    for study_id, study in site.evidence.studies.items():
        rows: dict[tuple[object, ...], Row] = {}
        for found in site.corpus.rows[study_id]:
            if "radiotherapy" in found.place:
                rows.setdefault(found.place[:4], found)
        for group_id, group in study.groups.items():
            for index, regimen in enumerate(group.radiotherapy):
                if regimen.dose_gy or regimen.fractions or regimen.per_fraction_gy or regimen.accepted_gy:
                    yield study_id, group_id, regimen, rows.get(("groups", group_id, "radiotherapy", index))


def derived(regimen: Regimen) -> float | None:
    """Return the lowest EQD2 for tumour in Gy by which the table is sorted, where one can be derived."""
    found = dose.derive(regimen, "tumour")
    return None if isinstance(found, str) else float(found.eqd2[0])


def row(site: Site, study_id: str, group_id: str, regimen: Regimen, found: Row | None) -> dict[str, Any]:
    """Return one regimen as a line."""
    study = site.evidence.studies[study_id]
    made = regimen_row(site, study_id, study.groups[group_id], regimen, found)
    notice = site.study_notice(study_id)
    name: dict[str, Any] = {"text": words.nobreak(study.name), "href": site.study(study_id), "strong": True}
    return {**made, "study": {**name, "notice": notice} if notice else name}
