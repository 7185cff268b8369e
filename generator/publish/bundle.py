"""The offline bundle: one zip of the site that gives the same bytes each time, with a plain page to start from."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from string import Template

from generator.publish.builder import is_site
from generator.publish.tree import replace_file
from generator.publish.trouble import Trouble

FOLDER = "evidence-offline"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BUILT = re.compile(r'<meta name="evidence-build-date" content="(\d{4})-(\d{2})-(\d{2})"')


@dataclass(frozen=True)
class Bundle:
    """A finished bundle: its file, size in bytes and SHA-256."""

    path: Path
    size: int
    sha256: str

    def report(self) -> str:
        """Return the lines for the terminal."""
        size = f"{self.size / 1e6:.1f} MB ({self.size} bytes)"
        return (
            f"The offline bundle: {self.path}\nSize:               {size}\nSHA-256:            {self.sha256}"
        )


def bundle(site: Path, out: Path, time: int) -> Bundle:
    """Zip a site under one folder; every entry gets `time` (seconds since 1970, UTC).

    Raises Trouble where there is no site.
    """
    if not is_site(site):
        raise Trouble(f"There is no site in {site}/ yet. Build it first: evidence build", 2)
    if out.is_dir():
        raise Trouble(f"{out} is a folder. Name a file with --out, like build/evidence-offline.zip.", 2)
    content = packed({**_greeting(site), **dict(_site_files(site))}, FOLDER, time)
    out.parent.mkdir(parents=True, exist_ok=True)
    replace_file(out, content, beside=out)
    return Bundle(out, len(content), hashlib.sha256(content).hexdigest())


def packed(content: dict[str, bytes], folder: str, time: int) -> bytes:
    """Return a zip of files under one folder, in the order of their names."""
    buffer = io.BytesIO()
    stamp = datetime.fromtimestamp(time, UTC).timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(f"{folder}/{name}", stamp)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content[name])
    return buffer.getvalue()


def _site_files(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in site.rglob("*"):
        parts = path.relative_to(site).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield "/".join(("site", *parts)), path.read_bytes()


def _greeting(site: Path) -> dict[str, bytes]:
    """Return START-HERE.html and README.txt; title and day of the build are those of the site itself."""
    home = (site / "index.html").read_text(encoding="utf-8")
    found = _TITLE.search(home)
    title = html.unescape(found[1]).strip() if found else "The evidence"
    built = _day(home)
    return {
        "START-HERE.html": _filled("START-HERE.html", html.escape(title), built),
        "README.txt": _filled("README.txt", title, built),
    }


def _day(home: str) -> str:
    found = _BUILT.search(home)
    if not found:
        return "an unknown day"
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _filled(name: str, title: str, built: str) -> bytes:
    template = files("generator.publish").joinpath("templates", name).read_text(encoding="utf-8")
    return Template(template).substitute(title=title, built=built).encode()
