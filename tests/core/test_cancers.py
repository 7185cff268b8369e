"""Whether a study's patients had other cancers too than those that the site is about."""

import pytest
from evidence_folder import Folder

TERMS = """
    adenocarcinoma: {label: Adenocarcinoma, definition: A kind.}
    squamous: {label: Squamous, definition: A kind.}
    breast: {label: Breast, definition: Another cancer., elsewhere: true}
    """


@pytest.mark.parametrize(
    ("population", "mixed"),
    [
        ("cancers: {adenocarcinoma: 40}", False),
        ("cancers: {adenocarcinoma: 40, squamous: 20}", False),
        ("cancers: {adenocarcinoma: 40}, nsclc_n: 40", False),
        ("randomised: 40, nsclc_n: 40", False),
        ("cancers: {breast: 40}", True),
        ("cancers: {adenocarcinoma: , breast: }", True),
        ("randomised: 99, nsclc_n: 18", True),
        ("enrolled: 99, randomised: 18, nsclc_n: 18", True),
        ("nsclc_n: 18", True),
        ("randomised: 99", False),
    ],
)
def test_several_cancers_are_told_by_their_names_and_numbers(
    folder: Folder, population: str, mixed: bool
) -> None:
    folder.write("vocabulary/histologies.yml", TERMS)
    folder.card(population=f"{{summary: Adults, {population}}}")
    assert folder.corpus().evidence.mixes_cancers("trial") is mixed
