"""Survival: what a disruption costs until recovery, and how long demand can be met without loss.

References
----------
Simchi-Levi, Schmidt, Wei, Zhang, Combs, Ge, Gusikhin, Sanders & Zhang (2015), Identifying risks and
mitigating disruptions in the automotive supply chain, Interfaces 45(5), doi
10.1287/inte.2015.0804: time to recover, time to survive and the risk exposure index.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from valuechain.indicators.chain import Chain, at_least_0, programme, refuse, solve
from valuechain.kernels.arrays import ConvergenceError, Floats
from valuechain.kernels.levels import is_below


@dataclass(frozen=True, slots=True)
class RecoveryLoss:
    """The least that can be lost while sites are down."""

    loss: float
    """Cost of what is not delivered, in the unit of the unit losses."""
    lost_units: dict[str, float]
    """By product sold."""
    made_units: dict[str, float]
    """By product, in the way that loses least and, of those, makes least."""


@dataclass(frozen=True, slots=True)
class RiskExposure:
    """What one disruption costs beside the others, and how long it can be withstood."""

    case: str
    loss: float
    """Least cost until recovery."""
    index: float
    """The loss over the largest loss of all cases, 0..1."""
    recovery: float
    """TTR, in the chain's unit of time."""
    survival: float
    """TTS, in the chain's unit of time; infinite if nothing is ever lost."""

    @property
    def gap(self) -> float:
        """TTR - TTS: above 0, demand is missed for that long."""
        return self.recovery - self.survival


def recovery_loss(chain: Chain, down: Collection[str], *, recovery: float) -> RecoveryLoss:
    """Least that is lost while some sites are down until they have recovered.

    Parameters
    ----------
    chain : Chain
        Capacities, makings, demand, unit losses and stocks.
    down : collection of str
        Sites that make nothing; their stocks stay usable.
    recovery : float
        TTR: how long they are down, in the chain's unit of time, at least 0.

    Returns
    -------
    RecoveryLoss
        Cost, units lost, units made.

    Raises
    ------
    AnalysisError
        VA662: a site is unknown or the time impossible. VA663: no solution was found.

    Notes
    -----
    ::

        min  sum_p f_p l_p
        used_q + (d_q t - l_q) <= s_q + made_q      every product q
        sum of load * units made <= c_i t           every site i
        nothing made at sites that are down;  0 <= l_p <= d_p t

    It is wrong where timing within the period matters (an input that arrives late counts as if
    it were there from the start), where stock is lost with its site (give it as 0), where
    recovery is gradual or capacity is not given back at once, and where unit losses are not
    constant. The best reallocation is assumed: what is lost is a lower bound.

    Examples
    --------
    >>> from valuechain.indicators.chain import every_site_makes
    >>> two = Chain({"s1": 30.0, "s2": 45.0}, every_site_makes(["s1", "s2"], ["p"]),
    ...             demand={"p": 50.0}, unit_loss={"p": 10.0}, stock={"p": 20.0})
    >>> recovery_loss(two, ["s2"], recovery=2).loss
    200.0
    >>> time_to_survive(two, ["s2"])
    1.0
    """
    at_least_0("time to recover", recovery)
    made = programme(chain, down)
    n_sold, n_made = len(made.sold), len(chain.makings)
    lost = np.zeros((len(made.drain), n_sold))
    lost[[made.products.index(name) for name in made.sold], np.arange(n_sold)] = -1.0
    # Units are counted per so many units of time, so that a long recovery has small numbers too.
    span = 2.0 ** math.frexp(recovery)[1]
    rows, room = np.hstack([made.uses, lost]), made.stock / span - recovery / span * made.drain
    prices = np.array([chain.unit_loss[name] for name in made.sold], dtype=np.float64)
    dearest = prices.max(initial=0.0) or 1.0
    asked = np.array([chain.demand[name] for name in made.sold]) / made.scale * (recovery / span)
    costs = np.concatenate([np.zeros(n_made), prices / dearest])
    found = solve(costs, rows, room=room, most=np.concatenate([made.most_made, asked]))[n_made:]
    # Of all ways to lose just this, the one that makes least: what is made has one answer.
    least = np.concatenate([np.ones(n_made), np.zeros(n_sold)])
    units = solve(least, rows, room=room, most=np.concatenate([made.most_made, found]))[:n_made]
    unit = made.scale * span
    totals = dict.fromkeys((one.product for one in chain.makings), 0.0)
    for one, number in zip(chain.makings, units, strict=True):
        totals[one.product] += float(number) * unit
    return RecoveryLoss(
        loss=float(prices @ found) * unit,
        lost_units={n: float(u) * unit for n, u in zip(made.sold, found, strict=True)},
        made_units=totals,
    )


