"""The examples in docstrings say what really happens."""

import doctest
import importlib
import pkgutil

import pytest

import valuechain

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def modules() -> list[str]:
    """Every module of the installed package."""
    found = pkgutil.walk_packages(valuechain.__path__, "valuechain.")
    return ["valuechain", *(m.name for m in found if not m.name.endswith("__main__"))]


@pytest.mark.parametrize("name", modules())
def test_examples_hold(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name), optionflags=OPTIONS)
    assert outcome.failed == 0
