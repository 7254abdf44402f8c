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

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from valuechain.errors import AnalysisError
from valuechain.indicators.exposure import Exposures, exposures
from valuechain.kernels.arrays import Effects, Floats
from valuechain.kernels.fast import Engine
from valuechain.schema import Model
from valuechain.shocks.catalogue import countries
from valuechain.shocks.perspective import Perspective, countries_of
from valuechain.shocks.removals import BOUNDS, Cut, Removal, Removals
from valuechain.stack.columns import BUYER, USE, Stack
from valuechain.vocab.words import HORIZONS, Attribute

OTHERS: Final = "others"
"""The partner that is everyone outside home at once."""
WORLD: Final = "world"
Relation = Literal["mutual", "they", "we", "neither", "undecided"]


@dataclass(frozen=True, slots=True)
class Partner:
    """Someone outside home: its name and those of its countries that do not belong to home."""

    name: str
    kind: Literal["country", "group", "others"]
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Leverage:
    """What partners lose by home and home by partners; positions as in ``partners``.

    ``theirs`` watches the virtual buyers in the order of ``product_ids``; ``ours`` the uses of
    home and then the virtual buyers. Bounds of ``at`` are in order. The ``direct`` arrays, shape
    (partners, bounds, products), hold the part of each product that the refuser supplies itself.
    ``they_buy`` and ``we_buy``, shape (partners, products), say who can buy the product on its
    market; ``compared`` where all countries of both sides can.
    """

    partners: tuple[Partner, ...]
    horizons: tuple[int, ...]
    theirs: Exposures
    ours: Exposures
    their_cuts: tuple[tuple[Cut, ...], ...]
    our_cuts: tuple[tuple[Cut, ...], ...]
    their_direct: Floats
    our_direct: Floats
    they_buy: NDArray[np.bool_]
    we_buy: NDArray[np.bool_]
    compared: NDArray[np.bool_]


def outside_countries(stack: Stack, home: frozenset[str]) -> tuple[str, ...]:
    """Countries outside home that at least one supplier names.

    Raises
    ------
    AnalysisError
        VA680: home is everyone.
    """
    found = tuple(name for name in countries(stack) if name not in home)
    if not found:
        raise AnalysisError(
            "VA680",
            "home is everyone: no supplier of the model has a country outside it.",
            "Choose a smaller home.",
        )
    return found


def find_partners(
    model: Model, stack: Stack, *, home: frozenset[str], names: Iterable[str] | None = None
) -> tuple[Partner, ...]:
    """Partners by name; all countries outside home, all groups and everyone else if not named.

    A group that overlaps home is judged on its countries outside home; one that lies inside home
    is left out where all groups are meant.

    Parameters
    ----------
    model, stack : Model, Stack
        The model and its compiled form.
    home : frozenset of str
        Countries of home.
    names : iterable of str, optional
        Countries (ISO 3166-1 alpha-3), groups of the model, or ``others``.

    Returns
    -------
    tuple of Partner
        In the order asked, each once; else countries, groups by name, everyone else.

    Raises
    ------
    AnalysisError
        VA601: unknown partner; VA680: home is everyone; VA681: a partner lies inside home;
        VA682: no partner is named.
    """
    outside = outside_countries(stack, home)
    if names is None:
        groups = [g for g in sorted(model.groups) if set(model.groups[g].members) - home]
        asked = [*outside, *groups, OTHERS]
    else:
        asked = list(dict.fromkeys(names))
    if not asked:
        raise AnalysisError("VA682", "no partner is asked about.", "Name at least one.")
    found = []
    for name in asked:
        if name == OTHERS and name not in model.groups:
            found.append(Partner(name, "others", frozenset(outside)))
            continue
        members = countries_of(model, [name]) - home
        if not members:
            raise AnalysisError(
                "VA681",
                f"partner {name} lies inside home: home does not withhold from itself.",
                "Name a partner outside home, or choose a smaller home.",
            )
        found.append(Partner(name, "group" if name in model.groups else "country", members))
    return tuple(found)


