"""The Commission's supply risk of 2023 from its printed inputs, all rows counted."""

import pytest

from tests.regression.reproduction import PAGE, REST, agrees, outcomes, page, printed, span, table

FOUND = {(one.material, one.stage): one for one in outcomes()}
GOLDEN = [key for key, one in FOUND.items() if one.golden]


def test_there_are_golden_rows():
    assert len(GOLDEN) == 33


@pytest.mark.parametrize("key", GOLDEN, ids="-".join)
def test_golden_rows_come_out_at_the_published_decimal(key):
    one = FOUND[key]
    assert one.found is not None
    assert agrees(one.found, one.published)


def test_every_row_is_accounted_for():
    assert len(FOUND) == len(table("scores")) == 90
    assert {one.verdict for one in FOUND.values()} == {
        "reproduced",
        "within rounding",
        "not reproduced",
        "not computable",
    }
    assert all(one.why for one in FOUND.values() if one.verdict != "reproduced")
    assert all((one.found is None) == (one.verdict == "not computable") for one in FOUND.values())


def test_the_documentation_shows_what_is_found_today():
    made, _, _ = PAGE.read_text(encoding="utf-8").partition(REST)
    assert made == page()


def test_the_span_of_rounding_holds_the_number():
    for row in table("scores"):
        one = FOUND[row["material"], row["stage"]]
        if one.found is not None:
            low, high = span(row)
            assert low <= one.found <= high


def test_what_a_printed_share_can_be():
    assert [printed("93.8%", end=end) for end in (-1, 0, 1)] == pytest.approx(
        [0.9375, 0.938, 0.9385]
    )
    assert [printed("4%", end=end) for end in (-1, 0, 1)] == pytest.approx([0.035, 0.04, 0.045])
    assert [printed("<0.1%", end=end) for end in (-1, 0, 1)] == pytest.approx([0, 0.0005, 0.001])
