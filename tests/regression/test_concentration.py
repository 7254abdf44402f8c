"""Concentration against published shares and closed forms; each row names its source."""

import csv
from pathlib import Path

import pytest

from tests.build import firm, lab, need, product, use
from valuechain.indicators.concentration import concentration, hhi

with Path(__file__).with_name("concentration.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))
IDS = [f"{row['case']}: {row['quantity']}" for row in ROWS]


def supplies(row):
    """(site, owner, share) of every supplier."""
    parts = (one.split() for one in row["supplies"].split("|"))
    return [(site, owner, float(share)) for site, owner, share in parts]


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_published_concentration(row):
    makers = [
        firm(f"maker-{number}", site, share, owned=owner)
        for number, (site, owner, share) in enumerate(supplies(row))
    ]
    made = lab({"x": product(*makers)}, {"task": use(need("x"))})
    found = {
        one.attribute: one
        for one in concentration(made.stack, made.removals.perspective)
        if one.by == "country"
    }
    quantity, _, attribute = row["quantity"].rpartition("_")
    if attribute not in found:
        quantity, attribute = row["quantity"], "site"
    low, figure, high = getattr(found[attribute], quantity)
    assert figure == pytest.approx(float(row["value"]), abs=float(row["tolerance"]), rel=0)
    # all supply is listed: nothing is left to bounds
    assert (low, high) == pytest.approx((figure, figure))


def test_the_plain_index_of_a_list_of_shares():
    (row,) = (r for r in ROWS if (r["case"], r["quantity"]) == ("three-suppliers", "hhi"))
    assert hhi([share for _, _, share in supplies(row)]) == pytest.approx(float(row["value"]))
