"""From a scene to Vega and SVG, by vl_convert.

Each kind of axis is compiled once; a drawing only fills in its data.
"""

import copy
import re
from functools import cache
from html import escape
from typing import Any, Final

import vl_convert

from generator.chart import frame
from generator.chart.scene import Scale, Scene

Spec = dict[str, Any]

ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
WORDS: Final = re.compile(r'(<g class="mark-text role-mark words_marks"[^>]*?)/>')


@cache
def _compiled(scale: Scale) -> Spec:
    spec: Spec = vl_convert.vegalite_to_vega(frame.skeleton(scale))
    return spec


def vega(scene: Scene, description: str = "") -> Spec:
    """The compiled Vega specification of a scene.

    As `vegalite_to_vega(frame.fill(scene, description))` gives it.
    """
    spec = copy.copy(_compiled(scene.scale))
    values = frame.parameters(scene)
    data = [
        {**each, "values": scene.data[each["name"]]} if each["name"] in scene.data else each
        for each in spec["data"]
    ]
    signals = [
        {**each, "value": values[each["name"]]} if each["name"] in values else each
        for each in spec["signals"]
    ]
    return {**spec, **frame.shape(scene), "data": data, "signals": signals, "description": description}


def svg(spec: Spec) -> str:
    """The SVG of a compiled specification, as Vega writes it.

    Vega measures every text it draws, which took four fifths of the time; the words of a scene have their
    places already, so they are written here in Vega's own form. `drawn` gives the same text the slow way.
    """
    data = {each["name"]: each for each in spec["data"]}
    rest = [{**each, "values": []} if each["name"] == "words" else each for each in spec["data"]]
    left = next(each["value"] for each in spec["signals"] if each["name"] == "left")
    texts = "".join(_text(word, left) for word in data["words"]["values"])
    return WORDS.sub(lambda found: f"{found[1]}>{texts}</g>", drawn({**spec, "data": rest}), count=1)


def drawn(spec: Spec) -> str:
    """The SVG of a compiled specification, wholly by Vega."""
    text: str = vl_convert.vega_to_svg(spec)
    return text


def _text(word: Spec, left: float) -> str:
    place = f"{_plain(word['x'] - left)},{_plain(word['y'])}"
    face = f'font-family="inherit" font-size="{_plain(word["size"])}px" font-weight="{word["weight"]}"'
    return (
        f'<text text-anchor="{ANCHORS[word["align"]]}" transform="translate({place})" {face} '
        f'fill="{word["fill"]}">{escape(word["text"], quote=False)}</text>'
    )


def _plain(number: float) -> str:
    """A number as JavaScript writes it: no ".0" on whole ones."""
    return str(int(number)) if number == int(number) else repr(number)
