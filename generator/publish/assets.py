"""Scripts of others that the site needs and the repository does not hold: taken from installed packages."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from generator.chart.bundle import SNIPPET, vega_bundle
from generator.chart.cache import Cache
from generator.publish.trouble import Trouble
from generator.render.context import Files

_LUNR = "contrib/search/templates/search/lunr.js"


def assets(cache: Cache) -> Files:
    """Return the script of the interactive charts and that of the search, by their paths in the site."""
    return {"assets/vega/vega.js": vega(cache), "assets/search/lunr.js": lunr()}


def vega(cache: Cache) -> str:
    """Return the script of the interactive charts; kept, since packing it takes seconds."""
    key = hashlib.sha256(f"{version('vl-convert-python')} {SNIPPET}".encode()).hexdigest()
    kept = cache.get(key)
    if kept is None:
        kept = vega_bundle()
        cache.put(key, kept)
    return kept


def lunr() -> bytes:
    """Return lunr, which lies in the package of the site's builder; that package is not imported."""
    spec = find_spec("mkdocs")
    for folder in spec.submodule_search_locations or [] if spec else []:
        path = Path(folder) / _LUNR
        if path.is_file():
            return path.read_bytes()
    raise Trouble(
        "The script of the search was not found in the package mkdocs. Install it anew: make distclean site"
    )
