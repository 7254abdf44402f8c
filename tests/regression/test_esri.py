"""ESRI against the authors' own programs; the sources stand beside the numbers."""

import csv
from pathlib import Path

import numpy as np
import pytest

from valuechain.indicators.esri import esri, esri_of, read_firms
from valuechain.kernels import cascade_reference

HERE = Path(__file__).with_name("esri")
TOLERANCE = 1e-9
ROUNDED = 1e-12  # of losses that were written with 12 decimals


def rows(name):
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def table(records):
    return {name: [record[name] for record in records] for name in records[0]}


def toy():
    links = rows("toy_links")
    sector = {}
    for link in links:
        sector[link["supplier"]] = link["supplier_sector"]
        sector[link["customer"]] = link["customer_sector"]
    names = sorted(set(sector.values()))
    essentiality = np.zeros((len(names), len(names)))
    for link in links:
        pair = names.index(link["supplier_sector"]), names.index(link["customer_sector"])
        essentiality[pair] = float(link["essentiality"])
    firms = {"firm": list(sector), "sector": list(sector.values())}
    return read_firms(firms, table(links), essentiality=essentiality, sectors=names)


def test_every_firm_of_the_published_toy_network():
    expected = rows("toy_expected")
    (eps,) = {float(row["eps"]) for row in expected}
    found = esri(toy(), [row["firm"] for row in expected], eps=eps)
    wanted = [float(row["esri"]) for row in expected]
    np.testing.assert_allclose(found.esri, wanted, rtol=0, atol=TOLERANCE)


def ai_chain(setting):
    matrix = rows("ai_chain_essentiality")
    sectors = [row.pop("supplier_sector") for row in matrix]
    given = np.array([[float(row[name]) for name in sectors] for row in matrix])
    essentiality = {
        "as_given": given,
        "leontief": np.full(given.shape, 2),
        "linear": np.full(given.shape, 1),
    }[setting]
    firms, links = table(rows("ai_chain_firms")), table(rows("ai_chain_links"))
    return read_firms(firms, links, essentiality=essentiality, sectors=sectors)


def scenarios():
    shocks = rows("ai_chain_shocks")
    names = [name for name in shocks[0] if name != "firm"]
    return {name: {r["firm"]: 1.0 - float(r[name]) for r in shocks} for name in names}


CASES = [(s, r) for s in ("as_given", "leontief", "linear") for r in ("fixed", "replaceable")]


def part(name, case):
    return [r for r in rows(name) if (r["essentiality"], r["replaceability"]) == case]


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_ai_chain_of_the_authors_program(case):
    setting, replaceability = case
    firms = ai_chain(setting)
    asked = scenarios()
    found, levels = esri_of(firms, asked, replaceable=replaceability == "replaceable")
    expected = part("ai_chain_expected", case)
    assert [row["scenario"] for row in expected] == list(found.scenarios)
    for name in ("esri", "downstream", "upstream"):
        wanted = [float(row[name]) for row in expected]
        np.testing.assert_allclose(getattr(found, name), wanted, rtol=0, atol=TOLERANCE)
    assert found.iterations.tolist() == [int(row["iterations"]) for row in expected]
    losses = {
        r["firm"]: [float(r[name]) for name in asked]
        for r in part("ai_chain_downstream_loss", case)
    }
    assert list(losses) == list(firms.firms)
    np.testing.assert_allclose(1.0 - levels.down, list(losses.values()), rtol=0, atol=ROUNDED)


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_plain_loops_take_the_same_steps(case):
    setting, replaceability = case
    firms = ai_chain(setting)
    few = ["1", "9", "17", "19", "21", "22"]
    shocks = scenarios()
    capacity = np.array([[shocks[name][firm] for name in few] for firm in firms.firms])
    found = cascade_reference.spread(
        firms.network, capacity, replaceable=replaceability == "replaceable"
    )
    sold = firms.network.sold()
    lost = sold @ (1.0 - found.level) / sold.sum()
    expected = {row["scenario"]: row for row in part("ai_chain_expected", case)}
    wanted = [float(expected[name]["esri"]) for name in few]
    np.testing.assert_allclose(lost, wanted, rtol=0, atol=TOLERANCE)
    assert found.iterations.tolist() == [int(expected[name]["iterations"]) for name in few]


def test_single_failures_are_the_same_by_both_doors():
    firms = ai_chain("as_given")
    one_by_one = esri(firms)
    expected = part("ai_chain_expected", ("as_given", "replaceable"))[: len(firms.firms)]
    wanted = [float(row["esri"]) for row in expected]
    np.testing.assert_allclose(one_by_one.esri, wanted, rtol=0, atol=TOLERANCE)
