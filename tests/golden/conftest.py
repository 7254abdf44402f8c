"""One measurement of the shipped model for all tests that look at its numbers."""

import pytest

from valuechain.analysis.workbench import Workbench, prepare
from valuechain.results.result import Result
from valuechain.schema import Model


@pytest.fixture(scope="session")
def model(shipped_model: Model) -> Model:
    """The shipped model."""
    return shipped_model


@pytest.fixture(scope="session")
def base(shipped_nulmeting: Result) -> Result:
    """The nulmeting of the shipped model under the default rule."""
    return shipped_nulmeting


@pytest.fixture(scope="session")
def bench(model: Model) -> Workbench:
    """The shipped model made ready, for smaller questions."""
    return prepare(model)
