"""The page of checks, and the questions that rows and results hand to other pages and to the exports."""

from __future__ import annotations

import re

from evidence_folder import Folder

from generator.chart.cache import MemoryCache
from generator.check.printed import RULES, ask, questions_of
from generator.printed.corpus import Corpus
from generator.printed.results import shown
from generator.render.cells import Site
from generator.render.context import Context, Dates
from generator.render.pages import checks

TWO = """
- endpoint: survival
  median: {new: 15.9, old: 7.6}
  effect: {measure: hr, value: 0.78, ci: [0.36, 0.94], p: 0.046}
- {endpoint: response, rate: {new: {percent: 43.4, count: 23, of: 54}}}
- {endpoint: response, rate: {old: {percent: 50, count: 20}}}
"""
HOSTILE = "a | b <script>alert(1)</script> [x](javascript:alert(1)) {: #e }"


def page(corpus: Corpus) -> str:
    files = checks.render(Context(corpus, (), Dates(), MemoryCache()))
    assert list(files) == ["checks.md"]
    text = files["checks.md"]
    assert isinstance(text, str)
    return text


def test_the_page_shows_every_question_with_its_grade_and_source(folder: Folder) -> None:
    folder.card(TWO)
    text = page(folder.corpus())
    assert "3 questions about 1 study." in text
    assert "2 of these are of the second" in text
    assert text.count('class="source-question"') == 3
    assert text.count("the verdict would change</span>") == 2
    assert "Printed: p 0.046. Held against: p 0.29 to 0.33." in text
    assert "Read in A paper (Abstract; paper, abstract)." in text
    assert '<a href="checks.html#rule-p-against-interval">p-against-interval</a>' in text


def test_what_would_change_the_verdict_stands_first(folder: Folder) -> None:
    folder.card(TWO)
    asked = ask(folder.corpus())
    assert [found.grade for found in asked.of_study("trial")] == ["verdict", "verdict", "differs"]


def test_every_rule_has_its_line_and_counts(folder: Folder) -> None:
    folder.card(TWO)
    text = page(folder.corpus())
    assert [name for name in RULES if f'id="rule-{name}"' not in text] == []
    line = text.split('id="rule-percent-against-count"')[1].split("</tr>")[0]
    assert re.findall(r">(\d+)<", line) == ["4", "2", "1"]


def test_the_page_says_so_where_nothing_is_asked(folder: Folder) -> None:
    text = page(folder.corpus())
    assert "No printed number of the collection contradicts another one beside it." in text
    assert "source-question" not in text
    assert "By study" not in text


def test_text_of_a_card_stays_text(folder: Folder) -> None:
    groups = f"\n  new: {{name: {HOSTILE!r}, role: experimental, n: 36}}\n  old: {{name: Old, role: control, n: 40}}"
    folder.card(TWO, groups=groups)
    text = page(folder.corpus())
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_a_row_and_its_result_hand_over_their_questions(folder: Folder) -> None:
    folder.card(TWO)
    corpus = folder.corpus()
    asked = ask(corpus)
    survival, share, fits = shown(corpus, "trial")
    assert survival.effect is not None
    assert asked.codes(survival.effect) == {"interval-asymmetric", "p-against-interval"}
    assert [found.code for found in questions_of(asked, survival)] == [
        "interval-asymmetric",
        "p-against-interval",
    ]
    assert [found.code for found in questions_of(asked, share)] == ["percent-against-count"]
    assert questions_of(asked, share.first) == questions_of(asked, share)
    assert questions_of(asked, fits) == ()
    assert asked.codes(fits.first) == frozenset()


def test_what_the_card_notes_stands_beneath_the_question(folder: Folder) -> None:
    folder.card(
        "- {endpoint: response, note: Read twice., rate: {new: {percent: 43.4, count: 23, of: 54, note: As printed.}}}"
    )
    text = page(folder.corpus())
    assert text.index("Noted on the card: As printed.") < text.index("Noted on the card: Read twice.")


def test_the_same_block_serves_the_page_of_a_study(folder: Folder) -> None:
    folder.card(TWO)
    corpus = folder.corpus()
    first, *_ = ask(corpus).of_study("trial")
    block = checks.question_block(Site(corpus, "../"), first)
    assert 'href="../checks.html#rule-interval-asymmetric"' in block["particulars"][1]
    assert block["plain"].startswith("Survival (hazard ratio, New against Old): The middle of")
