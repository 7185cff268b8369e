"""The curator's guide: from a paper to a pull request, the annotated template card, and the commonest problems."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.frame import front
from generator.render.pages.methods import code

TEMPLATE = "publish/templates/card.yml"
KEYS = (
    ("name", "What the study is called: its acronym, else first author and a few words. Unique on this site"),
    ("title", "One line of yours: what was compared, in whom"),
    ("design", "One term, such as `randomised-phase-2`. Where the source does not say: `not-stated`"),
    (
        "status",
        "`planned`, `recruiting`, `ongoing`, `interim`, `published`, `terminated`, or `unknown` where nothing says",
    ),
    ("source", "The id of the source you have read. It holds for everything beneath that names no other"),
    ("at", "Where in that source: begins with a heading, “Table 2” or “Abstract” as printed"),
    (
        "population",
        "Who was studied, in one line under `summary`; stage, line of treatment and numbers where printed",
    ),
    ("topics", "One or more pages of this site that the study bears on"),
    (
        "groups",
        "Arms or cohorts, each with a short id of yours, a name, its role, its number of patients and what it was given",
    ),
    (
        "results",
        "One entry an endpoint and source: the numbers by group, the effect, the p value, as printed",
    ),
)
PROBLEMS = (
    (
        "source-missing",
        "A number has no source",
        "Write `source:` at the top of the card, or beside the number if it comes from another source than the rest",
    ),
    (
        "place-missing",
        "A number has a source but no place",
        "Write `at:` with the heading or table. A result with a source of its own needs a place of its own",
    ),
    (
        "unknown-id",
        "A term, source or topic is not known here",
        "Look it up in the glossary; the message suggests the nearest. A new term is added to its vocabulary first",
    ),
    (
        "unknown-group",
        "A result names a group that is not declared",
        "Use the ids under `groups:`. `all` is everyone; `unclear` is for what the source gives to no group",
    ),
    (
        "unnamed-comparison",
        "It is not clear which two groups an effect compares",
        "Give the groups a `role:`, or write `between: [first, second]` under the effect",
    ),
    (
        "list-of-numbers",
        "A group has two numbers for one statistic",
        "Make two results of it, for instance with two time points; a list may stand under `unclear` only",
    ),
    (
        "ambiguous-yaml",
        "A word could be read in two ways: `no`, `1:30`",
        'Put it in quotes: `"no"`, `"1:30"`',
    ),
    (
        "yaml-syntax",
        "The file cannot be read from some place on",
        'Often a text that holds a colon, or begins with `>` or `[`: put it in quotes, like `">0.99"`. Else a line that is'
        " indented too much or too little",
    ),
    (
        "wrong-value",
        "A value is not of the form or among the words that the key takes",
        "The message names what was expected; a plain number stands without quotes",
    ),
    (
        "unknown-key",
        "A key is not known at this place",
        "Mend the spelling, or indent it beneath the right record",
    ),
    ("tab-indentation", "A line begins with a tab", "Use two spaces for each step to the right"),
    (
        "duplicate-key",
        "A key stands twice in one record",
        "Keep one; two results are two entries of the list",
    ),
    (
        "unexplained-disagreement",
        "Two sources print different numbers for one result",
        "Compare both with their source. If both are typed right, add `differs:` with what probably happened",
    ),
    (
        "bare-number",
        "A summary has a number typed into its sentence",
        "Let the card print it: `{{ figure('overall-survival', statistic='median') }}`",
    ),
    (
        "overclaiming",
        "An answer says more than was read",
        "Say what was measured, in whom, and what is not known; see how answers are worded under Methods",
    ),
)


def render(context: Context) -> Files:
    """Return the guide."""
    return {"contribute.md": page("contribute.md.j2", **view(context))}


@lru_cache
def template_card() -> str:
    """Return the annotated template card, the same that a new card starts from."""
    return files("generator").joinpath(TEMPLATE).read_text(encoding="utf-8")


def view(context: Context) -> dict[str, Any]:
    """Return everything that the guide shows."""
    return {
        "front": front(
            context,
            "Contribute",
            "Add a study or correct a number without programming: from a paper to a pull request.",
        ),
        "card": template_card(),
        "keys": [{"name": code(f"`{key}`"), "meaning": code(text)} for key, text in KEYS],
        "problems": [problem_row(*problem) for problem in PROBLEMS],
    }


def problem_row(name: str, says: str, mend: str) -> dict[str, Any]:
    """Return one of the commonest problems, its code linked to the list of all."""
    linked = Markup('<a href="methods.html#check-{0}"><code>{0}</code></a>').format(name)
    return {"says": {**code(says), "under": []}, "mend": code(mend), "name": {"html": linked}}
