"""The interactive chart runs from a file under a policy without unsafe-eval, and the drawings pass axe."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from test_chart import MEDIANS, VIEWS, both

from generator.chart.bundle import vega_bundle
from generator.chart.drawing import render
from generator.chart.style import LIGHT

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'"
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COLOURS = ";".join(f"{name[4:-1]}:{value}" for name, value in LIGHT.items())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path("/usr/bin/chromium").exists():
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield started
        started.close()


def page(body: str) -> str:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    head = f'<meta charset="utf-8">{policy}<title>Charts</title><style>:root{{{COLOURS}}}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def test_the_bundle_draws_hovers_and_zooms_from_a_file_without_eval(browser: Browser, tmp_path: Path) -> None:
    drawn = render(VIEWS[0])
    (tmp_path / "vega.js").write_text(vega_bundle(), encoding="utf-8")
    spec = json.dumps(drawn.vega).replace("<", "\\u003c")
    call = f"EVIDENCE_VEGA.render(document.getElementById('a'), {spec}).then(v => {{ window.view = v; }})"
    scripts = f'<script src="vega.js"></script><script>window.ready = {call};</script>'
    body = f'<main><div id="a"></div></main>{scripts}'
    (tmp_path / "index.html").write_text(page(body), encoding="utf-8")

    tab = browser.new_page(viewport={"width": 1000, "height": 900})
    said: list[str] = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("request", lambda request: said.append(request.url) if "file:" not in request.url else None)
    tab.goto((tmp_path / "index.html").as_uri())
    tab.evaluate("ready")

    assert tab.locator("#a svg").get_attribute("aria-label") == drawn.title
    box = tab.locator("#a .marks_marks path").first.bounding_box()
    assert box
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.locator("#vg-tooltip-element.visible").wait_for()
    assert "Trial A: 0.41 (0.22–0.75)" in tab.locator("#vg-tooltip-element").inner_text()

    before = tab.evaluate("view.scale('x').domain()")
    tab.keyboard.down("Control")
    tab.mouse.wheel(0, -300)
    tab.wait_for_function(f"view.scale('x').domain()[0] > {before[0]}")
    assert said == []
    tab.close()


def test_drawings_pass_axe(browser: Browser) -> None:
    figures = "".join(f"<figure>{svg}</figure>" for view in (VIEWS[0], MEDIANS) for svg in both(render(view)))
    tab = browser.new_page()
    tab.set_content(page(f"<main><h1>Charts</h1>{figures}</main>"))
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    tab.close()


def test_narrow_words_stay_within_the_phone(browser: Browser) -> None:
    figures = "".join(render(view).svg_narrow for view in VIEWS if "long" in view.id or "unread" in view.id)
    tab = browser.new_page(viewport={"width": 390, "height": 800})
    tab.set_content(page(f'<main style="font: 14px DejaVu Sans">{figures}</main>'))
    beyond = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
        const frame = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].filter(text => {
            const box = text.getBoundingClientRect();
            return box.left < frame.left - 4 || box.right > frame.right + 4;
        }).map(text => text.textContent);
    })"""
    assert tab.evaluate(beyond) == []
    tab.close()
