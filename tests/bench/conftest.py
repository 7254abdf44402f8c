"""Speed is measured on request only: `python3 dev.py bench`, or pytest with this folder named."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let growth be drawn."""
    parser.addoption("--picture", metavar="FILE", help="draw how time and memory grow, to FILE")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this folder out unless the command line names it or something in it."""
    del collection_path
    named = any("bench" in Path(argument.partition("::")[0]).parts for argument in config.args)
    return None if named else True
