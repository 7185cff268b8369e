"""The picture for shared addresses, and the lines that name it."""

from __future__ import annotations

import struct
from pathlib import Path

from generator.chart.card import SIZE, card, drawn

BASE = Path(__file__).parents[1] / "docs" / "theme" / "base.html"


def test_the_card_is_a_png_of_the_size_that_services_ask_for() -> None:
    made = card("Radiotherapy & drugs: <the evidence>", "12 studies")
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", made[16:24]) == SIZE == (1200, 630)


def test_a_long_title_is_broken_and_escaped() -> None:
    text = drawn("Radiotherapy & drugs in advanced non-small-cell lung cancer: <the evidence>", "12 studies")
    assert text.count("<text") > 2
    assert "&lt;the" in text
    assert "&amp;" in text


def test_pages_name_the_picture_only_where_the_site_has_an_address() -> None:
    text = BASE.read_text(encoding="utf-8")
    before, _, after = text.partition('<meta property="og:title"')
    assert before.rstrip().endswith("{% if config.site_url and page and page.canonical_url %}")
    assert "assets/img/social.png" in after.partition("{% endif %}")[0]
