"""Names beside the marks of a dose-fractionation plot, where they find room without covering each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.chart.measure import clip, measure
from generator.chart.scene import Align, Scene
from generator.chart.style import AMBER_INK, INK, INK2, LABEL, Width
from generator.chart.views import DoseMark, DoseView

MOST_NAMES = 2
REACH = 9.0
"""From the middle of a mark to its name, in pixels."""


@dataclass(frozen=True)
class Box:
    """A rectangle of pixels that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles cover each other."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


ROOM: dict[Width, float] = {"wide": 170.0, "narrow": 104.0}
"""Room for one name, in pixels; a longer one is cut."""


def names(mark: DoseMark, room: float, most: int = MOST_NAMES) -> str:
    """The names of a mark, the first ones and how many more."""
    shown = ", ".join(clip(name, room, LABEL) for name in mark.names[:most])
    more = len(mark.names) - most
    return f"{shown} + {more}" if more > 0 else shown


def place(
    made: Scene,
    view: DoseView,
    places: Mapping[int, tuple[float, float]],
    top: float,
    bottom: float,
    width: Width,
) -> None:
    """Write every name that finds a free place: right, left, above or below its mark; the table has them all."""
    at = {mark: (made.px(places[mark][0]), places[mark][1]) for mark in places}
    taken = [Box(x - 7, y - 7, x + 7, y + 7) for x, y in at.values()]
    for mark in view.marks:
        x, y = at[id(mark)]
        counts = (MOST_NAMES, 1) if width == "wide" else (1,)
        choices = [names(mark, ROOM[width], most) for most in counts]
        found = next(
            (
                (text, *spot)
                for text in choices
                for spot in _spots(text, x, y)
                if _free(spot[3], taken, made, top, bottom)
            ),
            None,
        )
        if found:
            text, align, dx, dy, box = found
            ink = AMBER_INK if mark.notice else INK2 if mark.palliative else INK
            made.label(places[id(mark)][0], y + dy, text, ink, bold=False, align=align, dx=dx)
            taken.append(box)


def _spots(text: str, x: float, y: float) -> list[tuple[Align, float, float, Box]]:
    """Places to try, the best first: alignment, shift to the side and down, and the room that it takes."""
    wide = measure(text, LABEL) * 0.92 + 5
    return [
        ("left", REACH, 4.5, Box(x + REACH, y - 7, x + REACH + wide, y + 8)),
        ("right", -REACH, 4.5, Box(x - REACH - wide, y - 7, x - REACH, y + 8)),
        ("left", REACH - 3, -7.0, Box(x + REACH - 3, y - 19, x + REACH + wide - 3, y - 4)),
        ("left", REACH - 3, 17.0, Box(x + REACH - 3, y + 5, x + REACH + wide - 3, y + 20)),
        ("right", 3 - REACH, -7.0, Box(x - REACH - wide + 3, y - 19, x - REACH + 3, y - 4)),
        ("right", 3 - REACH, 17.0, Box(x - REACH - wide + 3, y + 5, x - REACH + 3, y + 20)),
        ("center", 0, -11.0, Box(x - wide / 2, y - 23, x + wide / 2, y - 8)),
        ("center", 0, 20.0, Box(x - wide / 2, y + 8, x + wide / 2, y + 23)),
    ]


def _free(box: Box, taken: list[Box], made: Scene, top: float, bottom: float) -> bool:
    inside = box.left >= made.left - 2 and box.right <= made.left + made.plot + 2
    return inside and box.top >= top - 12 and box.bottom <= bottom and not any(map(box.meets, taken))
