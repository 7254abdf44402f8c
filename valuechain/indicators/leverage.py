"""Leverage: exposure turned round. What others lose when home withholds, beside what we lose.

A partner is a country, a group or everyone else. Their loss is the exposure of virtual buyers who
stand there and trust nobody else, when the countries of home refuse them; our loss is the exposure
of buyers and uses at home when the partner refuses home and trusted. Without substitution.

References
----------
Method section 3 and rules R85 to R87. The idea of setting both directions side by side: Farrell,
H. & Newman, A. L. (2019). Weaponized interdependence. International Security 44(1), 42-79.
doi:10.1162/isec_a_00351.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from valuechain.indicators.exposure import Exposures, exposures
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.fast import Engine
from valuechain.kernels.levels import is_above
from valuechain.shocks.counterparts import Counterpart
from valuechain.shocks.perspective import HomeAndTrusted
from valuechain.shocks.removals import BOUNDS, Cut, Removal, Removals
from valuechain.shocks.suppliers import Suppliers
from valuechain.stack.columns import Stack
from valuechain.vocab.words import HORIZONS, Attribute

Dependence = Literal["mutual", "they", "we", "neither", "undecided"]


@dataclass(frozen=True, slots=True)
class Leverage:
    """What each partner loses if home refuses, and what home loses if the partner does.

    ``theirs`` watches the virtual buyers in the order of ``product_ids``; ``ours`` the uses of
    home and then the virtual buyers. Bounds of ``at`` are in order. The ``direct`` arrays, shape
    (partners, bounds, products), hold the part of each product that the refuser supplies itself.
    """

    partners: tuple[Counterpart, ...]
    horizons: tuple[int, ...]
    theirs: Exposures
    ours: Exposures
    their_cuts: tuple[tuple[Cut, ...], ...]
    our_cuts: tuple[tuple[Cut, ...], ...]
    their_direct: Floats
    our_direct: Floats


def measure_leverage(
    engine: Engine,
    partners: Sequence[Counterpart],
    *,
    stack: Stack,
    perspective: HomeAndTrusted,
    attribute: Attribute,
    effects: Effects,
    theta: float,
    uses: tuple[int, ...] = (),
    horizons: tuple[int, ...] = HORIZONS,
    progress: Callable[[int, int], None] | None = None,
) -> Leverage:
    """Both directions for many partners in one go; equal cuts are computed once.

    Parameters
    ----------
    engine : Engine
        The stack, made ready.
    partners : sequence of Counterpart
        From :func:`valuechain.shocks.counterparts.find_partners`.
    stack, perspective : Stack, HomeAndTrusted
        The columns; home and trusted.
    attribute : str
        Which country of a supplier counts, on both sides.
    effects : Effects
        Effects of important and minor inputs.
    theta : float
        First weeks are those in which a level falls below it, 0..1.
    uses : tuple of int
        Rows of the uses of home.
    horizons : tuple of int
        Weeks at which losses are wanted; the limit comes after the last.
    progress : callable, optional
        Called with (done, all).

    Returns
    -------
    Leverage
        Losses 0..1 with bounds.
    """
    home = perspective.home
    whole = Removal("group", "home", attribute, "withheld", home)
    suppliers = Suppliers(stack)
    abroad = [
        Removals(stack, replace(perspective, home=one.members, trusted=frozenset()), suppliers)
        for one in partners
    ]
    # A partner whom we trust can refuse us too: it is taken out of the circle for its own row.
    here = [
        Removals(stack, replace(perspective, trusted=perspective.trusted - one.members), suppliers)
        for one in partners
    ]
    refusals = [
        Removal(
            "country" if one.kind == "country" else "group",
            one.name,
            attribute,
            "withheld",
            one.members,
        )
        for one in partners
    ]
    buyers = stack.buyers()
    n_partners = len(partners)
    found = exposures(
        engine,
        [*([whole] * n_partners), *refusals],
        builder=[*abroad, *here],
        effects=effects,
        watch=(*uses, *buyers),
        threshold=below(theta),
        horizons=horizons,
        progress=progress,
    )
    theirs = _part(found, slice(0, n_partners), slice(len(uses), None))
    ours = _part(found, slice(n_partners, None), slice(0, None))
    their_cuts = tuple(tuple(one.cut(whole, bound) for bound in BOUNDS) for one in abroad)
    our_cuts = tuple(
        tuple(one.cut(refusal, bound) for bound in BOUNDS)
        for one, refusal in zip(here, refusals, strict=True)
    )
    return Leverage(
        partners=tuple(partners),
        horizons=horizons,
        theirs=theirs,
        ours=ours,
        their_cuts=their_cuts,
        our_cuts=our_cuts,
        their_direct=_direct(stack, their_cuts),
        our_direct=_direct(stack, our_cuts),
    )


def below(theta: float) -> float:
    """Loss from which on a level counts as below theta."""
    return 1.0 - theta


def in_order(at: Floats, *, axis: int) -> Floats:
    """Bounds low, value, high put in order where rounding has swapped them."""
    low, middle, high = (at.take(place, axis=axis) for place in range(3))
    return np.stack([np.minimum(low, middle), middle, np.maximum(middle, high)], axis=axis)


def _part(found: Exposures, removals: slice, watched: slice) -> Exposures:
    return Exposures(
        removals=found.removals[removals],
        watch=found.watch[watched],
        at=in_order(found.at[removals, :, watched], axis=1),
        first_week=found.first_week[removals, :, watched],
        paths={},
    )


def direct_shares(stack: Stack, cut: Cut) -> Floats:
    """Part of every product that a cut keeps from a virtual buyer, shape (products,).

    This is what the refuser supplies itself; what a buyer loses beyond it follows from what its
    suppliers lose.
    """
    buyer = stack.buyers()[0]
    found = np.zeros(len(stack.product_ids))
    for customers, closed in cut.classes:
        if buyer in customers:
            for supplier, left in closed:
                product = int(stack.producer_product[supplier])
                found[product] += (1.0 - left) * float(stack.producer_share[supplier])
    return np.minimum(found, 1.0)


def _direct(stack: Stack, cuts: Sequence[Sequence[Cut]]) -> Floats:
    shares = np.array([[direct_shares(stack, cut) for cut in three] for three in cuts])
    return in_order(shares, axis=1)


def above(bounds: Floats, threshold: float) -> Literal["yes", "no", "unknown"]:
    """Whether a loss (low, value, high) is above a threshold, or the bounds differ on it."""
    answers = {bool(is_above(one, threshold)) for one in bounds}
    if len(answers) > 1:
        return "unknown"
    return "yes" if answers.pop() else "no"


def relation(theirs: Floats, ours: Floats, *, threshold: float) -> Dependence:
    """Who depends on whom: both, they on us, we on them, neither, or undecided.

    Parameters
    ----------
    theirs, ours : numpy.ndarray, shape (3,)
        Losses low, value, high; 0..1.
    threshold : float
        Loss above which one depends, 0..1.

    Examples
    --------
    >>> import numpy as np
    >>> relation(np.array([0.3, 0.4, 0.5]), np.array([0.0, 0.1, 0.2]), threshold=0.25)
    'they'
    >>> relation(np.array([0.3, 0.4, 0.5]), np.array([0.1, 0.2, 0.3]), threshold=0.25)
    'undecided'
    """
    they, we = above(theirs, threshold), above(ours, threshold)
    if "unknown" in {they, we}:
        return "undecided"
    named: dict[tuple[str, str], Dependence] = {
        ("yes", "yes"): "mutual",
        ("yes", "no"): "they",
        ("no", "yes"): "we",
        ("no", "no"): "neither",
    }
    return named[they, we]


def difference(theirs: Floats, ours: Floats) -> Floats:
    """Their loss minus ours with its bounds: above 0 they depend more on us.

    Examples
    --------
    >>> import numpy as np
    >>> difference(np.array([0.25, 0.5, 0.75]), np.array([0.0, 0.25, 0.5])).tolist()
    [-0.25, 0.25, 0.75]
    """
    return np.array([theirs[0] - ours[2], theirs[1] - ours[1], theirs[2] - ours[0]])
