"""A small project in a folder of its own: the evidence of the golden tree, a page, and a theme of one template."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.publish.project import Project

HERE = Path(__file__).parent
SETTINGS = """
site_name: "Miniature: the evidence"
site_url: !ENV [EVIDENCE_SITE_URL, ""]
docs_dir: build/pages
use_directory_urls: false
theme: {name: null, custom_dir: docs/theme}
plugins: []
extra:
  build_date: !ENV [EVIDENCE_BUILD_DATE, ""]
  notices_checked: !ENV [EVIDENCE_NOTICES_CHECKED, ""]
markdown_extensions: [attr_list, md_in_html, tables]
validation: {links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore}, nav: {omitted_files: ignore}}
"""
TEMPLATE = """<!doctype html><title>{{ config.site_name }}</title>
{% if config.extra.build_date %}<meta name="evidence-build-date" content="{{ config.extra.build_date[:10] }}">{% endif %}
{{ page.content if page else "" }}
"""
ABOUT = "# About\n\nWho is behind this.\n"


def make(root: Path) -> Project:
    """Make a project without problems."""
    files = {
        "mkdocs.yml": SETTINGS,
        "docs/about.md": ABOUT,
        "docs/assets/css/own.css": "p { color: inherit }\n",
        "docs/theme/main.html": TEMPLATE,
        "docs/.DS_Store": "hidden",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(HERE / "golden" / "evidence", root / "evidence")
    return Project(root)


def card(project: Project, id_: str = "able-trial") -> Path:
    """The path of a card."""
    return project.evidence / "studies" / f"{id_}.yml"


def edit(path: Path, old: str, new: str) -> None:
    """Change a file in one place."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def silent(_message: str) -> None:
    """Say nothing."""
