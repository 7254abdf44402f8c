"""A scenario followed week by week in plain loops: slow, and meant to be obviously right.

Method section 4 in full: shocks that come and go, spare capacity that steps in after its lag,
stocks and installed bases that refill, and named rules of allocation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from valuechain.kernels.arrays import Columns, ConvergenceError, Effects, Floats, Shocks
from valuechain.kernels.course import Course
from valuechain.kernels.reference import CAPITAL, SERVICE, _level
from valuechain.vocab.tolerances import STEP, TRACE

_MOST_ITERATIONS = 200_000


@dataclass(slots=True)
class _Week:
    """What holds in one week of one course, and what has become of stocks and machines."""

    shocks: Shocks
    b: int
    stock: Floats
    base: Floats
    elapsed: float
    number: int
    free: Floats


def _row(shocks: Shocks, b: int, customer: int, kind: int) -> int:
    """Row of ``opening`` for what a customer buys as one kind."""
    its_class = shocks.customer_class[customer, b]
    return int(its_class if shocks.class_rows is None else shocks.class_rows[its_class, kind])


def _reserved_part(columns: Columns, course: Course) -> Floats:
    """W: demand weight of the reserved customers, by product."""
    part = np.zeros(len(columns.product_spare))
    if course.reserved is None:
        return part
    for slot, customer in enumerate(columns.slot_customer):
        for a in range(columns.alternative_start[slot], columns.alternative_start[slot + 1]):
            if course.reserved[customer]:
                part[columns.alternative_product[a]] += columns.alternative_demand[a]
    return np.minimum(part, 1.0)


def _fill(
    columns: Columns, course: Course, week: _Week, part: Floats, a: int, customer: int, h: Floats
) -> float:
    """What arrives of one alternative by its links and by the rule of allocation."""
    row = _row(week.shocks, week.b, customer, columns.alternative_kind[a])
    lack = made_lack = 0.0
    for link in range(columns.link_start[a], columns.link_start[a + 1]):
        supplier, share = columns.link_supplier[link], columns.link_share[link]
        lack += share * (1.0 - week.shocks.opening[row, supplier, week.b] * h[supplier])
        made_lack += share * (1.0 - h[supplier])
    contract = 1.0 - lack
    if course.allocation == "contractual" or columns.alternative_sourced[a]:
        return contract
    reserved = course.reserved is not None and bool(course.reserved[customer])
    part_of = float(part[columns.alternative_product[a]])
    return allocate(course.allocation, lack, made_lack=made_lack, part=part_of, reserved=reserved)


def allocate(rule: str, lack: float, *, made_lack: float, part: float, reserved: bool) -> float:
    """What one customer gets of a market, by a named rule.

    Parameters
    ----------
    rule : str
        ``reallocate``, ``home-first`` or ``home-last``.
    lack : float
        What its own contracts do not bring: 1 - sum of share * r * h.
    made_lack : float
        What the market does not make: 1 - sum of share * h.
    part : float
        W, the part of the demand that the reserved customers stand for together.
    reserved : bool
        Whether it is one of them.

    Returns
    -------
    float
        0..1. W * reserved + (1 - W) * others is at most what is made; what some may not receive
        is not passed on to the others, so a larger shock never helps anyone. Who stands for less
        than :data:`TRACE` of the demand has no turn to wait for and gets its part of what is made.
    """
    brings = max(0.0, 1.0 - lack)
    own = part if reserved else 1.0 - part
    gathered = 1.0 if brings >= own else brings / own
    if rule == "reallocate":
        return min(1.0 - made_lack, gathered) if reserved else 1.0 - lack
    if reserved == (rule == "home-first"):
        return gathered
    return min(gathered, max(0.0, 1.0 - made_lack / (1.0 if own < TRACE else own)))


def _arrivals(
    columns: Columns, course: Course, week: _Week, part: Floats, h: Floats
) -> tuple[Floats, Floats]:
    """What arrives of every alternative, and what is left to refill it, at some levels."""
    fill = np.ones(len(columns.alternative_kind))
    refill = np.zeros(len(fill))
    for slot, customer in enumerate(columns.slot_customer):
        for a in range(columns.alternative_start[slot], columns.alternative_start[slot + 1]):
            fill[a] = _fill(columns, course, week, part, a, int(customer), h)
    if not course.substitution[week.b]:
        return fill, refill
    need = _needs(columns, course, week, fill, h)
    arrive = fill.copy()
    for slot, customer in enumerate(columns.slot_customer):
        for a in range(columns.alternative_start[slot], columns.alternative_start[slot + 1]):
            product = columns.alternative_product[a]
            row = _row(week.shocks, week.b, int(customer), columns.alternative_kind[a])
            pool = 0.0
            for n in np.flatnonzero(np.asarray(columns.producer_product) == product):
                opening = week.free[row, n, week.b]
                pool += opening * columns.product_spare[product] * columns.producer_share[n] * h[n]
            missing = max(0.0, 1.0 - fill[a])
            ready = bool(columns.slot_substitution_known[slot]) and (
                week.elapsed > columns.slot_substitution[slot]
            )
            if ready:
                ratio = 1.0 if pool >= need[product] else pool / need[product]
                arrive[a] = 1.0 - missing * (1.0 - ratio)
            left = max(0.0, pool - need[product])
            if not ready:
                # Who has no other supplier yet can only get more from the ones it has.
                spare = columns.product_spare[product] * (1.0 - missing)
                left = min(left, max(0.0, spare - missing))
            refill[a] = left
    return arrive, refill


def _needs(columns: Columns, course: Course, week: _Week, fill: Floats, h: Floats) -> Floats:
    """What all customers of every product miss together, final demand included.

    Who wants more misses it of what he wants: ``times`` as much, of which he receives what the
    market brings to everyone alike, one part in ``short`` of what is asked.
    """
    count, b = len(columns.product_spare), week.b
    wanted = course.wanted(week.number, count)
    need, known, unmade = np.zeros(count), np.zeros(count), np.zeros(count)
    for slot, customer in enumerate(columns.slot_customer):
        for a in range(columns.alternative_start[slot], columns.alternative_start[slot + 1]):
            product, demand = columns.alternative_product[a], columns.alternative_demand[a]
            row = _row(week.shocks, b, int(customer), columns.alternative_kind[a])
            times = wanted.times[row, product, b]
            missing = max(0.0, 1.0 - fill[a])
            if times > 1:
                missing = times * (1.0 - (1.0 - missing) / wanted.short[row, product, b])
            need[product] += demand * missing
            known[product] += demand
    for n, product in enumerate(columns.producer_product):
        if product >= 0 and columns.producer_share[n] > 0:
            unmade[product] += columns.producer_share[n] * (1.0 - h[n])
    for product in range(count):
        missing, market = unmade[product], wanted.market[product, b]
        if market > 1:
            missing = wanted.final[product, b] * (1.0 - (1.0 - missing) / market)
        need[product] += max(0.0, 1.0 - known[product]) * missing
    return need


def _settle(
    columns: Columns,
    course: Course,
    effects: Effects,
    week: _Week,
    part: Floats,
    most_iterations: int,
) -> tuple[Floats, Floats, Floats]:
    """Largest fixed point from 1 of one week: levels, arrivals and refills."""
    h = np.ones(columns.n_producers)
    for _ in range(most_iterations):
        arrive, refill = _arrivals(columns, course, week, part, h)
        largest = 0.0
        usable = np.where(
            np.asarray(columns.alternative_kind) == CAPITAL,
            week.base,
            np.minimum(1.0, arrive + week.stock),
        )
        for customer in range(columns.n_producers):
            capacity = float(week.shocks.capacity[customer, week.b])
            level = max(0.0, _level(columns, effects, customer, usable, capacity, week.elapsed))
            largest = max(largest, h[customer] - level)
            h[customer] = level
        if largest <= STEP:
            return h, arrive, refill
    raise ConvergenceError(f"no fixed point after {most_iterations} iterations")


def unfold(
    columns: Columns,
    course: Course,
    *,
    effects: Effects,
    watch: Sequence[int],
    most_iterations: int = _MOST_ITERATIONS,
) -> Floats:
    """Level of the watched producers week by week, shape (watched, weeks, batch).

    Parameters
    ----------
    columns : Columns
        The stack.
    course : Course
        What happens.
    effects : Effects
        Effects of important and minor inputs.
    watch : sequence of int
        Rows of the producer table.
    most_iterations : int
        Sweeps after which a week counts as not settled.

    Returns
    -------
    ndarray
        Levels, 0..1; week t stands at index t - 1.

    Raises
    ------
    ConvergenceError
        A week did not settle, or a figure is not a number.
    """
    course.refuse_nan()
    levels = np.empty((len(watch), course.n_weeks, course.size))
    part = _reserved_part(columns, course)
    kinds = np.asarray(columns.alternative_kind)
    buffer = np.asarray(columns.alternative_buffer)
    for b in range(course.size):
        held = buffer * bool(course.buffers[b])
        if course.extra_buffers is not None:
            held += course.extra_buffers[:, b]
        if not course.grace[b]:
            held[kinds == SERVICE] = 0.0
        stock = held.copy()
        base = np.ones(len(stock))
        for number in range(1, course.n_weeks + 1):
            for more in _piled(columns, course, b, number):
                held, stock = held + more, stock + more
            elapsed = number - float(course.start[b])
            week = _Week(course.at(number), b, stock, base, elapsed, number, course.free(number))
            h, arrive, refill = _settle(columns, course, effects, week, part, most_iterations)
            levels[:, number - 1, b] = h[list(watch)]
            wear = course.wear(number)
            for slot, customer in enumerate(columns.slot_customer):
                for a in range(
                    columns.alternative_start[slot], columns.alternative_start[slot + 1]
                ):
                    if kinds[a] == CAPITAL:
                        row = _row(week.shocks, b, int(customer), CAPITAL)
                        worn = _worn(columns, a, [(r, part[row, :, b]) for r, part in wear])
                        lifetime = columns.alternative_lifetime[a]
                        topped = min(1.0, arrive[a] + stock[a])
                        kept = base[a] * (1.0 - 1.0 / lifetime - worn)
                        most = 1.0 - (1.0 - topped) / lifetime
                        base[a] = min(most, kept + (topped + refill[a]) / lifetime)
                        base[a] = min(max(base[a], 0.0), 1.0)
                    more = min(refill[a], held[a] - stock[a])
                    stock[a] = min(max(stock[a] + arrive[a] + more - 1.0, 0.0), held[a])
    return levels


def _piled(columns: Columns, course: Course, b: int, number: int) -> list[Floats]:
    """What customers come to hold on top at the start of a week, pile by pile."""
    found = []
    for pile in course.piles:
        if (pile.column, pile.week) != (b, number):
            continue
        more = np.zeros(len(columns.alternative_kind))
        for slot, customer in enumerate(columns.slot_customer):
            for a in range(columns.alternative_start[slot], columns.alternative_start[slot + 1]):
                goods = columns.alternative_kind[a] != SERVICE
                mine = course.customer_class[customer, b] in pile.classes
                if goods and mine and columns.alternative_product[a] in pile.products:
                    more[a] = pile.weeks
        found.append(more)
    return found


def _worn(columns: Columns, a: int, wear: Sequence[tuple[float, Floats]]) -> float:
    """What an installed base loses in a week beyond its age, without parts and service.

    In proportion to what is not served; of several shocks the one that takes most counts.
    """
    age = 1.0 / columns.alternative_lifetime[a]
    total = 0.0
    for link in range(columns.link_start[a], columns.link_start[a + 1]):
        supplier = columns.link_supplier[link]
        most = max((part[supplier] * max(0.0, rate - age) for rate, part in wear), default=0.0)
        total += columns.link_share[link] * most
    return float(total)
