"""Look-through in input-output tables: laws, numbers by hand and tables that say nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csc_array, random_array

from valuechain.errors import AnalysisError
from valuechain.indicators.lookthrough import (
    from_coefficients,
    from_flows,
    ghosh,
    leontief,
    look_through,
    sales_through,
)


def refused(code, build):
    with pytest.raises(AnalysisError) as caught:
        build()
    assert caught.value.code == code


def chain(direct=0.5):
    """Ore abroad sells to chips at home, chips to phones at home."""
    shares = np.zeros((3, 3))
    shares[0, 1], shares[1, 2] = 0.4, direct
    return from_coefficients(shares, names=["ore", "chips", "phones"])


def test_a_chain_by_hand():
    found = look_through(chain(), ["abroad", "home", "home"], customers=["phones"])
    # nothing bought abroad directly, 0.5 x 0.4 through chips; the rest is earned at home
    assert found.groups == ("abroad", "home")
    assert found.face[:, 0] == pytest.approx([0.0, 0.5])
    assert found.gross[:, 0] == pytest.approx([0.2, 1.5])
    assert found.added[:, 0] == pytest.approx([0.2, 0.8])


def test_gross_counts_what_passes_several_hands_and_value_added_does_not():
    found = look_through(chain(1.0), customers=["phones"])
    assert found.gross.sum() == pytest.approx(1 + 1 + 0.4)
    assert dict(zip(found.groups, found.added[:, 0], strict=True)) == pytest.approx(
        {"ore": 0.4, "chips": 0.6, "phones": 0.0}
    )


def test_sales_of_a_chain_by_hand():
    # ore 10, all to chips; chips 30, of which 20 to phones and 10 to buyers; phones 40 to buyers
    flows = np.array([[0, 10, 0], [0, 0, 20], [0, 0, 0]])
    table = from_flows(flows, [10, 30, 40], names=["ore", "chips", "phones"])
    sold = sales_through(table, suppliers=["ore"])
    assert sold.face[0] == pytest.approx([1.0, 0.0, 0.0])  # chips, ore, phones
    assert sold.final[0] == pytest.approx([1 / 3, 0.0, 2 / 3])
    assert ghosh(table)[0] == pytest.approx([1, 1, 2 / 3])


@given(st.integers(2, 12), st.integers(0, 2**32 - 1))
def test_shares_of_value_added_sum_to_one_and_match_the_inverse(size, seed):
    draw = np.random.default_rng(seed)
    shares = draw.random((size, size)) * (draw.random((size, size)) < 0.6)
    shares *= 0.95 / max(shares.sum(axis=0).max(), 0.95)
    table = from_coefficients(shares)
    groups = [str(one) for one in draw.integers(0, 3, size)]
    found = look_through(table, groups)
    np.testing.assert_allclose(found.added.sum(axis=0), 1, atol=1e-9)
    assert found.added.min() > -1e-12
    np.testing.assert_allclose(leontief(table), np.linalg.inv(np.eye(size) - shares), atol=1e-9)


def test_a_large_sparse_table_is_never_made_dense():
    size = 20_000
    draw = np.random.default_rng(7)
    # every sector buys from sectors before it, so the factors stay as sparse as the table
    rows = np.repeat(np.arange(size), 3)
    cols = np.minimum(rows + draw.integers(1, 50, rows.size), size - 1)
    keep = cols > rows
    shares = csc_array((np.full(keep.sum(), 0.02), (rows[keep], cols[keep])), shape=(size, size))
    found = look_through(
        from_coefficients(shares), [str(i % 5) for i in range(size)], customers=[str(size)]
    )
    assert found.added.sum() == pytest.approx(1)
    assert found.face.shape == (5, 1)


def test_sparse_and_dense_tables_say_the_same():
    sparse = random_array((30, 30), density=0.1, rng=np.random.default_rng(3)) * 0.2
    dense = look_through(from_coefficients(sparse.toarray()))
    np.testing.assert_allclose(
        look_through(from_coefficients(csc_array(sparse))).added, dense.added
    )


@pytest.mark.parametrize(
    "shares",
    [
        [[0.0, 1.0], [1.0, 0.0]],  # singular: the two sell each other all they make
        [[0.0, 1.5], [1.0, 0.0]],  # regular, and still no positive output serves a demand
        [[1.2]],
    ],
)
def test_an_economy_that_cannot_supply_itself_gives_no_number(shares):
    refused("VA651", lambda: from_coefficients(np.array(shares)))


def test_columns_above_one_are_allowed_while_the_economy_is_productive():
    # a loss-making sector: it buys for 1.1 per unit sold
    table = from_coefficients(np.array([[0.0, 1.1], [0.1, 0.0]]))
    assert look_through(table, customers=["2"]).added[:, 0].sum() == pytest.approx(1)
    assert look_through(table, customers=["2"]).added[1, 0] < 0


def test_a_sector_without_output_is_left_out_and_refused():
    flows = np.array([[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    table = from_flows(flows, [10, 0, 5], names=["a", "idle", "b"])
    assert look_through(table).customers == ("a", "b")
    assert look_through(table).added.sum(axis=0) == pytest.approx([1, 1])
    assert sales_through(table).suppliers == ("a", "b")
    assert sales_through(table).final.sum(axis=1) == pytest.approx([1, 1])
    refused("VA654", lambda: look_through(table, customers=["idle"]))
    refused("VA654", lambda: sales_through(table, suppliers=["nobody"]))


@pytest.mark.parametrize("where", [(0, 1), (1, 0)])
def test_a_sector_without_output_that_trades_is_a_mistake(where):
    flows = np.zeros((2, 2))
    flows[where] = 3
    refused("VA652", lambda: from_flows(flows, [10, 0]))


def test_wrong_tables():
    refused("VA650", lambda: from_flows(np.ones((2, 3)), [10, 10]))
    refused("VA650", lambda: from_flows(-np.ones((2, 2)), [10, 10]))
    refused("VA650", lambda: from_flows(np.full((2, 2), np.nan), [10, 10]))
    refused("VA650", lambda: from_flows(np.ones((2, 2)), [10, np.inf]))
    refused("VA650", lambda: from_flows(np.ones((2, 2)), [10, -1]))
    refused("VA650", lambda: from_flows(np.ones((2, 2)), [10, 10], names=["a", "a"]))
    refused("VA650", lambda: look_through(chain(), ["home"]))
    refused("VA650", lambda: chain().outputs_for([1.0]))


def test_coefficients_alone_have_no_sales_side():
    refused("VA653", lambda: sales_through(chain()))
    refused("VA653", lambda: ghosh(chain()))
