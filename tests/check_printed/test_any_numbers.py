"""No number that can be typed brings a traceback, and none makes a rule slow."""

from pathlib import Path

import pytest
from evidence_folder import Folder, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check.printed import ask

CARD = """
- endpoint: survival
  median: {{new: {{value: {0}, ci: [{1}, {2}]}}, old: {3}}}
  effect: {{measure: hr, value: {4}, ci: [{5}, {6}], ci_level: 95, p: {7}}}
- {{endpoint: survival, timepoint: 3 years, rate: {{new: {{value: {8}, ci: [{9}, {10}]}}, old: {11}}}}}
- endpoint: response
  rate: {{new: {{percent: {12}, count: {13}, of: {14}}}, old: {15}}}
  effect: {{measure: difference, unit: percent, value: {16}, ci: [{17}, {18}], p: {19}}}
- {{endpoint: total-dose, unit: cgy, value: {{new: {20}}}}}
- {{endpoint: survival, in: new, analysis: univariable, factors: {{Age: {{hr: {21}, ci: [{22}, {23}], p: {24}}}}}}}
- {{endpoint: survival, in: new, analysis: multivariable, factors: {{Age: {{hr: {21}, ci: [{22}, {23}], p: {24}}}}}}}
"""
GROUPS = """
    new: {{name: New, role: experimental, n: {0}, radiotherapy: [{{dose_gy: {1}, fractions: {2}, per_fraction_gy: {3}}}]}}
    old: {{name: Old, role: control, n: {4}}}
    """
NUMBERS = st.sampled_from(
    ["0", "-1", "0.5", "1", "7.25", "50", "99.99", "101", "0.000000000000001", "999999999999999"]
)
VALUES = NUMBERS | st.sampled_from(["NR", "NA", "'<0.5'", "'>=999999999999999'"])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A folder that all examples write their card into, one after the other."""
    return make(Path(tmp_path_factory.mktemp("numbers")) / "evidence")


@settings(max_examples=200, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VALUES, min_size=25, max_size=25), st.lists(VALUES, min_size=5, max_size=5))
def test_any_numbers_are_looked_at(shared: Folder, numbers: list[str], sizes: list[str]) -> None:
    p_values = {7, 19, 24}
    typed = ["0.04" if place in p_values and n in ("NR", "NA") else n for place, n in enumerate(numbers)]
    shared.card(CARD.format(*typed), groups=GROUPS.format(*sizes))
    asked = ask(shared.corpus())
    assert all(question.sentence.endswith("?") for question in asked.questions)
