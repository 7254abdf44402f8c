"""One measurement of the shipped model for all tests that look at its numbers."""

from collections.abc import Callable
from functools import cache

import pytest

from tests.page_claims import Claims
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts import Lang


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


@pytest.fixture(scope="session")
def claims(base: Result, model: Model) -> Callable[[Lang], Claims]:
    """The page of that nulmeting with what it claims, made once a language."""
    return cache(lambda lang: Claims(base, model, lang))
