"""A view drawn: the one function that the rest of the project calls.

What was drawn before comes from the cache without altair being imported: the key is made from the view,
from the code of this package and from the versions of the libraries that draw.
"""

import csv
import hashlib
import importlib
import io
import json
from dataclasses import asdict, dataclass
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, cast

from generator.chart.cache import Cache
from generator.chart.style import WIDTHS, Width
from generator.chart.views import View
from generator.chart.words import KeyEntry, Rows, Words

Spec = dict[str, Any]


class Chart(Protocol):
    """The shape of a chart module."""

    def scene(self, view: View, width: Width) -> Any:
        """The rows of data that the chart draws."""
        ...

    def words(self, view: View) -> Words:
        """Title, sentences, legend and table."""
        ...

    def chart(self, view: View, width: Width) -> Any:
        """The Altair chart."""
        ...


@dataclass(frozen=True)
class Drawing:
    """A chart ready for a page.

    `svg_wide` (920 pixels) and `svg_narrow` (358) hold colours by name; `svg_light` is the download,
    complete in itself. `vega_lite` is the specification of the wide drawing; `vega` and `vega_narrow` are
    compiled, for the interactive one. `alternative` says each result in a sentence; `columns` and `rows`
    are the table of the numbers, `csv` the same.
    """

    id: str
    title: str
    subtitle: str
    svg_wide: str
    svg_narrow: str
    svg_light: str
    vega_lite: Spec
    vega: Spec
    vega_narrow: Spec
    alternative: tuple[str, ...]
    caption: str
    key: tuple[KeyEntry, ...]
    columns: tuple[str, ...]
    rows: Rows
    csv: str


CHARTS: dict[str, str] = {
    "ForestView": "forest",
    "MediansView": "medians",
    "RatesView": "rates",
    "SlopeView": "slope",
    "EffectDirectionView": "effect_direction",
    "DoseView": "doses",
    "TimelineView": "timeline",
    "MapView": "evidence_map",
}
"""Each kind of view and the module that draws it; modules are loaded when first needed."""


def module(view: View) -> Chart:
    """The chart module of a view."""
    return cast(Chart, importlib.import_module(f"generator.chart.{CHARTS[type(view).__name__]}"))


@once
def stamp() -> str:
    """What a drawing depends on besides its view: this package's code and the versions of what draws."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} altair {version('altair')} vl-convert {version('vl-convert-python')}"


def key(view: View) -> str:
    """The key of a view's drawing: the same in every process."""
    content = json.dumps([type(view).__name__, asdict(view)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{stamp()}\n{content}".encode()).hexdigest()


def draw(view: View, cache: Cache) -> Drawing:
    """The drawing of a view, from the cache where it was drawn before."""
    at = key(view)
    kept = cache.get(at)
    made = _read(kept) if kept else None
    if made is None:
        made = render(view)
        cache.put(at, json.dumps(asdict(made), ensure_ascii=False))
    return made


def _read(text: str) -> Drawing | None:
    """A kept drawing; `None` where the text is not one, so that a damaged file is drawn anew."""
    try:
        kept = json.loads(text)
        tuples = {name: tuple(kept[name]) for name in ("alternative", "columns")}
        rows = tuple(tuple(row) for row in kept["rows"])
        return Drawing(
            **{**kept, **tuples, "rows": rows, "key": tuple(KeyEntry(**entry) for entry in kept["key"])}
        )
    except (ValueError, KeyError, TypeError):
        return None


def render(view: View) -> Drawing:
    """The drawing of a view, made now."""
    from generator.chart import download, engine, frame, svg

    chart = module(view)
    words, scenes = chart.words(view), {width: chart.scene(view, width) for width in WIDTHS}
    compiled = {width: engine.vega(scene, words.title) for width, scene in scenes.items()}
    said = " ".join(words.sentences)
    drawn = {
        width: svg.finish(engine.svg(spec), view.id, width, words.title, said)
        for width, spec in compiled.items()
    }
    wide = frame.fill(scenes["wide"], words.title)
    return Drawing(
        view.id,
        words.title,
        words.subtitle,
        drawn["wide"],
        drawn["narrow"],
        download.standalone(drawn["wide"], words),
        wide,
        compiled["wide"],
        compiled["narrow"],
        words.sentences,
        words.caption,
        words.key,
        words.columns,
        words.rows,
        table(words),
    )


def table(words: Words) -> str:
    """The table of a chart as CSV (RFC 4180 quoting, line feeds)."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([words.columns, *words.rows])
    return text.getvalue()
