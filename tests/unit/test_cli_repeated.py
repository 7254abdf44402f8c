"""An option that is given twice is taken twice or refused, never half forgotten."""

import pytest
from click.testing import CliRunner

from valuechain.cli import main


@pytest.mark.parametrize(
    "words",
    [
        ["explain", "elections", "--without", "owner:USA", "--product", "a", "--product", "b"],
        ["explain", "elections", "--without", "owner:USA", "--without=site:CHN"],
        ["nulmeting", "--home", "NLD", "--home", "BEL"],
        ["scenario", "check", "x.yaml", "--home", "NLD", "--home", "BEL"],
        ["model", "new", "--lang", "nl", "--lang", "en"],
    ],
)
def test_an_option_that_is_taken_once_is_refused_twice(words):
    answer = CliRunner().invoke(main, words)
    assert answer.exit_code == 2
    assert "times and taken once" in answer.output


def test_an_option_that_may_be_given_more_than_once_may():
    words = ["survival", "--use", "elections", "--use", "nothing", "--weeks", "4", "--no-stocks"]
    answer = CliRunner().invoke(main, words)
    assert "taken once" not in answer.output


def test_words_behind_two_dashes_are_no_options(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(main, ["model", "new", "--lang", "nl", "--", "--lang"])
    assert "taken once" not in answer.output
