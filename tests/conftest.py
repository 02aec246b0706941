"""How the suite runs."""

from __future__ import annotations

import os

from hypothesis import settings

# The laws are tried on the same examples at every run, so that a red run is red again. To look for new ones:
# ONRECORD_EXPLORE=1 make test; what it finds is kept as a case.
settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile("explore" if os.environ.get("ONRECORD_EXPLORE") else "same")