def measure_leverage(
    engine: Engine,
    partners: Sequence[Partner],
    *,
    model: Model,
    stack: Stack,
    perspective: Perspective,
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
    partners : sequence of Partner
        From :func:`find_partners`.
    model, stack, perspective : Model, Stack, Perspective
        For the markets; the columns; home and trusted.
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
        Losses 0..1 with bounds, and what each side buys.
    """
    home = perspective.home
    whole = Removal("group", "home", attribute, "withheld", home)
    abroad = [
        Removals(stack, replace(perspective, home=one.members, trusted=frozenset()))
        for one in partners
    ]
    # A partner whom we trust can refuse us too: it is taken out of the circle for its own row.
    here = [
        Removals(stack, replace(perspective, trusted=perspective.trusted - one.members))
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
    their_cuts = tuple(
        tuple(one.cut(whole, bound) for bound in BOUNDS) for one in abroad
    )
    our_cuts = tuple(
        tuple(one.cut(refusal, bound) for bound in BOUNDS)
        for one, refusal in zip(here, refusals, strict=True)
    )
    they_buy, we_buy, compared = _bought(model, stack, home=home, partners=partners)
    return Leverage(
        partners=tuple(partners),
        horizons=horizons,
        theirs=theirs,
        ours=ours,
        their_cuts=their_cuts,
        our_cuts=our_cuts,
        their_direct=_direct(stack, their_cuts),
        our_direct=_direct(stack, our_cuts),
        they_buy=they_buy,
        we_buy=we_buy,
        compared=compared,
    )


def below(theta: float) -> float:
    """Loss from which on a level counts as below theta."""
    return 1.0 - theta + 1e-9


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


def sold_to(
    model: Model, stack: Stack, countries: frozenset[str]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether some, and whether all, of some countries can buy each product on its market.

    Returns
    -------
    some, every : numpy.ndarray of bool, shape (products,)
        Both true for a product sold to the world.
    """
    some, every = [], []
    for key in stack.product_ids:
        market = model.products[key].market
        where = countries if market == WORLD else countries_of(model, [market])
        some.append(bool(countries & where))
        every.append(countries <= where)
    return np.array(some), np.array(every)


def _bought(
    model: Model, stack: Stack, *, home: frozenset[str], partners: Sequence[Partner]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    ours, all_of_us = sold_to(model, stack, home)
    theirs = [sold_to(model, stack, one.members) for one in partners]
    shape = (len(partners), len(stack.product_ids))
    they_buy = np.array([some for some, _ in theirs]).reshape(shape)
    all_of_them = np.array([every for _, every in theirs]).reshape(shape)
    return they_buy, np.broadcast_to(ours, shape), all_of_them & all_of_us


def makers_buy(stack: Stack, countries: frozenset[str]) -> NDArray[np.bool_]:
    """Whether a listed maker in some countries buys each product, shape (products,)."""
    inside = np.array([place <= countries for place in stack.place_members] or [False])
    site = stack.producer_site
    there = (site >= 0) & inside[np.maximum(site, 0)]
    there &= (stack.producer_kind != BUYER) & (stack.producer_kind != USE)
    buys = there[stack.slot_customer[stack.alternative_slot]]
    found = np.zeros(len(stack.product_ids), dtype=bool)
    found[stack.alternative_product[buys]] = True
    return found


def above(bounds: Floats, threshold: float) -> Literal["yes", "no", "unknown"]:
    """Whether a loss (low, value, high) is above a threshold, or the bounds differ on it."""
    answers = {bool(one > threshold) for one in bounds}
    if len(answers) > 1:
        return "unknown"
    return "yes" if answers.pop() else "no"


def relation(theirs: Floats, ours: Floats, *, threshold: float) -> Relation:
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
    named: dict[tuple[str, str], Relation] = {
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
