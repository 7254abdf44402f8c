"""Measures of spread against closed forms, and what is no complete list of shares."""

import csv
from pathlib import Path

import pytest

from valuechain.errors import AnalysisError
from valuechain.indicators.spread import spread

with Path(__file__).with_name("spread.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['case']}: {r['quantity']}" for r in ROWS])
def test_published_spread(row):
    found = spread([float(one) for one in row["shares"].split()])
    wanted = pytest.approx(float(row["value"]), abs=float(row["tolerance"]), rel=0)
    assert getattr(found, row["quantity"]) == wanted


def test_equal_suppliers_and_a_single_one():
    four = spread([0.25] * 4)
    assert (four.normalised, four.theil) == pytest.approx((0, 0), abs=1e-12)
    assert (four.number, four.number_by_shannon) == pytest.approx((4, 4))
    alone = spread([1.0, 0.0])
    assert (alone.normalised, alone.shannon, alone.number) == (None, 0, 1)


@pytest.mark.parametrize("shares", [[0.5, 0.3], [1.2, -0.2], [], [float("nan"), 1.0]])
def test_an_incomplete_list_gives_no_number(shares):
    with pytest.raises(AnalysisError, match="VA658"):
        spread(shares)
