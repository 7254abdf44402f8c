"""How a command line is run: one thread of linear algebra, and garbage looked for seldom."""

import gc
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


def test_garbage_is_looked_for_seldom_while_a_command_runs():
    was = gc.get_threshold()
    try:
        gc.set_threshold(700)
        assert CliRunner().invoke(main, ["--version"]).exit_code == 0
        assert gc.get_threshold()[0] > 10_000
    finally:
        gc.set_threshold(*was)
