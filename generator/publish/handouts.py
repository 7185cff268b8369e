"""Hand-outs: one PDF a topic and one of all, printed from the built site by a browser."""

from __future__ import annotations

import html
import io
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.publish.builder import is_site
from generator.publish.tree import write_file
from generator.publish.trouble import Trouble

ALL = "all-topics.pdf"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_TITLE = re.compile(r'<h1[^>]*id="title"[^>]*>(.*?)</h1>', re.DOTALL)
_BUILT = re.compile(r'<meta name="evidence-build-date" content="([\d-]{10})"')
_FOOT = (
    '<div style="font:7.5pt sans-serif;width:100%;padding:0 16mm;display:flex;justify-content:space-between;color:#444e57">'
    '<span>{title}{built}. For professionals; no medical advice.</span><span class="pageNumber"></span></div>'
)


def handouts(site: Path, out: Path, progress: Callable[[str], None]) -> list[Path]:
    """Print every topic of a built site, then all of them in one file with an outline; returns the files.

    Raises Trouble where there is no site, no topic, or no browser and library to print with.
    """
    pages = _topics(site)
    if not is_site(site) or not pages:
        raise Trouble(f"There is no site with topics in {site}/ yet. Build it first: evidence build", 2)
    made: list[tuple[str, str, bytes]] = []
    with _browser() as print_page:
        for path in pages:
            text = path.read_text(encoding="utf-8")
            title = _title(text, path.stem)
            progress(f"Printing {title} …")
            made.append((path.stem, title, print_page(path, _foot(title, text))))
    files = {f"{stem}.pdf": content for stem, _, content in made} | {ALL: merged(made)}
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_file(out, name, content)
    return [out / name for name in files]


def _topics(site: Path) -> list[Path]:
    """Return the pages of the topics, in the order of their list."""
    found = [path for path in (site / "topics").glob("*.html") if path.name != "index.html"]
    index = site / "topics" / "index.html"
    text = index.read_text(encoding="utf-8") if index.is_file() else ""
    return sorted(found, key=lambda path: (text.find(f"/{path.name}") % (len(text) + 1), path.name))


def merged(parts: list[tuple[str, str, bytes]]) -> bytes:
    """Join PDFs in order; each begins an entry of the outline with its title."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for _, title, content in parts:
        start = len(writer.pages)
        writer.append(PdfReader(io.BytesIO(content)), import_outline=False)
        writer.add_outline_item(title=title, page_number=start)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _title(text: str, otherwise: str) -> str:
    found = _TITLE.search(text)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else otherwise


def _foot(title: str, text: str) -> str:
    built = _BUILT.search(text)
    return _FOOT.format(title=html.escape(title), built=f", site of {built[1]}" if built else "")


@contextmanager
def _browser() -> Iterator[Callable[[Path, str], bytes]]:
    """Give the function that prints one page; its browser lives as long as the block."""
    try:
        import pypdf  # noqa: F401
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise Trouble("Hand-outs need two more libraries, playwright and pypdf: call `make pdf`.") from None
    with sync_playwright() as playwright:
        system = shutil.which("chromium") or shutil.which("google-chrome")
        try:
            browser = playwright.chromium.launch(executable_path=system, args=FLAGS)
        except Error as error:
            first = str(error).splitlines()[0]
            raise Trouble(
                f"No browser to print with ({first}). Install Chromium, or call `make pdf`."
            ) from None
        page = browser.new_page()
        page.emulate_media(media="print", color_scheme="light", reduced_motion="reduce")
        yield lambda path, foot: _printed(page, path, foot)
        browser.close()


def _printed(page: Any, path: Path, foot: str) -> bytes:
    """Print one page of the site; what is folded away on a screen stands open on paper."""
    page.goto(path.resolve().as_uri())
    page.evaluate("() => document.querySelectorAll('details.wide').forEach(part => { part.open = true })")
    margin = {"top": "16mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}
    content: bytes = page.pdf(
        format="A4",
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=foot,
        margin=margin,
        tagged=True,
        outline=True,
    )
    return content
