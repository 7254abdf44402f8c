"""What is said of a code that is no country: the right one, what it stands for, or no guess."""

import pytest

from tests.random_models import random_model
from valuechain.files.geography import unknown_place

KEYS = ("firms", "maker", "owner")


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("KSV", "Write 'XKX'."),
        ("TPE", "Write 'TWN'."),
        ("UKI", "Write 'GBR'."),
        ("KORR", "Did you mean 'KOR'?"),
        ("CHM", "Write an ISO 3166-1 alpha-3 code such as 'NLD'."),
    ],
)
def test_the_remedy_is_the_right_country_or_none(code, wanted):
    assert unknown_place(random_model(0), KEYS, code=code, group_too=False)[3] == wanted


@pytest.mark.parametrize(
    ("code", "stands"),
    [("ROW", "the rest of the world"), ("WLD", "the world"), ("USSR", "the Soviet Union")],
)
@pytest.mark.parametrize("group_too", [True, False])
def test_codes_of_other_lists_are_named_for_what_they_are(code, stands, group_too):
    _, _, message, remedy = unknown_place(random_model(0), KEYS, code=code, group_too=group_too)
    assert stands in message
    assert "Did you mean" not in remedy
