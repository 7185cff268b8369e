"""Where things are in the project's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.publish.trouble import Trouble


@dataclass(frozen=True)
class Project:
    """A project's folder; the one we stand in unless another is named."""

    root: Path = Path()

    @property
    def evidence(self) -> Path:
        """The data."""
        return self.root / "evidence"

    @property
    def docs(self) -> Path:
        """The hand-written pages, with the site's own CSS and scripts."""
        return self.root / "docs"

    @property
    def pages(self) -> Path:
        """All pages as plain files: what the site's builder reads."""
        return self.root / "build" / "pages"

    @property
    def cache(self) -> Path:
        """Finished drawings; may be deleted at any time."""
        return self.root / "build" / "cache"

    @property
    def settings(self) -> Path:
        """The settings of the site's builder."""
        return self.root / "mkdocs.yml"

    def must_be_whole(self) -> None:
        """Raise Trouble where this is not the top folder of a project."""
        if not self.settings.is_file():
            raise Trouble("There is no mkdocs.yml here. Change to the project's top folder.", 2)
