"""Laws of the cascade between firms: what never moves, never helps, and never matters."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.firm_networks import network_seeds, random_capacity, random_network
from valuechain.indicators.esri import FirmTable, esri, esri_of
from valuechain.kernels.cascade import Cascade
from valuechain.kernels.firms import FirmNetwork

often = settings(max_examples=40)
# Two runs stop at different distances from where they go. Without replacement the steps shrink
# geometrically, and with this eps a run is as good as there; with it a market that dies out comes
# down as 1/t, and a step of eps leaves about its root.
NEAR = {"eps": 1e-13, "replaceable": False}
SLACK = 1e-8
ROOT = 1e-3


@often
@given(seed=network_seeds, replaceable=st.booleans())
def test_without_a_shock_nothing_moves_and_levels_lie_between_0_and_1(seed, replaceable):
    network = random_network(seed, revenue=bool(seed % 2))
    capacity = random_capacity(network, seed)
    found = Cascade(network).spread(capacity, replaceable=replaceable)
    assert (found.level[:, 0] == 1.0).all()
    for level in (found.down, found.up):
        assert ((level >= 0.0) & (level <= capacity)).all()


@often
@given(seed=network_seeds, replaceable=st.booleans())
def test_a_larger_shock_never_helps(seed, replaceable):
    network = random_network(seed)
    capacity = random_capacity(network, seed)
    rng = np.random.default_rng(seed)
    harder = capacity * np.where(rng.random(capacity.shape) < 0.3, 0.5, 1.0)
    cascade = Cascade(network)
    asked, slack = ({"replaceable": True}, ROOT) if replaceable else (NEAR, SLACK)
    before, after = cascade.spread(capacity, **asked), cascade.spread(harder, **asked)
    assert (after.down <= before.down + slack).all()
    assert (after.up <= before.up + slack).all()


@often
@given(seed=network_seeds)
def test_replacing_suppliers_never_hurts(seed):
    network = random_network(seed)
    capacity = random_capacity(network, seed)
    cascade = Cascade(network)
    fixed, replaced = cascade.spread(capacity, **NEAR), cascade.spread(capacity)
    assert (replaced.down >= fixed.down - SLACK).all()
    np.testing.assert_allclose(replaced.up, fixed.up, rtol=0, atol=ROOT)


@often
@given(seed=network_seeds)
def test_customers_elsewhere_never_hurt(seed):
    network = random_network(seed, revenue=True)
    inside = FirmNetwork(
        network.firm_sector,
        network.link_supplier,
        network.link_customer,
        network.link_sales,
        network.essentiality,
    )
    capacity = random_capacity(network, seed)
    open_, closed = (Cascade(one).spread(capacity, **NEAR) for one in (network, inside))
    assert (open_.up >= closed.up - SLACK).all()
    np.testing.assert_allclose(open_.down, closed.down, rtol=0, atol=SLACK)


@often
@given(seed=network_seeds)
def test_order_of_firms_and_links_and_the_currency_do_not_matter(seed):
    network = random_network(seed)
    rng = np.random.default_rng(seed)
    firms, links = rng.permutation(network.n_firms), rng.permutation(len(network.link_sales))
    place = np.argsort(firms).astype(np.int32)
    other = FirmNetwork(
        network.firm_sector[firms],
        place[network.link_supplier][links],
        place[network.link_customer][links],
        1024.0 * network.link_sales[links],
        network.essentiality,
    )
    capacity = random_capacity(network, seed)
    one = Cascade(network).spread(capacity)
    two = Cascade(other).spread(capacity[firms])
    np.testing.assert_allclose(two.down, one.down[firms], rtol=0, atol=SLACK)
    np.testing.assert_allclose(two.up, one.up[firms], rtol=0, atol=SLACK)


@often
@given(seed=network_seeds)
def test_a_failure_by_name_is_that_column(seed):
    network = random_network(seed)
    names = tuple(f"f{n}" for n in range(network.n_firms))
    table = FirmTable(names, network)
    single = esri(table, names[:3])
    joint, levels = esri_of(table, {name: {name: 0.0} for name in names[:3]})
    assert np.array_equal(single.esri, joint.esri)
    assert np.array_equal(single.iterations, joint.iterations)
    own = network.sold() / network.sold().sum()
    assert (joint.esri >= own[: len(joint.esri)] - 1e-12).all()
    assert (joint.esri >= np.maximum(joint.downstream, joint.upstream) - 1e-12).all()
    assert (joint.esri <= joint.downstream + joint.upstream + 1e-12).all()
    assert levels.level.shape == (len(names), len(names[:3]))
