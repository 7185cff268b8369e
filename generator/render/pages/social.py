"""The picture that is shown where the site's address is shared."""

from __future__ import annotations

from generator.chart.card import card
from generator.render import words
from generator.render.context import Context, Files

PATH = "assets/img/social.png"


def render(context: Context) -> Files:
    """Return the picture, with how much the site holds."""
    evidence = context.evidence
    questions = sum(len(topic.questions) for topic in evidence.rendered_topics().values())
    facts = f"{words.plural(len(evidence.studies), 'study', 'studies')}, {words.plural(questions, 'question')}. Every number with its source."
    return {PATH: card(evidence.site.title, facts)}
