"""One measurement of the shipped model for all tests that look at its numbers."""

import pytest

import valuechain as vc
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.results.result import Result
from valuechain.schema import Model


def pytest_configure(config: pytest.Config) -> None:
    """Know the mark that keeps these tests in one worker, with or without workers."""
    config.addinivalue_line("markers", "xdist_group(name): tests that stay in one worker")


@pytest.fixture(scope="session")
def model() -> Model:
    """The shipped model."""
    return vc.load()


@pytest.fixture(scope="session")
def base(model: Model) -> Result:
    """The nulmeting of the shipped model under the default rule; takes a minute or two."""
    return vc.nulmeting(model, rules=("default",))


@pytest.fixture(scope="session")
def bench(model: Model) -> Workbench:
    """The shipped model made ready, for smaller questions."""
    return prepare(model)
