"""What all tests share."""

import os
import sys
from pathlib import Path

from hypothesis import settings

# A slow machine is no fault of the code; CI must say the same thing twice.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

import valuechain  # noqa: E402, F401 - the installed package, before the checkout is on the path

# Worker processes find what tests define, and not a package of another library of that name.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
