"""Input-output tables against textbook and published fixtures; each file names its source."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from valuechain.indicators.lookthrough import (
    from_coefficients,
    from_flows,
    ghosh,
    leontief,
    look_through,
    sales_shares,
    sales_through,
)

HERE = Path(__file__).with_name("tables")


def fixture(name):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def close(found, wanted, tolerance):
    np.testing.assert_allclose(np.asarray(found), wanted, rtol=0, atol=tolerance)


with (HERE / "leontief.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))


def numbers(text):
    return [float(one) for one in text.split()]


@pytest.mark.parametrize("row", ROWS, ids=[r["quantity"] for r in ROWS])
def test_published_inverse_and_outputs(row):
    table = from_coefficients(np.array([numbers(line) for line in row["coefficients"].split("|")]))
    name, *place = row["quantity"].split()
    at = tuple(int(one) - 1 for one in place)
    found = leontief(table)[at] if name == "L" else table.outputs_for(numbers(row["final"]))[at]
    assert found == pytest.approx(float(row["value"]), abs=float(row["tolerance"]), rel=0)


def test_miller_and_blair_from_flows():
    case = fixture("miller_blair_ch2")
    given, wanted = case["inputs"], case["expected"]
    table = from_flows(np.array(given["Z"]), given["x"])
    close(table.coefficients.toarray(), wanted["A"], 1e-12)
    close(leontief(table), wanted["L"], 5e-9)  # printed with eight decimals
    made = table.outputs_for(given["new_Y"])
    close(made, wanted["x_new"], 0.05)  # printed with one decimal
    labour = np.array(given["labour_coeff"]) * made
    close(labour, wanted["labour_total"], 0.05)
    # today's demand needs today's output
    close(table.outputs_for(given["Y"]), given["x"], 1e-9)


def test_small_table_of_two_regions():
    case = fixture("pymrio_small_mrio")
    given, checked = case["inputs"], case["computed_here_check"]
    flows, final = np.array(given["Z"], dtype=float), np.array(given["Y"], dtype=float)
    made = flows.sum(axis=1) + final.sum(axis=1)
    close(made, checked["x"], 1e-12)
    table = from_flows(flows, made)
    close(leontief(table), checked["L"], 1e-12)
    close(ghosh(table), checked["G"], 1e-12)
    published = case["expected_fixture_values"]
    close(leontief(table)[0], published["L_row0"], 1e-12)
    close(leontief(table)[5], published["L_row5"], 1e-12)
    close(ghosh(table)[0], published["G_row0"], 5e-9)  # printed with eight decimals
    close(sales_shares(table).toarray()[0], published["B_row0"], 5e-9)


def test_shares_of_regions_are_the_definition_and_sum_to_one():
    given = fixture("pymrio_small_mrio")["inputs"]
    flows = np.array(given["Z"], dtype=float)
    made = flows.sum(axis=1) + np.array(given["Y"], dtype=float).sum(axis=1)
    names = [f"{region} {sector}" for region in "ab" for sector in range(3)]
    table = from_flows(flows, made, names=names)
    found = look_through(table, [name[0] for name in names])
    shares, inverse = flows / made, np.linalg.inv(np.eye(6) - flows / made)
    earned = 1 - shares.sum(axis=0)
    for place, rows in enumerate((slice(0, 3), slice(3, 6))):
        close(found.face[place], shares[rows].sum(axis=0), 1e-12)
        close(found.gross[place], inverse[rows].sum(axis=0), 1e-12)
        close(found.added[place], (earned[:, None] * inverse)[rows].sum(axis=0), 1e-12)
    close(found.added.sum(axis=0), np.ones(6), 1e-12)
    sold = sales_through(table, [name[0] for name in names])
    close(sold.final.sum(axis=1), np.ones(6), 1e-12)
    close(sold.face.sum(axis=1), (flows / made[:, None]).sum(axis=1), 1e-12)
