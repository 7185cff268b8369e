"""The hand-outs: printed from the built site, one a topic and one of all."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.publish.handouts import ALL, handouts
from generator.publish.trouble import Trouble

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def printed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of hand-outs."""
    out = tmp_path_factory.mktemp("pdf")
    handouts(site, out, lambda _: None)
    return out


def test_every_topic_has_a_hand_out_that_can_be_read_aloud(printed: Path, site: Path) -> None:
    topics = {path.stem for path in (site / "topics").glob("*.html")} - {"index"}
    assert {path.stem for path in printed.glob("*.pdf")} == topics | {Path(ALL).stem}
    reader = PdfReader(printed / "brain-metastases.pdf")
    first = reader.pages[0].extract_text()
    assert "Brain metastases" in first
    assert "no medical advice" in first
    assert "Search studies" not in first, "the site's navigation does not belong on paper"
    assert "/StructTreeRoot" in reader.root_object, "tagged, so that a screen reader can follow"
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Outcome by outcome" in text
    assert "No randomised comparison in what we read" in text, (
        "what is folded away on a screen is open on paper"
    )


def test_all_of_them_stand_in_one_file_with_an_outline(printed: Path) -> None:
    parts = [path for path in printed.glob("*.pdf") if path.name != ALL]
    reader = PdfReader(printed / ALL)
    assert len(reader.pages) == sum(len(PdfReader(path).pages) for path in parts)
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert len(titles) == len(parts)
    assert titles[0] == "Brain metastases"


def test_without_a_site_nothing_is_printed(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no site with topics"):
        handouts(tmp_path / "site", tmp_path / "pdf", lambda _: None)
    assert not (tmp_path / "pdf").exists()
