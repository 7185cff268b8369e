"""The command line. It is thin: no rule of evidence lives in it."""

from __future__ import annotations

import errno
import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__
from generator.check.verify import verify as verify_numbers
from generator.problems import PRINTERS, Problem, as_text, has_errors, in_order, summary
from generator.publish import bundle as bundles
from generator.publish import handouts as prints
from generator.publish import reading, scaffold, schema, server, texts
from generator.publish import review as reviews
from generator.publish.history import history
from generator.publish.project import Project
from generator.publish.refresh import Written, write_pages
from generator.publish.site import build_site
from generator.publish.steps import Steps
from generator.publish.trouble import Refused, Trouble, explained

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


class _Guarded(click.Group):
    """Turns whatever stops a command into a message with what to do: nobody should meet a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            _refuse(refused.problems)
        except Trouble as trouble:
            _stop(str(trouble), trouble.exit_code)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has enough; click ends quietly
                raise
            _stop(explained(error), 1)


def _refuse(problems: tuple[Problem, ...]) -> NoReturn:
    click.echo(as_text(problems), nl=False, err=True)
    _stop(f"{summary(problems)} Nothing was built; mend these first.", 1)


def _stop(message: str, exit_code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(exit_code)


def _progress(message: str) -> None:
    click.echo(message, err=True)


@click.group(cls=_Guarded, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evidence")
def main() -> None:
    """From YAML evidence cards to a site, its exports and an offline bundle."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign shows another in its place
            stream.reconfigure(errors="replace")


@main.command()
@click.option("--format", "style", type=click.Choice(sorted(PRINTERS)), default="text", show_default=True)
@click.option(
    "--evidence", "folder", type=_FOLDER, default="evidence", show_default=True, help="Folder to check."
)
def check(style: str, folder: Path) -> None:
    """Check all of the evidence; exit 0 when clean, 1 with problems, 2 when called wrongly."""
    problems = reading.at(folder, reading.checked(folder).problems)
    click.echo(PRINTERS[style](problems), nl=False)
    if style != "json":
        click.echo(summary(problems), err=style == "github")
    sys.exit(1 if has_errors(problems) else 0)


@main.command()
@click.option("--format", "style", type=click.Choice(sorted(PRINTERS)), default="text", show_default=True)
def verify(style: str) -> None:
    """Hold every number against the text of its source, where a copy is at hand; exit 0, 1 or 2 as check does."""
    where = texts.folder()
    found = texts.texts(where)
    if not found:
        click.echo(
            f"Skipped: there are no texts of sources in {where}/ ({texts.VARIABLE} names another folder)."
        )
        return
    problems = in_order(verify_numbers(reading.checked(Project().evidence).corpus, found))
    click.echo(PRINTERS[style](problems), nl=False)
    if style != "json":
        click.echo(f"Texts at hand: {len(found)}. {summary(problems)}", err=style == "github")
    sys.exit(1 if problems else 0)


@main.command()
@click.option("--out", type=_FOLDER, default="build/pages", show_default=True, help="Folder to write.")
@click.option("--allow-broken", is_flag=True, help="A page that cannot be shown lists its problems instead.")
def pages(out: Path, allow_broken: bool) -> None:
    """Write docs/ and all generated pages as plain files."""
    written = write_pages(Project(), out, Steps(_progress), allow_broken=allow_broken)
    _note(written)
    if allow_broken and written.problems:
        click.echo(as_text(written.problems) + summary(written.problems), err=True)
    changes = written.changes
    click.echo(f"The pages: {out} ({changes.written} written, {changes.removed} removed)")


@main.command()
@click.option("--site", type=_FOLDER, default="site", show_default=True, help="Folder to put in place.")
@click.option("--timings", is_flag=True, help="Say how long each step took.")
def build(site: Path, timings: bool) -> None:
    """Build the site; a build that fails leaves the last one as it was."""
    steps = Steps(_progress)
    _note(build_site(Project(), site, steps))
    if timings:
        steps.report()
    click.echo(f"The site: {site / 'index.html'}")


def _note(written: Written) -> None:
    if written.past.note:
        _progress(written.past.note)


@main.command()
@click.option("--site", type=_FOLDER, default="site", show_default=True, help="Site to pack.")
@click.option(
    "--out", type=_FILE, default="build/evidence-offline.zip", show_default=True, help="Zip to write."
)
def bundle(site: Path, out: Path) -> None:
    """Pack the built site into one zip that works without a network."""
    click.echo(bundles.bundle(site, out, history(Path()).time).report())


@main.command()
@click.option("--site", type=_FOLDER, default="site", show_default=True, help="Site to print.")
@click.option("--out", type=_FOLDER, default="build/pdf", show_default=True, help="Folder to write.")
def pdf(site: Path, out: Path) -> None:
    """Print the built site's topics as hand-outs, one PDF each and one of all; this needs a browser."""
    made = prints.handouts(site, out, _progress)
    click.echo(f"The hand-outs: {out} ({len(made) - 1} topics, and all of them in {made[-1].name})")


@main.command("schema")
@click.option("--out", type=_FOLDER, default="docs/data/schema", show_default=True, help="Folder to write.")
def write_schema(out: Path) -> None:
    """Write the JSON Schemas of the evidence's files, from the models that read them."""
    names = schema.write_schemas(out)
    click.echo(f"The schemas: {out} ({', '.join(names)})")


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(port: int) -> None:
    """Show the site in the browser and follow edits of evidence/ and docs/."""
    try:
        server.serve(Project(), port, _progress)
    except KeyboardInterrupt:
        _progress("Ended.")


@main.command()
@click.argument("id_", metavar="ID")
@click.option("--name", help="Acronym, else first author and a few words.")
@click.option("--title", help="What was compared, in whom; one line.")
@click.option("--design", help="A term of evidence/vocabulary/designs.yml.")
@click.option("--source", help="Id of the source that was read.")
@click.option("--topic", "topics", multiple=True, help="Id of a topic; may be given again.")
def new(id_: str, topics: tuple[str, ...], **given: str | None) -> None:
    """Start the card of a study: evidence/studies/ID.yml, from the annotated template."""
    values: dict[str, scaffold.Value] = {key: value for key, value in given.items() if value}
    if topics:
        values["topics"] = topics
    path = scaffold.new_card(Project().evidence, id_, values, datetime.now(UTC).date().isoformat())
    click.echo(
        f"The card: {path}\nType over what stands there; `evidence check` names what still waits for you."
    )


@main.command()
@click.argument("id_", metavar="ID")
@click.option("--by", "name", required=True, help="Name of the clinician who reviewed the card as it stands.")
def review(id_: str, name: str) -> None:
    """Sign a clinician's review of a card; it lapses by itself when the card changes."""
    path = reviews.review(Project().evidence, id_, name, datetime.now(UTC).date().isoformat())
    click.echo(
        f"The review is on the card: {path}\nIt holds for the card as it is now, and lapses when the card changes."
    )
