"""The command line asks for one thread of linear algebra, unless the user asks otherwise."""

import os

import pytest
from click.testing import CliRunner

from valuechain.cli import main

NAMES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@pytest.mark.parametrize("name", NAMES)
def test_one_thread_unless_the_user_says_otherwise(name, monkeypatch):
    for one in NAMES:
        monkeypatch.setenv(one, "7")
    monkeypatch.delenv(name)
    assert CliRunner().invoke(main, ["--version"]).exit_code == 0
    assert {one: os.environ[one] for one in NAMES} == dict.fromkeys(NAMES, "7") | {name: "1"}
