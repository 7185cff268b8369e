"""The evidence map: topics by design and treatments by outcome, with the way into the explorer in every cell."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.chart.views import MapCell, MapRow, MapView
from generator.render import words
from generator.render.cells import Site, link
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.facets import DESIGN_COLUMNS, of_study
from generator.render.pages.figures import figure
from generator.render.pages.frame import front, of_everything
from generator.render.pages.selection import counts, is_randomised, topic_studies, under_way
from generator.render.pages.timelines import studies_view
from generator.render.pages.topic import left_out

SIDE = 26.0
"""Side in pixels of the square of the largest number on a map; the others by area."""
FEWEST = 2
"""Treatments of fewer studies have no line of their own."""
MOST_OUTCOMES = 10
"""Columns of the map of treatments: the outcomes of the topics' questions that most studies report."""
MOST_NAMES = 2
"""Trials under way that an empty cell names."""
MOST_DRAWN = 8
"""Columns of a map drawn as a picture, so that their heads can be read."""
PICTURE_NOTE = "Area: number of studies that have reported. How many there are says nothing of how good they are, nor of what they found."

BEFORE_UNDER_WAY = "guideline"
"""The column after which the trials under way stand."""
BY_TOPIC = "assets/charts/map-topic-design.csv"
BY_TREATMENT = "assets/charts/map-treatment-outcome.csv"


@dataclass(frozen=True)
class Cell:
    """A number of studies, how many of them are randomised, where they are listed, and what is under way."""

    studies: int
    randomised: int
    href: str
    said: str
    """What the number counts, for a voice: "studies on brain metastases, cohort"."""
    open: bool = False
    """Whether the square is an outline only: the design is not stated."""
    ongoing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of a map: its head, and a cell for each column."""

    name: str
    href: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Map:
    """A table of numbers drawn as squares."""

    head: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def largest(self) -> int:
        """The largest number of the map, which has the largest square."""
        return max((cell.studies for line in self.lines for cell in line.cells), default=0)


def render(context: Context) -> Files:
    """Return the page of the map, and the numbers of both of its tables."""
    site = context.site()
    topics, treated, timeline = by_topic(site), by_treatment(site), studies_view(site)
    drawn = figure(context, site, timeline) if timeline else None
    pictures = [
        figure(context, site, as_view(site, topics, "evidence-map-topics", "Studies by topic and design")),
        figure(
            context,
            site,
            as_view(site, treated, "evidence-map-treatments", "Studies by treatment and outcome"),
        ),
    ]
    cards = site.evidence.studies.values()
    values = {
        "front": front(
            context,
            "Evidence map",
            "Where the studies are, and where they are not: topics by design, and treatments by outcome.",
            hide=["toc"],
            **of_everything(context),
        ),
        "topics": table(site, topics, "Studies by topic and design"),
        "topic_links": [link("CSV", BY_TOPIC, download=True)],
        "treatments": table(site, treated, "Studies by treatment and outcome"),
        "treatment_links": [link("CSV", BY_TREATMENT, download=True)],
        "left_out": left_out(sum(not counts(study) for study in cards)),
        "fewest": FEWEST,
        "pictures": [picture.block for picture in pictures],
        "timeline": drawn.block if drawn else None,
    }
    return {
        "map.md": page("map.md.j2", **values),
        BY_TOPIC: as_csv(topics),
        BY_TREATMENT: as_csv(treated),
        **{path: text for made in (*pictures, drawn) if made for path, text in made.files.items()},
    }


def by_topic(site: Site) -> Map:
    """Return the map of topics by design; trials under way have a column of their own."""
    evidence = site.evidence
    lines = []
    for id_, topic in sorted(evidence.topics.items(), key=lambda item: item[1].order):
        ids = [study for study in topic_studies(evidence, id_) if counts(evidence.studies[study])]
        if ids:
            name = topic.short or topic.title
            lines.append(Line(name, site.topic(id_), topic_cells(site, id_, name, ids)))
    labels = [*DESIGN_COLUMNS.values()]
    at = labels.index(DESIGN_COLUMNS[BEFORE_UNDER_WAY]) + 1
    return Map("Topic", (*labels[:at], "Under way", *labels[at:]), tuple(lines))


def topic_cells(site: Site, topic_id: str, name: str, ids: Sequence[str]) -> tuple[Cell, ...]:
    """Return the cells of one topic."""
    evidence = site.evidence
    running = [id_ for id_ in ids if under_way(evidence.studies[id_])]
    designs = {id_: evidence.term("designs", evidence.studies[id_].design).column for id_ in ids}
    cells = []
    for key, label in DESIGN_COLUMNS.items():
        of_design = [id_ for id_ in ids if (designs[id_] or "not-stated") == key]
        done = [id_ for id_ in of_design if id_ not in running]
        cells.append(
            Cell(
                len(done),
                len(done) if key == "randomised" else 0,
                address(site, f"topic={topic_id}&design={key}"),
                f"{name}, {label.lower()}",
                key == "not-stated",
                names(site, [id_ for id_ in of_design if id_ in running]),
            )
        )
        if key == BEFORE_UNDER_WAY:
            where = address(site, f"topic={topic_id}", under=True)
            cells.append(Cell(len(running), 0, where, f"{name}, under way"))
    return tuple(cells)


def by_treatment(site: Site) -> Map:
    """Return the map of treatments by outcome, in the terms by which the explorer filters."""
    evidence = site.evidence
    counted = [id_ for id_, study in evidence.studies.items() if counts(study)]
    terms = {id_: of_study(site, id_) for id_ in counted}
    done = [id_ for id_ in counted if not under_way(evidence.studies[id_])]
    reports = {id_: {term for term, _ in terms[id_]["endpoint"]} for id_ in done}
    outcomes = mapped_outcomes(site, reports.values())
    users: dict[str, list[str]] = {}
    for id_ in counted:
        for term, _ in terms[id_]["given"]:
            users.setdefault(term, []).append(id_)
    lines = [
        treatment_line(site, term, users[term], outcomes, reports)
        for term in sorted(users, key=lambda term: (-sum(id_ in reports for id_ in users[term]), term))
        if sum(id_ in reports for id_ in users[term]) >= FEWEST
    ]
    labels = tuple(evidence.label("endpoints", endpoint) for endpoint in outcomes)
    shown = tuple(line for line in lines if any(cell.studies for cell in line.cells))
    return Map("Treatment", labels, shown)


def mapped_outcomes(site: Site, reports: Iterable[set[str]]) -> list[str]:
    """Return the outcomes of the topics' questions that most studies report, the most reported first."""
    asked = dict.fromkeys(
        outcome.endpoint
        for topic in site.evidence.topics.values()
        for question in topic.questions
        for outcome in question.outcomes
    )
    found = Counter(endpoint for reported in reports for endpoint in reported if endpoint in asked)
    return [id_ for id_, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))][:MOST_OUTCOMES]


