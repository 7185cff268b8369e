"""The checks of printed numbers against themselves: every question to a source, and how far each rule reached."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.check.printed import GRADES, Asked, Question, Tally, documentation
from generator.check.printed.selection import estimate
from generator.model.evidence import study_path
from generator.printed.rows import Row
from generator.printed.same import source_kind
from generator.render import words
from generator.render.cells import Site, depth, short_name
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.frame import front, read_words
from generator.render.pages.methods import code, code_row

_TAG = Markup(' <span class="tag">the verdict would change</span>')


def render(context: Context) -> Files:
    """Return the page of checks."""
    return {"checks.md": page("checks.md.j2", **view(context, context.site(), context.asked))}


def view(context: Context, site: Site, asked: Asked) -> dict[str, Any]:
    """Return everything that the page shows."""
    found = by_study(site, asked)
    every = asked.questions
    return {
        "front": front(
            context,
            "Checks",
            "Where printed numbers do not fit each other, as questions to their sources, and what was looked at.",
            paths=[study_path(id_) for id_ in found],
            curated=read_words(context, found) if found else "",
        ),
        "any": bool(every),
        "count": words.plural(len(every), "question"),
        "studies": words.plural(len(found), "study", "studies"),
        "verdicts": sum(question.grade == "verdict" for question in every),
        "grades": [
            {"label": label, "value": text}
            for label, text in zip(("Differs", "The verdict would change"), GRADES.values(), strict=True)
        ],
        "groups": [group(site, id_, items) for id_, items in found.items()],
        "rules": rule_rows(asked),
    }


def by_study(site: Site, asked: Asked) -> dict[str, tuple[Question, ...]]:
    """Return the questions by study, studies in the order of their names."""
    ids = dict.fromkeys(question.study for question in asked.questions)
    return {id_: asked.of_study(id_) for id_ in sorted(ids, key=lambda id_: _name(site, id_).lower())}


def _name(site: Site, study_id: str) -> str:
    return site.evidence.studies[study_id].name


def group(site: Site, study_id: str, questions: tuple[Question, ...]) -> dict[str, Any]:
    """Return one study's questions for the template."""
    return {
        "id": study_id,
        "name": words.nobreak(_name(site, study_id)),
        "href": site.study(study_id),
        "title": site.evidence.studies[study_id].title,
        "count": words.plural(len(questions), "question"),
        "notice": site.study_notice(study_id),
        "entries": [
            {**question_block(site, question), "id": f"{study_id}-{number}"}
            for number, question in enumerate(questions, 1)
        ],
    }


def question_block(site: Site, question: Question) -> dict[str, Any]:
    """Return a question for the component that shows disagreements: on this page and on the study's."""
    tag = _TAG if question.grade == "verdict" else Markup()
    read_in = f"Read in {words.joined(origins(site, question.rows))}. " if question.rows else ""
    rule = Markup('<a href="{}checks.html#rule-{}">{}</a>').format(site.up, question.code, question.code)
    return {
        "plain": Markup("{}: {}").format(question.about, question.sentence) + tag,
        "particulars": [
            Markup("Printed: {}. Held against: {}.").format(question.printed, question.against),
            Markup("{}Rule: {}.").format(read_in, rule),
            *(f"Noted on the card: {note}" for note in notes(site, question.rows)),
        ],
    }


def notes(site: Site, rows: tuple[Row, ...]) -> list[str]:
    """Return what the card says is odd or different about rows, each sentence once."""
    found: dict[str, None] = {}
    for row in rows:
        study = site.evidence.studies[row.study]
        cell = estimate(study, row)
        said = [cell.note if cell else None]
        if row.result is not None:
            said += [study.results[row.result].differs, study.results[row.result].note]
        elif row.place[0] == "characteristics" and isinstance(row.place[1], int):
            said.append(study.characteristics[row.place[1]].note)
        found.update(dict.fromkeys(note for note in said if note))
    return list(found)


def origins(site: Site, rows: tuple[Row, ...]) -> list[str]:
    """Return where rows were read, each place once: source, place, kind and depth."""
    found: dict[str, None] = {}
    for row in rows:
        source = site.evidence.sources.get(row.origin.source or "")
        if source is not None:
            kind = depth(source_kind(site.evidence, row), source)
            place = f"{row.origin.at}; {kind}" if row.origin.at else kind
            found[f"{short_name(source)} ({place})"] = None
    return list(found)


def rule_rows(asked: Asked) -> list[dict[str, Any]]:
    """Return the table of rules: what each finds, how many numbers it looked at, how many questions it left."""
    texts = documentation()
    return [_rule_row(name, texts[name], tally) for name, tally in asked.tallies.items()]


def _rule_row(name: str, text: str, tally: Tally) -> dict[str, Any]:
    verdicts = sum(question.grade == "verdict" for question in tally.questions)
    return {
        **code_row(name, text),
        "id": f"rule-{name}",
        "name": code(f"`{name}`"),
        "numbers": str(tally.numbers),
        "looks": str(tally.looks),
        "asked": {
            "text": str(len(tally.questions)),
            **({"under": f"{verdicts} with another verdict"} if verdicts else {}),
        },
    }
