"""What all tests share."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no fault of the code; CI must say the same thing twice.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

import valuechain as vc  # noqa: E402 - the installed package, before the checkout is on the path
from valuechain.results.result import Result  # noqa: E402
from valuechain.schema import Model  # noqa: E402

# Worker processes find what tests define, and not a package of another library of that name.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def pytest_configure(config: pytest.Config) -> None:
    """Know the mark that keeps tests in one worker, also where there are no workers."""
    config.addinivalue_line("markers", "xdist_group(name): tests that stay in one worker")


@pytest.fixture(scope="session")
def shipped_model() -> Model:
    """The shipped model."""
    return vc.load()


@pytest.fixture(scope="session")
def shipped_nulmeting(shipped_model: Model) -> Result:
    """The nulmeting of the shipped model under the default rule: over a minute.

    Who asks for it is of the xdist group ``shipped-model``, so that it is made once.
    """
    return vc.nulmeting(shipped_model, home="NLD", rules=("default",))
