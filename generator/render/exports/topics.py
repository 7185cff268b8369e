"""`topics`: one record a topic; in JSON with its questions. And the files beside each topic's page."""

from __future__ import annotations

from typing import Any

from generator.model.records import Question, Topic
from generator.render.context import Files
from generator.render.exports.about import about
from generator.render.exports.columns import Column, as_json, json_lines, json_object, record, typed
from generator.render.exports.results import csv_text, json_rows
from generator.render.exports.studies import study_json
from generator.render.exports.tables import Tables
from generator.render.references import bibtex, ris
from generator.render.sentence import plain_sentence

Item = tuple[Tables, str, Topic]

COLUMNS: tuple[Column[Item], ...] = (
    Column("topic_id", "text", "Id of the topic.", lambda item: item[1]),
    Column("title", "text", "Title.", lambda item: item[2].title),
    Column("short", "text", "Name in lists.", lambda item: item[2].short or item[2].title),
    Column("order", "integer", "Place in lists.", lambda item: item[2].order),
    Column("page", "text", "Address of its page from the site's root; empty for a topic that has none yet.",
           lambda item: f"topics/{item[1]}.html" if item[2].questions else ""),
    Column("summary", "text", "The answer in short, with its numbers put in.",
           lambda item: plain_sentence(item[0].site, item[2].summary) if item[2].summary else ""),
    Column("studies", "ids", "Studies whose cards name the topic.", lambda item: item[0].topic_studies[item[1]]),
)  # fmt: skip


def topic_json(tables: Tables, id_: str) -> str:
    """Return a topic's record with its questions as JSON on one line."""
    topic = tables.evidence.topics[id_]
    questions = [_question(tables, question) for question in topic.questions]
    return as_json({**record(COLUMNS, (tables, id_, topic)), "questions": questions})


def _question(tables: Tables, question: Question) -> dict[str, Any]:
    return {**typed(question), "answer": plain_sentence(tables.site, question.answer)}


def render(tables: Tables) -> Files:
    """Return data/topics.json."""
    return {"data/topics.json": json_lines([topic_json(tables, id_) for id_ in tables.evidence.topics])}


def render_each(tables: Tables) -> Files:
    """Return topics/<id>.json, .csv, .bib and .ris of every topic that has a page."""
    return {
        path: text for id_ in tables.evidence.rendered_topics() for path, text in _files(tables, id_).items()
    }


def _files(tables: Tables, id_: str) -> Files:
    studies = tables.topic_studies[id_]
    rows = [row for study in studies for row in tables.results[study]]
    sources = tables.sources(source for study in studies for source in tables.study_sources[study])
    parts = {
        "about": as_json(about(tables.context)),
        "topic": topic_json(tables, id_),
        "studies": json_lines([study_json(tables, study) for study in studies]),
        "results": json_lines(json_rows(rows)),
        "sources": json_lines([as_json(item) for item in tables.csl(sources)]),
    }
    base = f"topics/{id_}"
    return {
        f"{base}.json": json_object(parts),
        f"{base}.csv": csv_text(rows),
        f"{base}.bib": bibtex(sources),
        f"{base}.ris": ris(sources),
    }
