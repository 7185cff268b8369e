"""The command line. It is thin: no rule of evidence lives in it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import __version__
from generator.check import check as run_rules
from generator.printed.corpus import Corpus, build
from generator.problems import PRINTERS, Problem, has_errors, in_order, summary
from generator.read.load import read

EVIDENCE = Path("evidence")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """From YAML evidence cards to a site, its exports and an offline bundle."""


def _checked() -> tuple[Corpus, tuple[Problem, ...]]:
    reading = read(EVIDENCE)
    corpus = build(reading.evidence)
    found = reading.problems if reading.problems else ()
    return corpus, in_order((*found, *run_rules(corpus)))


@main.command()
@click.option("--format", "style", type=click.Choice(sorted(PRINTERS)), default="text", show_default=True)
def check(style: str) -> None:
    """Check all of the evidence; exit 0 when clean, 1 with problems."""
    _, problems = _checked()
    click.echo(PRINTERS[style](problems), nl=False)
    if style != "json":
        click.echo(summary(problems), err=style == "github")
    sys.exit(1 if has_errors(problems) else 0)
