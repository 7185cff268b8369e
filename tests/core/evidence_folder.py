"""A small evidence folder, built from YAML texts, that each test changes in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

from generator.check import check
from generator.model.study import Study
from generator.printed.corpus import Corpus, build
from generator.printed.rows import Row
from generator.problems import Problem, in_order
from generator.read.load import Reading, read

SITE = """
    title: A small site
    short_title: Small
    heading: A small site of evidence
    tagline: Numbers with their sources.
    field: a disease
    description: For tests.
    publisher: The project
    licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
    advice: Not medical advice.
    """

VOCABULARY = {
    "designs": """
        randomised: {label: Randomised, definition: By chance., rank: 1, column: randomised, randomised: true}
        cohort: {label: Cohort, definition: Followed., rank: 2, column: cohort, randomised: false}
        single-arm: {label: Single arm, definition: One group., rank: 3, column: single-arm, randomised: false}
        laboratory: {label: Laboratory, definition: In vitro., rank: 4, column: laboratory, randomised: false}
        guideline: {label: Guideline, definition: Advice., rank: 5, column: guideline, randomised: false}
        """,
    "endpoints": """
        survival: {label: Survival, definition: Alive., kind: time-to-event, better: higher, event_is: bad}
        local-failure: {label: Local failure, definition: Growth., kind: time-to-event, better: lower, event_is: bad}
        relief: {label: Relief, definition: Better., kind: time-to-event, better: lower, event_is: good}
        response: {label: Response, definition: Shrinks., kind: proportion, better: higher, event_is: good}
        toxicity: {label: Toxicity, definition: Harm., kind: incidence, better: lower, event_is: bad}
        pattern: {label: Pattern, definition: Where., kind: proportion, better: none}
        patients: {label: Patients, definition: People., kind: other, better: none}
        patients-enrolled: {label: Enrolled, definition: People., kind: other, better: none}
        total-dose: {label: Dose, definition: Gray., kind: continuous, better: none}
        fractions: {label: Fractions, definition: Sessions., kind: other, better: none}
        """,
    "interventions": """
        drug: {label: A drug, definition: Given by mouth., kind: drug}
        """,
    "histologies": """
        adenocarcinoma: {label: Adenocarcinoma, definition: A kind.}
        """,
    "techniques": """
        sbrt: {label: SBRT, definition: Precise.}
        """,
    "units": """
        months: {label: Months, definition: Time., symbol: months, kind: time}
        weeks: {label: Weeks, definition: Time., symbol: weeks, kind: time}
        percent: {label: Percent, definition: Share., symbol: "%", kind: share}
        patients: {label: Patients, definition: People., symbol: patients, kind: count}
        lesions: {label: Lesions, definition: Places., symbol: lesions, kind: count}
        years: {label: Years, definition: Time., symbol: years, kind: time}
        """,
    "assessors": """
        central: {label: Central, definition: Blinded.}
        local: {label: Local, definition: The team.}
        """,
    "analysis-sets": """
        intention-to-treat: {label: Intention to treat, definition: All.}
        per-protocol: {label: Per protocol, definition: Some.}
        """,
    "criteria": """
        recist-1-1: {label: RECIST 1.1, definition: Criteria.}
        """,
}

SOURCE = """
    kind: {kind}
    type: article-journal
    title: A {kind}
    primary_for: [{primary_for}]
    read: abstract
    read_on: 2026-01-02
    read_at: "https://example.org/{kind}"
    """

TOPIC = """\
---
title: A topic
---
"""

CARD = {
    "name": "TRIAL",
    "title": "A trial of one treatment",
    "design": "randomised",
    "status": "published",
    "source": "paper",
    "at": "Abstract",
    "population": "{summary: Adults}",
    "topics": "[topic]",
    "groups": """
        new: {name: New, role: experimental, n: 36}
        old: {name: Old, role: control, n: 40}
        """,
    "curation": "{added: 2026-01-02, by: [project]}",
}


def block(text: str, step: int = 2) -> str:
    """Take a text out of its indentation in the test, and put it under a key."""
    return "\n" + indent(dedent(text).strip("\n"), " " * step)


def card(**keys: str) -> str:
    """Return a card; a key with an empty text is left out, a text of several lines stands beneath its key."""
    lines = {**CARD, **keys}
    written = [
        f"{key}:{block(text)}" if "\n" in text else f"{key}: {text}" for key, text in lines.items() if text
    ]
    return "\n".join(written) + "\n"


@dataclass(frozen=True)
class Folder:
    """A folder `evidence/` that is right, until a test changes it."""

    root: Path

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file; a text is taken out of the test's indentation."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else dedent(content).lstrip("\n").encode())

    def source(self, id_: str, kind: str = "paper", primary_for: str = "trial", more: str = "") -> None:
        """Write a source."""
        text = dedent(SOURCE).format(kind=kind, primary_for=primary_for)
        self.write(f"sources/{id_}.yml", text + dedent(more))

    def card(self, results: str = "", id_: str = "trial", **keys: str) -> None:
        """Write a card; `results` is the list beneath `results:`."""
        more = {"results": "\n" + results} if results else {}
        self.write(f"studies/{id_}.yml", card(**{**more, **keys}))

    def topic(self, body: str = "", keys: str = "") -> None:
        """Write the topic, with more keys or a narrative."""
        text = TOPIC.replace("---\n", "", 1).replace("---\n", dedent(keys).lstrip("\n") + "---\n")
        self.write("topics/topic.md", "---\n" + text + dedent(body).lstrip("\n"))

    def read(self) -> Reading:
        """Read the folder."""
        return read(self.root)

    def corpus(self) -> Corpus:
        """Read a folder that has no problems of reading."""
        reading = self.read()
        assert reading.problems == ()
        return build(reading.evidence)

    def problems(self) -> tuple[Problem, ...]:
        """Everything that reading and the rules find, as the command line puts it together."""
        reading = self.read()
        return in_order((*reading.problems, *check(build(reading.evidence))))

    def told(self) -> list[tuple[str, str]]:
        """Code and `path:line:column` of every problem, for short."""
        return [(found.code, f"{found.path}:{found.line}:{found.column}") for found in self.problems()]

    def study(self, id_: str = "trial") -> Study:
        """The card as it was read."""
        return self.corpus().evidence.studies[id_]

    def rows(self, id_: str = "trial", **wanted: object) -> list[Row]:
        """The rows of a card whose fields are as wanted."""
        rows = self.corpus().rows[id_]
        return [row for row in rows if all(getattr(row, key) == value for key, value in wanted.items())]

    def result_rows(self, id_: str = "trial") -> list[Row]:
        """The rows of a card's results, without group sizes and regimens."""
        return [row for row in self.rows(id_) if row.result is not None]


def make(root: Path) -> Folder:
    """Write the folder that all tests start from. It has no problems."""
    folder = Folder(root)
    folder.write("site.yml", SITE)
    for kind, terms in VOCABULARY.items():
        folder.write(f"vocabulary/{kind}.yml", terms)
    folder.source("paper")
    folder.topic()
    folder.card(
        """
        - endpoint: survival
          median: {new: 15.9, old: 7.6}
        """
    )
    return folder
