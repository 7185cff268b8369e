"""The small evidence folder of the core tests, with the endpoints and relations that the derived numbers ask for."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "core"))

from evidence_folder import Folder, make

ENDPOINTS = """
survival: {label: Survival, definition: Alive., kind: time-to-event, better: higher, event_is: bad, counts_death: true}
progression: {label: Progression, definition: Growth or death., kind: time-to-event, better: higher, event_is: bad, counts_death: true}
local-failure: {label: Local failure, definition: Growth., kind: time-to-event, better: lower, event_is: bad, counts_death: false}
response: {label: Response, definition: Shrinks., kind: proportion, better: higher, event_is: good}
toxicity: {label: Toxicity, definition: Harm., kind: incidence, better: lower, event_is: bad}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An evidence folder without problems; a test changes it in one place."""
    made = make(tmp_path / "evidence")
    made.write("vocabulary/endpoints.yml", ENDPOINTS)
    for kind, ids in {
        "estimators": ("kaplan-meier", "cumulative-incidence", "crude"),
        "time-zeros": ("randomisation", "diagnosis"),
        "lines": ("first", "second", "unknown"),
        "assessors": ("central", "local", "unknown"),
        "states": ("induced", "synchronous"),
        "drivers": ("egfr", "alk"),
        "criteria": ("recist-1-1", "who"),
    }.items():
        made.write(
            f"vocabulary/{kind}.yml",
            "".join(f"{id_}: {{label: {id_}, definition: A term.}}\n" for id_ in ids),
        )
    made.write(
        "vocabulary/histologies.yml",
        "adenocarcinoma: {label: Adenocarcinoma, definition: A term.}\n"
        "colorectal: {label: Colorectal, definition: A term., elsewhere: true}\n",
    )
    return made
