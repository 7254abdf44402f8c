"""What all tests share."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the option that runs everything."""
    parser.addoption(
        "--nightly", action="store_true", help="slow tests too, and the dearest laws ten times"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say how often laws are tried, before the first test is read."""
    if config.getoption("--nightly"):
        os.environ["VALUECHAIN_NIGHTLY"] = "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave nightly tests out, unless they are asked for."""
    slow = [item for item in items if item.get_closest_marker("nightly")]
    if slow and not config.getoption("--nightly"):
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("nightly")]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep tests that share something in one worker.

    The groups of pytest-xdist (``--dist=loadgroup``) do nothing under pytest 9.2, which no longer
    lets a plugin change the name of a test.
    """
    from tests.workers import Workers

    return Workers(config, log)


@pytest.fixture(scope="session")
def shipped_model() -> Model:
    """The shipped model."""
    return vc.load()


@pytest.fixture(scope="session")
def shipped_nulmeting(shipped_model: Model) -> Result:
    """The nulmeting of the shipped model under the default rule: over a minute.

    Who asks for it stands in `tests.workers.SHIPPED`, so that it is made once.
    """
    return vc.nulmeting(shipped_model, home="NLD", rules=("default",))


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Read the shipped model once for all tests of a process: it takes over a second each time.

    Whoever asks for it with overlays, or for another model, reads files as ever.
    """
    from valuechain import files
    from valuechain.analysis import versions, workbench

    read = files.load
    kept: list[files.Loaded] = []

    def load(path: str | Path, overlays: Sequence[str | Path] = ()) -> files.Loaded:
        if overlays or Path(path) != files.shipped_model():
            return read(path, overlays)
        if not kept:
            kept.append(read(path))
        return kept[0]

    with pytest.MonkeyPatch.context() as patch:
        for module in (files, workbench, versions):
            patch.setattr(module, "load", load)
        yield
