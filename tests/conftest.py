"""Settings of all tests."""

from hypothesis import settings

# A busy machine is no fault of the code: time is measured by the steps that `evidence build --timings` names.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
