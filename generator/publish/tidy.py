"""Takes out of a built site what no page of it asks for."""

from __future__ import annotations

import shutil
from pathlib import Path

_THEME_FOLDERS = ("assets/javascripts", "assets/stylesheets", "assets/images")
_ENGLISH_ENOUGH = "lunr"


def tidy(site: Path, *, has_address: bool) -> None:
    """Remove source maps, the theme's files that no page names, and the site map of a site without an address."""
    for path in site.rglob("*.map"):
        path.unlink()
    for folder in _unnamed(site):
        shutil.rmtree(site / folder)
    for path in site.glob(f"assets/javascripts/{_ENGLISH_ENOUGH}"):
        shutil.rmtree(path)
    # The packed one holds nothing more, and search engines read the other.
    for name in ("sitemap.xml.gz", *(() if has_address else ("sitemap.xml",))):
        (site / name).unlink(missing_ok=True)


def _unnamed(site: Path) -> list[str]:
    """Return the theme's folders that no page, style or script names."""
    left = {folder: folder.encode() for folder in _THEME_FOLDERS if (site / folder).is_dir()}
    for path in sorted(site.rglob("*.html")):
        if not left:
            break
        text = path.read_bytes()
        left = {folder: name for folder, name in left.items() if name + b"/" not in text}
    return list(left)
