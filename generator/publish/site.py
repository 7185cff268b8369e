"""The site: pages, the builder, what it left out again, and the swap."""

from __future__ import annotations

from pathlib import Path

from generator.publish import builder
from generator.publish.project import Project
from generator.publish.refresh import Written, write_pages
from generator.publish.steps import Steps
from generator.publish.tidy import tidy


def build_site(project: Project, site: Path, steps: Steps) -> Written:
    """Build the site and put it in place of the last one, which stays where anything fails.

    Raises Refused where the evidence has errors; Trouble where the builder fails or the folder is not ours.
    """
    project.must_be_whole()
    builder.must_be_a_site(site)
    written = write_pages(project, project.pages, steps)
    environment = builder.settings_of(written.past, written.evidence)
    with builder.scratch(project, site) as scratch:
        with steps.step("Building the site with MkDocs"):
            builder.build(project, scratch / "site", environment)
        with steps.step("Tidying it and putting it in place"):
            tidy(scratch / "site", has_address=bool(environment.get("EVIDENCE_SITE_URL")))
            builder.swap(scratch / "site", site, scratch)
    return written
