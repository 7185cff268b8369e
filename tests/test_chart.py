"""Every chart, of any kind: it renders, has a name, repeats itself byte for byte and fixes no colour."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from generator.chart import CHARTS, DiskCache, Drawing, MemoryCache, draw
from generator.chart.drawing import key, module, render
from generator.chart.style import SMALL, WIDTHS
from generator.chart.views import (
    Axis,
    DirectionCell,
    DirectionPanel,
    DirectionRow,
    DoseMark,
    DoseView,
    EffectDirectionView,
    ForestGroup,
    ForestPanel,
    ForestRow,
    ForestView,
    MapCell,
    MapRow,
    MapView,
    MedianEndpoint,
    MedianGroup,
    MediansView,
    Number,
    Pooled,
    Range,
    RateGroup,
    RateOutcome,
    RatesView,
    SlopeLine,
    SlopePanel,
    SlopeSource,
    SlopeView,
    TimelineGroup,
    TimelineRow,
    TimelineView,
    View,
)

VERDICTS = (
    r"no difference|superior|inferior|significan|trend|better|worse|effective|proven|equivalent|overlap"
)


def number(text: str) -> Number:
    return Number(float(text), text)


def span(low: str, high: str) -> Range:
    return Range(number(low) if low else None, number(high) if high else None)


def forest(*rows: ForestRow, name: str = "forest", pooled: Pooled | None = None) -> ForestView:
    group = ForestGroup("Progression-free survival", rows, pooled)
    return ForestView(name, (ForestPanel("Randomised trials", (group,)),), "Favours SBRT", "Favours no SBRT")


REPORTED = ForestRow(
    "Trial A",
    "randomised, phase 2",
    "59",
    "41",
    medians=("10", "2"),
    ratio=number("0.41"),
    bounds=span("0.22", "0.75"),
    interval="reported",
)
DERIVED = replace(REPORTED, study="Cohort B", interval="derived")
ALONE = ForestRow("Cohort C", ratio=number("0.40"))
MISSING = ForestRow("Trial D", medians=("8.4", "4.3"), patients="90")
WIDE = replace(REPORTED, study="Trial E", bounds=span("0.01", "44"))
NOTICED = replace(REPORTED, study="Trial F", notice="Expression of concern")
POOLED = Pooled(
    "Pooled", number("0.45"), span("0.30", "0.70"), "random effects", prediction=span("0.2", "1.1")
)
LONG = "A name of a study that is far longer than any column could hold, whatever its width may be " * 3

PAIR = (
    MedianGroup("SBRT", "experimental", "36", number("15.9"), span("7.1", "")),
    MedianGroup("Pembrolizumab", "control", "40", number("7.6"), span("6.0", "13.9")),
)
MEDIANS = MediansView(
    "medians", (MedianEndpoint("Overall survival", PAIR, "", "HR 0.66 (0.37–1.18)", "p 0.16"),)
)
THREE = tuple(replace(group, role="group") for group in (*PAIR, MedianGroup("Neither", not_reached=True)))
RATES = RatesView(
    "rates",
    (
        RateOutcome(
            "Objective response",
            (
                RateGroup("SBRT", "experimental", "13 of 36", number("36"), span("21", "54"), "derived"),
                RateGroup("Pembrolizumab", "control", "", number("18")),
                RateGroup("Not read"),
            ),
        ),
    ),
)

SOURCES = (
    SlopeSource("Able 2020", "paper, abstract", "Abstract"),
    SlopeSource("Critic 2022", "review, full text"),
)
PARTED = SlopePanel(
    "Overall survival, median",
    "months",
    SOURCES,
    (
        SlopeLine("SBRT", (number("15.9"), number("15.9")), "experimental", differs=False),
        SlopeLine("Drug", (number("7.6"), number("7.8")), "control"),
    ),
)
SLOPES = SlopeView("slope", (PARTED,))
MANY = SlopePanel(
    "Response, rate",
    "%",
    tuple(SlopeSource(f"Source {n}", "review, full text", LONG) for n in range(6)),
    (SlopeLine("All patients", (number("41"), None, *(number("44"),) * 4), notice="Expression of concern"),),
)

TOWARDS = DirectionCell("experimental", "excludes", "HR 0.41", "0.22–0.75")
AWAY = DirectionCell("control", "includes", "HR 1.10", "0.80–1.50")
LEVEL = DirectionCell("neither", "unknown", "12 vs 12 mo", remark="by medians alone")
SILENT = DirectionCell(None, number="9.1 vs 5.1 mo", words="no direction")
POINTS = EffectDirectionView(
    "direction",
    ("Overall survival", "Progression-free survival", "Cognition"),
    (
        DirectionPanel("Randomised trials", (DirectionRow("Trial A", (TOWARDS, AWAY, None), "phase 2"),)),
        DirectionPanel("Other designs", (DirectionRow("Cohort B", (SILENT, None, LEVEL)),)),
    ),
    "SBRT",
    "no SBRT",
)

REGIMEN = DoseMark(("Trial A", "Trial B"), number("24"), number("3"), "36.0")
DOSES = DoseView(
    "doses",
    (
        REGIMEN,
        DoseMark(("Trial C",), number("34"), number("1"), "124.7", rough=True),
        DoseMark(("Trial D",), number("20"), number("5"), "23.3", palliative=True),
        DoseMark(("Trial E",), number("60"), number("30"), "60.0", notice="Expression of concern"),
    ),
    (20, 40, 60, 80, 120),
    10,
    10,
)

ACCRUAL = TimelineRow("Trial A", "patients entered 2015 to 2018", "", 2015, 2019, marks=((2019.5, "report"),))
EXPECTED = TimelineRow("Trial B", "completion expected 2028", "", 2020, 2028.5, "expected")
SQUARES = MapView(
    "map",
    "Topic",
    ("Randomised", "Cohort", "Single arm", "Guideline", "Design not stated"),
    (
        MapRow("Brain", (MapCell(16, 16), MapCell(9), MapCell(4, 1), MapCell(1), MapCell(2, open=True))),
        MapRow("Bone", (MapCell(0, ongoing=("Trial A",)), MapCell(1), MapCell(0), MapCell(0), MapCell(0))),
    ),
    title="Studies by topic and design",
)
TIMES = TimelineView("timeline", (TimelineGroup("", (ACCRUAL, EXPECTED)),), today=2026.9)

VIEWS: tuple[View, ...] = (
    forest(REPORTED, DERIVED, ALONE, MISSING, WIDE, NOTICED, pooled=POOLED),
    forest(name="forest-none"),
    forest(REPORTED, name="forest-one"),
    forest(MISSING, name="forest-no-ratio"),
    forest(*(replace(REPORTED, study=f"Trial {n}") for n in range(40)), name="forest-forty"),
    forest(replace(REPORTED, study=LONG, note=LONG, notice=LONG), name="forest-long"),
    forest(replace(REPORTED, study="PEMBRO\u2011RT – α/β ≥ 10 <&>", note="“quoted”"), name="forest-signs"),
    replace(forest(WIDE, ALONE, name="forest-axis"), axis=Axis(0.5, 2, (0.5, 1, 2))),
    ForestView("forest-empty", (), "Favours A", "Favours B"),
    MEDIANS,
    MediansView("medians-none", ()),
    MediansView("medians-three", (MedianEndpoint("Overall survival", THREE),)),
    MediansView("medians-unread", (MedianEndpoint(LONG, (MedianGroup(LONG),), LONG, LONG, LONG),)),
    RATES,
    RatesView("rates-none", ()),
    SLOPES,
    SlopeView("slope-none", ()),
    SlopeView("slope-many", (MANY, PARTED)),
    SlopeView(
        "slope-long",
        (replace(PARTED, label=LONG, lines=(SlopeLine(LONG, (number("4.25"), None), notice=LONG),)),),
    ),
    POINTS,
    EffectDirectionView("direction-none", (), (), "A", "B"),
    EffectDirectionView(
        "direction-long",
        tuple(f"Haematologicaltoxicityof{n} {LONG}" for n in range(9)),
        (
            DirectionPanel(
                LONG, (DirectionRow(LONG, (replace(AWAY, remark=LONG), *(SILENT,) * 8), LONG, LONG),)
            ),
        ),
        LONG,
        LONG,
    ),
    DOSES,
    DoseView("doses-none", (), (20,), 10, 10),
    DoseView(
        "doses-long",
        tuple(replace(REGIMEN, names=(LONG,), total=number(f"{n}")) for n in range(20, 30)),
        (20,),
        10,
        10,
    ),
    TIMES,
    TimelineView("timeline-none", ()),
    TimelineView(
        "timeline-long", (TimelineGroup(LONG, (replace(ACCRUAL, study=LONG, note=LONG, notice=LONG),)),)
    ),
    TimelineView("timeline-begun", (TimelineGroup("Under way", (replace(EXPECTED, end=None),)),)),
    SQUARES,
    MapView("map-none", "Topic", ("Randomised",), ()),
    MapView("map-long", "Topic", (LONG,) * 9, (MapRow(LONG, (MapCell(1, ongoing=(LONG,)),) * 9),)),
)
drawings: dict[str, Drawing] = {}


@pytest.fixture(params=VIEWS, ids=lambda view: view.id)
def view(request: pytest.FixtureRequest) -> View:
    found: View = request.param
    return found


@pytest.fixture
def drawn(view: View) -> Drawing:
    if view.id not in drawings:
        drawings[view.id] = render(view)
    return drawings[view.id]


def both(drawn: Drawing) -> tuple[str, str]:
    return drawn.svg_wide, drawn.svg_narrow


def test_every_kind_of_view_has_a_chart_module() -> None:
    assert {type(view).__name__ for view in VIEWS} == set(CHARTS)


def test_a_drawing_is_well_formed_and_named(drawn: Drawing) -> None:
    roots = [ElementTree.fromstring(svg) for svg in both(drawn)]
    for root, svg in zip(roots, both(drawn), strict=True):
        names = {child.get("id"): child.text for child in root}
        assert root.get("role") == "img"
        assert names[root.get("aria-labelledby")] == drawn.title
        assert svg.count("role=") == 1


def test_the_sentences_stand_once_and_describe_both_widths(drawn: Drawing) -> None:
    wide, narrow = (ElementTree.fromstring(svg) for svg in both(drawn))
    described = {child.get("id"): child.text for child in wide if child.tag.endswith("desc")}
    assert (described[wide.get("aria-describedby")] or "") == " ".join(drawn.alternative)
    assert narrow.get("aria-describedby") == wide.get("aria-describedby")
    assert not [child for child in narrow if child.tag.endswith("desc")]


def test_both_widths_are_drawn_at_their_own_size(drawn: Drawing) -> None:
    assert [ElementTree.fromstring(svg).get("width") for svg in both(drawn)] == ["920", "358"]


def test_no_text_is_smaller_than_the_smallest_size(drawn: Drawing) -> None:
    sizes = re.findall(r'font-size="([\d.]+)', "".join((*both(drawn), drawn.svg_light)))
    assert min(map(float, sizes)) >= SMALL


def test_ids_are_unique_on_a_page_with_every_chart() -> None:
    page = "".join(svg for view in VIEWS for svg in both(drawings.setdefault(view.id, render(view))))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_colours_are_names_on_the_page_and_values_in_the_file(drawn: Drawing) -> None:
    for svg in both(drawn):
        assert not re.search(r'="(#[0-9a-fA-F]{3,8}|rgb|white|black)', svg)
    assert "var(" not in drawn.svg_light
    assert "inherit" not in drawn.svg_light


def test_the_file_holds_its_title_and_is_well_formed(drawn: Drawing) -> None:
    root = ElementTree.fromstring(drawn.svg_light)
    assert drawn.title.split(" ")[0] in "".join(root.itertext())


def test_drawing_again_gives_the_same(view: View, drawn: Drawing) -> None:
    assert render(view) == drawn


def test_the_filled_specification_is_what_altair_builds(view: View) -> None:
    from generator.chart import frame

    chart = module(view)
    title = chart.words(view).title
    for width in WIDTHS:
        assert frame.fill(chart.scene(view, width), title) == chart.chart(view, width).to_dict()


def test_the_filled_vega_is_what_vega_lite_compiles(view: View) -> None:
    import vl_convert

    from generator.chart import engine, frame

    scene = module(view).scene(view, "wide")
    assert engine.vega(scene, "Title") == vl_convert.vegalite_to_vega(frame.fill(scene, "Title"))


def test_words_are_written_as_vega_writes_them(view: View) -> None:
    from generator.chart import engine
    from generator.chart.svg import finish

    chart = module(view)
    for width in WIDTHS:
        spec = engine.vega(chart.scene(view, width))
        quick, slow = (finish(way(spec), view.id, width, "Title", "") for way in (engine.svg, engine.drawn))
        assert quick == slow


def test_generated_words_pass_no_verdict(drawn: Drawing) -> None:
    said = " ".join((drawn.title, drawn.subtitle, drawn.caption, *drawn.alternative))
    # The value of no effect may be named in quotes; as a finding it may not.
    for meant in (LONG.strip(), "“no difference”", "no counting of significance"):
        said = said.replace(meant, "")
    assert not re.search(VERDICTS, said, re.IGNORECASE)


def test_the_csv_is_the_table(drawn: Drawing) -> None:
    rows = list(csv.reader(io.StringIO(drawn.csv)))
    assert rows == [list(drawn.columns), *map(list, drawn.rows)]
    assert all(len(row) == len(drawn.columns) for row in drawn.rows)


def test_what_the_cache_kept_equals_what_was_drawn(view: View, drawn: Drawing, tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "charts")
    assert draw(view, cache) == drawn
    assert draw(view, cache) == drawn


def test_a_damaged_file_in_the_cache_is_drawn_anew() -> None:
    view = VIEWS[2]
    cache = MemoryCache({key(view): '{"id": "half'})
    assert draw(view, cache) == render(view)


def test_the_key_changes_with_the_content() -> None:
    assert key(MEDIANS) != key(replace(MEDIANS, unit="weeks"))
    assert key(MEDIANS) == key(replace(MEDIANS))


def test_a_full_cache_needs_no_altair(tmp_path: Path) -> None:
    draw(MEDIANS, DiskCache(tmp_path))
    code = (
        "import sys, test_chart as t\n"
        "from pathlib import Path\n"
        "d = t.draw(t.MEDIANS, t.DiskCache(Path(sys.argv[1])))\n"
        "assert not {'altair', 'vl_convert'} & set(sys.modules)\n"
        "sys.stdout.write(d.svg_wide)"
    )
    fresh = _fresh(code, str(tmp_path))
    assert fresh == draw(MEDIANS, DiskCache(tmp_path)).svg_wide


def test_a_fresh_process_draws_the_same_bytes() -> None:
    code = "import sys, json, test_chart as t\nfrom dataclasses import asdict\n"
    code += "sys.stdout.write(json.dumps([asdict(t.render(v)) for v in (t.RATES, t.VIEWS[0])]))"
    here = [render(RATES), render(VIEWS[0])]
    for fresh, drawn in zip(json.loads(_fresh(code)), here, strict=True):
        assert (fresh["svg_wide"], fresh["svg_narrow"], fresh["vega"]) == (*both(drawn), drawn.vega)


def _fresh(code: str, *arguments: str) -> str:
    here = Path(__file__).parent
    paths = os.pathsep.join((str(here), str(here.parent)))
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_printed_numbers_keep_all_their_digits() -> None:
    row = ForestRow(
        "Trial with 1.2345 in its name",
        medians=("10.125", "2.001"),
        ratio=number("0.104"),
        bounds=span("0.052", "0.999"),
        interval="reported",
        effect_note="p 0.008",
    )
    for svg in (lambda made: (made.svg_wide, made.svg_narrow, made.svg_light))(
        draw(forest(row), MemoryCache())
    ):
        words = " ".join(
            "".join(part.itertext())
            for part in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
        )
        for digits in ("1.2345", "10.125", "2.001", "0.104", "0.052", "0.999", "0.008"):
            assert digits in words, digits
