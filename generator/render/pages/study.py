"""A page per study: what was compared in whom, the numbers with their groups and sources, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.model.evidence import study_path
from generator.model.study import Study
from generator.printed.results import shown
from generator.render import words
from generator.render.cells import NOTICE_NAMES, Site, link
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages import bias, study_results, study_who
from generator.render.pages.checks import question_block
from generator.render.pages.figures import study_charts
from generator.render.pages.frame import front, read_words, review_words, study_paths
from generator.render.sentence import paragraphs


def render(context: Context) -> Files:
    """Return the page of every study, with the files of its charts."""
    files: Files = {}
    for study_id in context.evidence.studies:
        files |= study_page(context, study_id)
    return files


def study_page(context: Context, study_id: str) -> Files:
    """Return one study's page and the files of its charts."""
    site = context.site("../")
    study = context.evidence.studies[study_id]
    charts = study_charts(context, site, study_id)
    text = page("study.md.j2", **view(context, site, study_id, study, [chart.block for chart in charts]))
    return {
        f"studies/{study_id}.md": text,
        **{path: content for chart in charts for path, content in chart.files.items()},
    }


def view(
    context: Context, site: Site, study_id: str, study: Study, charts: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Return everything that the template shows."""
    found = shown(context.corpus, study_id)
    notices = context.corpus.notices(study_id)
    reading = read_words(context, [study_id])
    title = words.nobreak(study.name)
    return {
        "front": front(
            context,
            title,
            f"{study.title}.",
            edit=study_path(study_id),
            edit_label="Edit this card",
            paths=study_paths(context, study_id),
            curated=f"{reading} {review_words(site.evidence, [study_id])}",
            tab="Explorer",
            data=[
                {"label": "Data (.json)", "href": f"{study_id}.json"},
                {"label": "(.csv)", "href": f"{study_id}.csv"},
            ],
        ),
        "notices": [notice_block(notice) for notice in notices],
        "breadcrumbs": [
            {"text": "Studies", "href": f"{site.up}explorer.html"},
            *(
                {"text": site.evidence.topics[topic].title, "href": site.topic(topic)}
                for topic in study.topics[:1]
            ),
        ],
        "title": title,
        "long_title": study.title,
        "meta": study_who.meta(site, study_id, study),
        "answer": paragraphs(site, study.summary, study_id) if study.summary else [],
        "under_notice": bool(notices),
        "status": (reading, f"{review_words(site.evidence, [study_id])} {bias.in_words(site, study)}"),
        "notice": site.study_notice(study_id),
        "who": "What was compared, in whom" if study_who.has_patients(site, study) else "What it is about",
        "groups": study_who.groups(site, study_id, study),
        "facts": study_who.facts(site, study_id, study),
        "regimens": study_who.regimens(site, study_id, study),
        "derived": study_who.any_derived(study),
        "charts": charts,
        "tables": study_results.tables(site, study_id, [item for item in found if not item.second]),
        "factors": study_results.factor_tables(site, [item for item in found if not item.second]),
        "findings": study_results.findings(site, found),
        "characteristics": study_results.characteristics(site, study_id),
        "also": study_results.also_reported(site, study_id, found),
        "disagreements": study_results.disagreements(site, study_id),
        "questions": [question_block(site, found) for found in context.asked.of_study(study_id)],
        "bias": bias.rows(site, study),
        "notes": notes(site, study_id, study),
        "limitations": study.limitations,
        "cannot": cannot_learn(context, study_id),
        "topics": [
            {"text": site.evidence.topics[topic].title, "href": site.topic(topic)}
            for topic in study.topics
            if topic in site.evidence.topics
        ],
        "related": related(site, study_id, study),
        "sources": study_who.sources(site, study_id),
        "actions": [
            link("BibTeX", f"{study_id}.bib", download=True),
            link("RIS", f"{study_id}.ris", download=True),
            link("This page as JSON", f"{study_id}.json"),
            link("CSV", f"{study_id}.csv", download=True),
        ],
    }


def notice_block(notice: Any) -> dict[str, Any]:
    """Return a notice for the top of a page."""
    css = {"correction": "correction", "expression-of-concern": "concern", "retraction": "retraction"}[
        notice.kind
    ]
    more = {
        "correction": "",
        "expression-of-concern": "Until it is resolved every number of this study carries the mark.",
        "retraction": "The numbers are kept for the record, struck through, and count in no answer.",
    }[notice.kind]
    block: dict[str, Any] = {"kind": css, "label": NOTICE_NAMES[notice.kind], "text": notice.text}
    if more:
        block["more"] = f"{more} Seen on {words.day(notice.seen_on)}."
    if notice.date:
        block["date"] = words.day(notice.date)
    return {**block, "href": notice.url, "href_text": "Where it was seen"} if notice.url else block


def notes(site: Site, study_id: str, study: Study) -> list[str]:
    """Return what is odd on the card: notes of the card, its population, groups and regimens."""
    found = [
        study.note,
        study.population.note,
        *(group.note for group in study.groups.values()),
        *(regimen.note for group in study.groups.values() for regimen in group.radiotherapy),
        *(subset.note for subset in study.subsets.values()),
        *(block.note for block in study.characteristics),
    ]
    return [text for text in dict.fromkeys(found) if text]


def cannot_learn(context: Context, study_id: str) -> str:
    """Say what the depth of reading leaves open."""
    sources = [context.evidence.sources.get(row.origin.source or "") for row in context.corpus.rows[study_id]]
    own = [source for source in sources if source and study_id in source.primary_for]
    if any(source.read == "full-text" for source in own):
        return ""
    if own:
        return (
            "The study's own report was read in part only: what is missing here may stand in its full text."
        )
    column = context.evidence.term("designs", context.evidence.studies[study_id].design).column
    if column in ("guideline", "laboratory"):
        return "The publication itself was not read: only what a review says of it."
    return (
        "The study's own report was not read: every number here is as a review printed it. Intervals, numbers at risk, harms,"
        " funding and the handling of missing patients are not in what we read."
    )


def related(site: Site, study_id: str, study: Study) -> list[dict[str, Any]]:
    """Return the relations to other cards, in both directions."""
    found = []
    for key, (label, inverse) in RELATIONS.items():
        found.append((label, getattr(study.related, key)))
        back = [
            id_ for id_, other in site.evidence.studies.items() if study_id in getattr(other.related, key)
        ]
        found.append(
            (inverse, [id_ for id_ in back if label != inverse or id_ not in getattr(study.related, key)])
        )
    return [{"label": label, "value": links} for label, ids in found if (links := study_links(site, ids))]


def study_links(site: Site, ids: Iterable[str]) -> list[dict[str, str]]:
    """Return links to studies that are recorded."""
    known = site.evidence.studies
    return [{"text": words.nobreak(known[id_].name), "href": site.study(id_)} for id_ in ids if id_ in known]


RELATIONS = {
    "follow_up_of": ("Follow-up of", "Followed up in"),
    "shares_patients_with": ("Shares patients with", "Shares patients with"),
    "pools": ("Pools", "Pooled in"),
    "same_as_maybe": ("May be the same study as", "May be the same study as"),
    "updates": ("Updates", "Updated by"),
}
"""Relations between cards, as the card says them and as the other card's page does."""
