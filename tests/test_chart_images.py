"""Every kind of chart against its reference picture; `make golden` accepts a change, and the diff shows it.

The pictures are SVG, so that a review sees what moved. Where they can be drawn they are the same on every machine: no font
is measured.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from test_chart import VIEWS

from generator.chart import MemoryCache, draw
from generator.chart.drawing import CHARTS
from generator.chart.views import View

REFERENCES = Path(__file__).parent / "chart_images"


def pictures(view: View) -> dict[str, str]:
    """Return a view's file for download and its narrow drawing, by the name of the reference."""
    drawn = draw(view, MemoryCache())
    return {f"{view.id}.svg": drawn.svg_light + "\n", f"{view.id}-narrow.svg": drawn.svg_narrow + "\n"}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_a_chart_looks_as_its_reference(view: View) -> None:
    made = pictures(view)
    if os.environ.get("ACCEPT"):
        REFERENCES.mkdir(exist_ok=True)
        for name, text in made.items():
            (REFERENCES / name).write_text(text, encoding="utf-8", newline="\n")
    for name, text in made.items():
        path = REFERENCES / name
        assert path.is_file(), f"there is no reference {name}: make golden"
        assert text == path.read_text(encoding="utf-8"), f"{name} has changed: look at it, then make golden"


def test_every_kind_of_chart_has_a_reference_and_none_is_left_over() -> None:
    assert {type(view).__name__ for view in VIEWS} == set(CHARTS)
    named = {f"{view.id}{part}.svg" for view in VIEWS for part in ("", "-narrow")}
    assert {path.name for path in REFERENCES.iterdir()} == named
