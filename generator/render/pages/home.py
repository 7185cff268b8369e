"""The home page: the questions and where they stand, and the ways into the evidence."""

from __future__ import annotations

from typing import Any

from generator.model.records import Topic
from generator.render import words
from generator.render.cells import Site, link
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages import evidence_map
from generator.render.pages.frame import front, of_everything
from generator.render.pages.marks import marks
from generator.render.pages.selection import profile, question_studies, topic_studies, under_way
from generator.render.pages.source_rows import is_number
from generator.render.sentence import sentence


def render(context: Context) -> Files:
    """Return the home page and the list of topics."""
    home, topics = context.site(), context.site("../")
    return {
        "index.md": page("home.md.j2", **home_view(context, home)),
        "topics/index.md": page("topics.md.j2", **topics_view(context, topics)),
    }


def home_view(context: Context, site: Site) -> dict[str, Any]:
    """Return everything that the home page shows."""
    evidence = site.evidence
    info = evidence.site
    return {
        "front": front(
            context,
            info.title,
            info.description,
            hide=["toc"],
            **of_everything(context),
        ),
        "heading": words.nobreak(info.heading),
        "tagline": info.tagline,
        "patient": patient_links(site),
        "numbers": numbers(site),
        "topics": [topic_row(site, id_, topic) for id_, topic in evidence.rendered_topics().items()],
        "map": evidence_map.on_home(site),
        "ways": ways(site),
    }


def topics_view(context: Context, site: Site) -> dict[str, Any]:
    """Return everything that the list of topics shows."""
    evidence = site.evidence
    waiting = [
        {"text": topic.title, "href": f"{site.up}explorer.html#topic={id_}"}
        for id_, topic in sorted(evidence.topics.items(), key=lambda item: item[1].order)
        if not topic.questions and topic_studies(evidence, id_)
    ]
    return {
        "front": front(
            context,
            "Topics",
            "The questions of this site and where the evidence stands.",
            **of_everything(context),
        ),
        "topics": [topic_row(site, id_, topic) for id_, topic in evidence.rendered_topics().items()],
        "waiting": waiting,
    }


def patient_links(site: Site) -> list[dict[str, Any]]:
    """Return the links under "My patient has"."""
    return [
        link(text, site.topic(id_))
        for id_, topic in site.evidence.rendered_topics().items()
        for text in topic.patient
    ]


def numbers(site: Site) -> list[Any]:
    """Return the line of counts, each leading to what it counts."""
    corpus = site.corpus
    results = sum(is_number(row) for rows in corpus.rows.values() for row in rows)
    noticed = sum(bool(corpus.notices(id_)) for id_ in corpus.evidence.studies)
    searched = max((search.date for search in corpus.evidence.searches), default="")
    found: list[Any] = [
        {"text": words.plural(len(corpus.evidence.studies), "study", "studies"), "href": "explorer.html"},
        {"text": f"{results} printed numbers", "href": "data.html"},
        {"text": words.plural(len(corpus.evidence.sources), "source"), "href": "sources/index.html"},
        {
            "text": words.plural(len(corpus.disagreements), "disagreement") + " between sources",
            "href": "disagreements.html",
        },
        {
            "text": f"{words.plural(noticed, 'study', 'studies')} with a publisher's notice",
            "href": "explorer.html#notice=any",
        }
        if noticed
        else "no notices recorded",
    ]
    return [*found, f"last look-up {words.day(searched)}"] if searched else found


def topic_row(site: Site, topic_id: str, topic: Topic) -> dict[str, Any]:
    """Return a topic with its answer and what it rests on."""
    evidence = site.evidence
    ids = topic_studies(evidence, topic_id)
    answering = list(
        dict.fromkeys(id_ for question in topic.questions for id_ in question_studies(evidence, question))
    )
    found = profile(site.corpus, answering)
    ongoing = sum(under_way(evidence.studies[id_]) for id_ in ids)
    row: dict[str, Any] = {
        "title": topic.short or topic.title,
        "href": f"{site.up}topics/{topic_id}.html" if site.up else f"topics/{topic_id}.html",
        "answer": sentence(site, topic.summary or topic.questions[0].answer),
        "lines": [
            f"{found.randomised} randomised, {words.plural(found.others, 'other study', 'other studies')}",
            *([f"{words.plural(ongoing, 'trial')} under way"] if ongoing else []),
        ],
    }
    shown = marks(site, answering)
    if shown:
        row["marks"] = shown
    notices = sum(len(site.corpus.notices(id_)) for id_ in answering)
    return {**row, "notice": {"label": words.plural(notices, "notice")}} if notices else row


def ways(site: Site) -> list[dict[str, Any]]:
    """Return the ways into the evidence."""
    studies = len(site.evidence.studies)
    ongoing = sum(under_way(study) for study in site.evidence.studies.values())
    places = [
        (
            "Explorer",
            "explorer.html",
            f"{words.plural(studies, 'study', 'studies')}: filter, sort, share the view",
        ),
        ("Evidence map", "map.html", "Topic by design, treatment by outcome; the gaps show"),
        ("Fractionation", "fractionation.html", "Every regimen with dose, fractions, BED and EQD2"),
        ("Ongoing trials", "ongoing.html", f"{words.plural(ongoing, 'trial')} under way, as last read"),
        ("Disagreements", "disagreements.html", "Where sources print different numbers for one result"),
        ("Sources", "sources/index.html", "What each publication contributed, and how it was read"),
        ("Data", "data.html", "Every number as a table, references, the offline copy"),
        ("Contribute", "contribute.html", "Add a study, or correct a number"),
    ]
    return [{"head": {"text": text, "href": href}, "text": what} for text, href, what in places]