def treatment_line(
    site: Site, term: str, ids: Sequence[str], outcomes: Sequence[str], reports: dict[str, set[str]]
) -> Line:
    """Return a treatment's line; of trials under way, those whose main outcome it is fill the gaps."""
    studies, label = site.evidence.studies, site.evidence.label("interventions", term)
    cells = []
    for endpoint in outcomes:
        done = [id_ for id_ in ids if endpoint in reports.get(id_, ())]
        running = [
            id_ for id_ in ids if id_ not in reports and endpoint in studies[id_].trial.primary_endpoint
        ]
        cells.append(
            Cell(
                len(done),
                sum(is_randomised(site.evidence, id_) for id_ in done),
                address(site, f"given={term}&endpoint={endpoint}"),
                f"{label}, {site.evidence.label('endpoints', endpoint).lower()}",
                ongoing=names(site, running),
            )
        )
    return Line(label, address(site, f"given={term}"), tuple(cells))


def names(site: Site, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the names of studies."""
    return tuple(words.nobreak(site.evidence.studies[id_].name) for id_ in ids)


def address(site: Site, view: str, *, under: bool = False) -> str:
    """Return the explorer's address of a view: of the studies under way, or of all others."""
    known = dict.fromkeys(
        study.status for study in site.evidence.studies.values() if under_way(study) == under
    )
    return f"{site.up}explorer.html#{view}&status={','.join(known)}"


def table(site: Site, drawn: Map, caption: str, *, named: bool = True) -> Markup:
    """Return a map as a table; `named` says whether empty cells name the trials under way."""
    heads = Markup("").join(
        Markup('<th scope="col" class="num">{}</th>').format(label) for label in drawn.columns
    )
    rows = Markup("\n").join(row(line, drawn.largest, named) for line in drawn.lines)
    return Markup(
        '<div class="table-wrap scroll" tabindex="0" role="region" aria-label="{0}">\n<table class="map" style="--columns: {4}">\n'
        '<thead><tr><th scope="col">{1}</th>{2}</tr></thead>\n<tbody>\n{3}\n</tbody>\n</table>\n</div>'
    ).format(caption, drawn.head, heads, rows, len(drawn.columns))


def row(line: Line, largest: int, named: bool) -> Markup:
    """Return a line of the table."""
    cells = Markup("").join(
        Markup('<td class="num">{}</td>').format(cell_html(cell, largest, named)) for cell in line.cells
    )
    return Markup('<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>').format(line.href, line.name, cells)


def cell_html(cell: Cell, largest: int, named: bool) -> Markup:
    """Return square and number, linked to the studies; a dash for none, and what is under way."""
    if not cell.studies:
        running = Markup("")
        if named and cell.ongoing:
            shown = ", ".join(cell.ongoing[:MOST_NAMES])
            more = f" and {len(cell.ongoing) - MOST_NAMES} more" if len(cell.ongoing) > MOST_NAMES else ""
            running = Markup(' <span class="under">under way: {}</span>').format(shown + more)
        return Markup('<span class="none">–<span class="visually-hidden"> none</span></span>') + running
    apart = cell.randomised and cell.randomised < cell.studies
    under = Markup(' <span class="under">{} randomised</span>').format(cell.randomised) if apart else ""
    strong = " is-randomised" if cell.randomised == cell.studies else ""
    return Markup(
        '<a class="map-cell{}" href="{}">{}<span class="count">{}</span><span class="visually-hidden"> {}: {}</span></a>{}'
    ).format(
        strong,
        cell.href,
        square(cell, largest),
        cell.studies,
        "study" if cell.studies == 1 else "studies",
        cell.said,
        under,
    )


def square(cell: Cell, largest: int) -> Markup:
    """Return the square of a number by area; the part of randomised studies in it by area as well."""
    side = SIDE * math.sqrt(cell.studies / largest)
    parts = [_rect("open" if cell.open else "all", side, side)]
    if cell.randomised:
        parts.append(_rect("randomised", SIDE * math.sqrt(cell.randomised / largest), side))
    return Markup('<svg class="square" aria-hidden="true" width="{0:g}" height="{0:g}">{1}</svg>').format(
        SIDE, Markup("").join(parts)
    )


def _rect(css: str, side: float, outer: float) -> Markup:
    """Return a square in the middle, or in the lower left corner of the larger one around it."""
    inset = 0.75 if css == "open" else 0
    x = (SIDE - outer) / 2
    size = max(side - 2 * inset, 1)
    return Markup('<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}"/>').format(
        css, round(x + inset, 2), round(x + outer - side + inset, 2), round(size, 2), round(size, 2)
    )


def as_view(site: Site, drawn: Map, name: str, title: str) -> MapView:
    """Return a map as a chart, its first columns, for those who want it as a picture."""
    short = {term.label: term.abbreviation for term in site.evidence.vocabulary["endpoints"].values()}
    rows = tuple(
        MapRow(
            line.name,
            tuple(
                MapCell(cell.studies, cell.randomised, cell.open, cell.ongoing)
                for cell in line.cells[:MOST_DRAWN]
            ),
        )
        for line in drawn.lines
    )
    columns = tuple(short.get(label) or label for label in drawn.columns[:MOST_DRAWN])
    return MapView(name, drawn.head, columns, rows, title=title, caption=PICTURE_NOTE)


def as_csv(drawn: Map) -> str:
    """Return the numbers of a map, a line a cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((drawn.head, "Column", "Studies", "Randomised", "Under way"))
    for line in drawn.lines:
        for label, cell in zip(drawn.columns, line.cells, strict=True):
            writer.writerow((line.name, label, cell.studies, cell.randomised, "; ".join(cell.ongoing)))
    return text.getvalue()


def on_home(site: Site) -> dict[str, Any]:
    """Return the map of topics for the home page."""
    return {"table": table(site, by_topic(site), "Studies by topic and design", named=False)}
