"""How often a law is tried: a few times in every run, ten times as often in the nightly one."""

import os
from typing import Any

from hypothesis import settings

NIGHTLY = "VALUECHAIN_NIGHTLY"
"""Variable that is set where all is tried, slow tests too: ``pytest --nightly``."""


def rounds(everyday: int, **more: Any) -> settings:
    """Settings of a law whose single trial takes long."""
    return settings(max_examples=everyday * (10 if os.environ.get(NIGHTLY) else 1), **more)
