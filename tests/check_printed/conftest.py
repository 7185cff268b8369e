"""The folder of the tests of reading, with the terms that the checks of printed numbers need besides."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "core"))

from evidence_folder import VOCABULARY, Folder, make

MORE = {
    "estimators": """
        crude: {label: Crude, definition: Counted.}
        kaplan-meier: {label: Kaplan–Meier, definition: Estimated.}
        cumulative-incidence: {label: Cumulative incidence, definition: Estimated.}
        """,
    "techniques": """
        mixed: {label: Mixed, definition: In phases.}
        """,
    "units": """
        gy: {label: Gray, definition: Dose., symbol: Gy, kind: dose}
        cgy: {label: Centigray, definition: Dose., symbol: cGy, kind: dose}
        fractions: {label: Fractions, definition: Sessions., symbol: fractions, kind: count}
        unknown: {label: Unit not known, definition: None is named., symbol: "?", kind: other}
        """,
    "endpoints": """
        growth-free: {label: Free of growth, definition: No growth., kind: time-to-event, better: higher, event_is: bad}
        remission: {label: Remission, definition: Gone., kind: time-to-event, better: higher, event_is: good}
        dose-per-fraction: {label: Dose a fraction, definition: Gray., kind: continuous, better: none}
        patients-randomised: {label: Patients randomised, definition: People., kind: other, better: none}
        patients-analysed: {label: Patients analysed, definition: People., kind: other, better: none}
        lesions-treated: {label: Lesions treated, definition: Places., kind: other, better: none}
        """,
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An evidence folder without problems and without questions; a test changes it in one place."""
    made = make(tmp_path / "evidence")
    for kind, terms in MORE.items():
        made.write(f"vocabulary/{kind}.yml", VOCABULARY.get(kind, "").rstrip() + terms)
    return made
