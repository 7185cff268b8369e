"""A drawing before it is one: plain rows of data, one list for each layer of the chart.

Vertical places and the places of words are pixels from the top left of the drawing; values on the
quantitative axis stay values, so that the axis, its zoom and a reader of the specification all work with
the numbers themselves.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.chart.style import EDGE, INK, INK2, PAPER, RULE, TEXT
from generator.chart.views import Axis

Datum = dict[str, str | float | bool]
Align = Literal["left", "center", "right"]
Scale = Literal["log", "linear"]

Dash = Literal["solid", "dashed", "dotted"]

LAYERS = (
    "grid",
    "rules",
    "curves",
    "lines",
    "caps",
    "arrows",
    "diamonds",
    "marks",
    "keys",
    "halo",
    "labels",
    "words",
)
FAR = 1e9
"""Stands for "not reached" where a bound is compared with the end of an axis."""


@dataclass
class Scene:
    """A drawing under construction: `left` and `plot` are the start and the length of the axis in pixels."""

    width: float
    left: float
    plot: float
    scale: Scale
    axis: Axis
    bottom: float = 0.0
    height: float = 0.0
    data: dict[str, list[Datum]] = field(default_factory=lambda: {name: [] for name in LAYERS})

    def px(self, value: float) -> float:
        """The pixel of a value on the axis, counted from the left of the drawing."""
        low, high, at = self.axis.low, self.axis.high, value
        if self.scale == "log":
            low, high, at = math.log(low), math.log(high), math.log(value)
        return self.left + self.plot * (at - low) / (high - low)

    def inside(self, value: float) -> bool:
        """Whether a value lies within the axis, its ends included."""
        return self.axis.low <= value <= self.axis.high

    def word(
        self,
        x: float,
        y: float,
        text: str,
        *,
        align: Align = "left",
        size: float = TEXT,
        bold: bool = False,
        fill: str = INK,
    ) -> None:
        """Words at a pixel; `y` is the baseline. Blanks only keep a line free."""
        if not text.strip():
            return
        weight = 600 if bold else 400
        self.data["words"].append(
            {"x": x, "y": y, "text": text, "align": align, "size": size, "weight": weight, "fill": fill}
        )

    def words(
        self,
        x: float,
        y: float,
        lines: tuple[str, ...],
        step: float,
        *,
        align: Align = "left",
        size: float = TEXT,
        bold: bool = False,
        fill: str = INK,
    ) -> float:
        """Lines of words from baseline `y` on; returns the baseline of the line that would follow."""
        for line in lines:
            self.word(x, y, line, align=align, size=size, bold=bold, fill=fill)
            y += step
        return y

    def label(
        self,
        value: float,
        y: float,
        text: str,
        fill: str,
        bold: bool = True,
        align: Align = "center",
        dx: float = 0,
    ) -> None:
        """Words at a value, `dx` pixels aside, with a halo that keeps gridlines out of them."""
        datum: Datum = {
            "v": value,
            "y": y,
            "text": text,
            "fill": fill,
            "weight": 600 if bold else 400,
            "align": align,
            "dx": dx,
        }
        self.data["halo"].append({**datum, "fill": PAPER})
        self.data["labels"].append(datum)

    def rule(
        self, y: float, fill: str = RULE, thick: float = 1, x: float = 0, x2: float | None = None
    ) -> None:
        """A horizontal line over the whole width, or from `x` to `x2` in pixels."""
        end = self.width if x2 is None else x2
        self.data["rules"].append({"x": x, "x2": end, "y": y, "y2": y, "fill": fill, "thick": thick})

    def grid(self, value: float, y: float, y2: float, fill: str = RULE) -> None:
        """A vertical line at a value."""
        if self.inside(value):
            self.data["grid"].append({"v": value, "y": y, "y2": y2, "fill": fill})

    def curve(
        self,
        points: Sequence[tuple[float, float]],
        fill: str,
        *,
        dash: Dash = "solid",
        thick: float = 2,
    ) -> None:
        """A line through points, each a value and a height in pixels."""
        name = len({row["line"] for row in self.data["curves"]})
        self.data["curves"] += [
            {"v": value, "y": y, "line": name, "step": step, "fill": fill, "dash": dash, "thick": thick}
            for step, (value, y) in enumerate(points)
        ]

    def mark(self, value: float, y: float, shape: str, size: float, fill: str, stroke: str, tip: str) -> None:
        """A symbol at a value; `tip` is what the interactive version says of it."""
        self.data["marks"].append(
            {"v": value, "y": y, "shape": shape, "size": size, "fill": fill, "stroke": stroke, "tip": tip}
        )

    def key(self, x: float, y: float, shape: str, size: float, fill: str, stroke: str) -> None:
        """A symbol at a pixel, for a key: it stays where it is when a reader zooms."""
        self.data["keys"].append(
            {"x": x, "y": y, "shape": shape, "size": size, "fill": fill, "stroke": stroke}
        )

    def key_line(self, x: float, x2: float, y: float, fill: str, dash: Dash, thick: float) -> None:
        """A line from pixel to pixel, for a key; dashes and dots are short lines."""
        length, gap = {"solid": (x2 - x, 0.0), "dashed": (5.0, 3.0), "dotted": (1.0, 4.0)}[dash]
        while x < x2:
            self.rule(y, fill, thick, x, min(x + length, x2))
            x += length + gap

    def line(
        self,
        low: float | None,
        high: float | None,
        y: float,
        fill: str,
        *,
        start: float,
        dash: bool = False,
        cap: float = 8,
        thick: float = 2,
    ) -> None:
        """An interval at height `y`.

        A missing lower bound starts it at `start`, a missing upper bound never ends.
        """
        left, right = start if low is None else low, FAR if high is None else high
        self.data["lines"].append(
            {
                "v": self._kept(left),
                "v2": self._kept(right),
                "low": left,
                "high": right,
                "y": y,
                "fill": fill,
                "dash": dash,
                "thick": thick,
            }
        )
        for bound in (low, high):
            if bound is not None and cap and self.inside(bound):
                self.data["caps"].append({"v": bound, "y": y - cap / 2, "y2": y + cap / 2, "fill": fill})
        for end in (left, right):
            self.off(end, y, fill)

    def _kept(self, bound: float) -> float:
        """A bound that every browser can place, beyond the end of the axis if it lies there.

        Zero has no pixel on a log axis, and "not reached" none that single-precision numbers hold.
        """
        if self.scale == "log":
            return min(max(bound, self.axis.low / 50), self.axis.high * 50)
        far = 50 * (self.axis.high - self.axis.low)
        return min(max(bound, self.axis.low - far), self.axis.high + far)

    def off(self, value: float, y: float, fill: str) -> None:
        """An arrow at the end of the axis, if the value lies beyond it."""
        if self.inside(value):
            return
        side, x = ("left", self.left + 4) if value < self.axis.low else ("right", self.left + self.plot - 4)
        self.data["arrows"].append(
            {"x": x, "y": y, "shape": f"triangle-{side}", "side": side, "bound": value, "fill": fill}
        )

    def ground(self, y: float, title: str = "", room: float = 26) -> None:
        """The line under the plot at `y`, the title of the axis below it, and the end of the drawing."""
        self.rule(y, EDGE, 1, self.left, self.left + self.plot)
        self.bottom, self.height = y, y + room
        if title:
            self.word(self.left + self.plot / 2, y + 38, title, align="center", size=13, fill=INK2)
            self.height = y + 46
