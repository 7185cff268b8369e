"""The small evidence folder that the tests of reading, rows, results and rules start from."""

from pathlib import Path

import pytest
from evidence_folder import Folder, make


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An evidence folder without problems; a test changes it in one place."""
    return make(tmp_path / "evidence")
