"""Headline numbers of the shipped model beside the snapshots that were reviewed."""

import pandas as pd
import pytest

from tests.golden.snapshots import MAKE, changes, keep, kept, snapshot

RULE = (
    "A changed number is a reviewed diff with a line in the changelog's results section: run "
    "`python -m tests.golden.regenerate`, look at the diff, and say in changelog.d/"
    "<issue>.results.md what moved and why."
)


@pytest.mark.parametrize("name", MAKE)
def test_headlines_are_those_that_were_reviewed(base, name):
    lines = changes(kept(name), snapshot(name, base))
    if lines:
        more = [f"... and {len(lines) - 30} more"] if len(lines) > 30 else []
        pytest.fail("\n".join([RULE, *lines[:30], *more]), pytrace=False)


def test_a_change_in_the_sixth_digit_is_seen_and_one_below_is_not(monkeypatch, tmp_path):
    monkeypatch.setattr("tests.golden.snapshots.FOLDER", tmp_path)
    before = pd.DataFrame({"use": ["a", "b"], "value": [0.1234567, 1.0], "weeks": [None, 4.0]})
    keep("t", before)
    assert changes(kept("t"), before) == []
    assert changes(kept("t"), before.assign(value=[0.1234581, 1.0]))[0].startswith("a: value")
    assert changes(kept("t"), before.assign(value=[0.1234571, 1.0])) == []
    assert changes(kept("t"), before.assign(weeks=[5.0, None])) == [
        "a: weeks nan -> 5.0",
        "b: weeks 4.0 -> nan",
    ]
    assert changes(kept("t"), before.assign(use=["a", "c"])) == ["c: use b -> c"]
    assert changes(kept("t"), before.iloc[:1]) == ["rows: 2 -> 1"]
    assert changes(kept("t"), before.drop(columns="weeks"))[0].startswith("columns")