def time_to_survive(chain: Chain, down: Collection[str], *, cap: float = math.inf) -> float:
    """Longest time that all demand can be met while some sites are down.

    Parameters
    ----------
    chain : Chain
        Capacities, makings, demand and stocks; unit losses play no part.
    down : collection of str
        Sites that make nothing; their stocks stay usable.
    cap : float
        Longest time that is of interest: that long or longer is given as just that.

    Returns
    -------
    float
        TTS in the chain's unit of time; infinite (or the cap) if what is left suffices for good.

    Raises
    ------
    AnalysisError
        VA662: a site is unknown or the cap impossible. VA663: no solution was found.

    Notes
    -----
    The largest t for which :func:`recovery_loss` is 0, by the same programme with l = 0 and t
    free. It is infinite if and only if demand can be met from capacity alone, which is asked
    first. It is wrong where that is; it is an upper bound.
    """
    at_least_0("cap", cap, infinite=True)
    made = programme(chain, down)
    rows = np.hstack([made.uses, made.drain[:, None]])
    costs = np.concatenate([np.zeros(len(chain.makings)), [-1.0]])
    once = np.concatenate([made.most_made, [1.0]])
    # Without stocks the programme scales, so the longest of at most 1 is 0 or 1.
    if solve(costs, rows, room=np.zeros(len(made.drain)), most=once)[-1] > 0.5:
        return cap
    longest = np.concatenate([made.most_made, [np.inf]])
    return min(cap, float(solve(costs, rows, room=made.stock, most=longest)[-1]))


def risk_exposure_index(
    chain: Chain,
    cases: Mapping[str, Collection[str]] | None = None,
    *,
    recovery: float | Mapping[str, float],
) -> list[RiskExposure]:
    """Cost of every disruption until recovery, relative to the worst of them.

    Parameters
    ----------
    chain : Chain
        The chain.
    cases : mapping of str to collection of str, optional
        By name, the sites that are down; each site alone if left out.
    recovery : float or mapping of str to float
        TTR, for all cases or by case, in the chain's unit of time.

    Returns
    -------
    list of RiskExposure
        In the order of the cases; every index is 0 if nothing is lost in any.

    Raises
    ------
    AnalysisError
        VA662: a case has no time to recover, or as in :func:`recovery_loss`. VA663: likewise.

    Notes
    -----
    Exposure, not likelihood: nothing says how probable a case is. The index depends on which
    cases it is compared with.
    """
    asked = {site: (site,) for site in chain.capacity} if cases is None else dict(cases)
    times = recovery if isinstance(recovery, Mapping) else dict.fromkeys(asked, recovery)
    without = [name for name in asked if name not in times]
    if without:
        raise refuse(f"case {without[0]!r} has no time to recover", "Give one for each.")
    losses = {
        name: recovery_loss(chain, down, recovery=times[name]).loss for name, down in asked.items()
    }
    worst = max(losses.values(), default=0.0) or 1.0
    return [
        RiskExposure(name, losses[name], losses[name] / worst, times[name], survival)
        for name, survival in ((n, time_to_survive(chain, down)) for n, down in asked.items())
    ]


def time_to_survive_weeks(levels: Floats, theta: float, *, weeks_axis: int = -1) -> Floats:
    """Whole weeks that a level holds out before it falls below a threshold.

    Parameters
    ----------
    levels : ndarray, 0..1
        Level in week 1, 2, ... along one axis, of whatever stands on the others.
    theta : float
        Level below which a use no longer works, 0..1.
    weeks_axis : int
        The axis of the weeks.

    Returns
    -------
    ndarray
        First week below theta, minus 1, without the axis of the weeks; infinite where no week of
        the horizon is below it.

    Raises
    ------
    ConvergenceError
        VA604: a level or theta is not a number.

    Notes
    -----
    A level is that of a whole week, so a part of a week that would still have held is not
    counted: a stock of 2.5 weeks gives 2. Infinite means: not within these weeks.

    Examples
    --------
    >>> time_to_survive_weeks(np.array([[1.0, 1.0, 0.4], [1.0, 0.9, 0.8]]), 0.5).tolist()
    [2.0, inf]
    """
    if np.isnan(levels).any() or np.isnan(theta):
        raise ConvergenceError("a level is not a number")
    below: NDArray[np.bool_] = is_below(np.moveaxis(np.asarray(levels), weeks_axis, -1), theta)
    first = np.argmax(below, axis=-1) if below.shape[-1] else np.zeros(below.shape[:-1])
    return np.where(below.any(axis=-1), first.astype(np.float64), np.inf)


def time_to_recover_weeks(levels: Floats, theta: float, *, weeks_axis: int = -1) -> Floats:
    """Weeks until a level is back at a threshold for as long as it is followed.

    Parameters
    ----------
    levels : ndarray, 0..1
        Level in week 1, 2, ... along one axis, of whatever stands on the others.
    theta : float
        Level below which a use no longer works, 0..1.
    weeks_axis : int
        The axis of the weeks.

    Returns
    -------
    ndarray
        Last week below theta, without the axis of the weeks: 0 where no week is below it, infinite
        where the last week is.

    Raises
    ------
    ConvergenceError
        VA604: a level or theta is not a number.

    Notes
    -----
    Infinite means: not back within these weeks. A fall after them is not seen.

    Examples
    --------
    >>> time_to_recover_weeks(np.array([[1.0, 0.4, 0.8], [1.0, 1.0, 0.2], [1.0, 1.0, 1.0]]),
    ...                       0.5).tolist()
    [2.0, inf, 0.0]
    """
    if np.isnan(levels).any() or np.isnan(theta):
        raise ConvergenceError("a level is not a number")
    below: NDArray[np.bool_] = is_below(np.moveaxis(np.asarray(levels), weeks_axis, -1), theta)
    if not below.shape[-1]:
        return np.zeros(below.shape[:-1])
    last = below.shape[-1] - np.argmax(below[..., ::-1], axis=-1).astype(np.float64)
    found = np.where(below.any(axis=-1), last, 0.0)
    return np.where(below[..., -1], np.inf, found)
