"""Scenarios followed week by week in whole arrays; `reference_course` is the plain form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from valuechain.kernels.arrays import Effects, Floats, Ints
from valuechain.kernels.binding_slot import BindingSlots
from valuechain.kernels.blocks import AlternativeGroup, as_slice
from valuechain.kernels.course import Course
from valuechain.kernels.fast import Engine, Trace
from valuechain.kernels.lump import depths, reach, upstream_of
from valuechain.kernels.markets import Balance, Demand, Markets, allocated, make_markets
from valuechain.kernels.plan import CAPITAL, Plan, Rows, make_plan
from valuechain.kernels.response import SERVICE
from valuechain.kernels.run import Run, clocks


@dataclass(frozen=True, slots=True)
class Paths:
    """Levels of the watched producers week by week, and what binds them.

    ``level`` and ``binding_slot`` have shape (watched, weeks, batch). A binding slot is a row of
    the stack's slot table, or one of :data:`binding.UNHURT` and :data:`binding.ITSELF`.
    """

    level: Floats
    binding_slot: Ints


class CourseEngine:
    """Follows events that come and go, week by week, and others who step in for what is missing.

    Parameters
    ----------
    engine : Engine
        The stack, made ready for lasting shocks.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._patterns: dict[bool, sparse.csr_array] = {}
        self._orders: dict[bool, tuple[Ints, Ints]] = {}
        self._upstream: dict[tuple[bool, tuple[int, ...]], NDArray[np.bool_]] = {}

    def unfold(self, course: Course, effects: Effects, *, watch: Sequence[int]) -> Paths:
        """Follow a batch of courses week by week, and say what binds in each.

        Raises
        ------
        ConvergenceError
            A week did not settle, or a figure is not a number.
        """
        found: Paths | None = None
        binding: BindingSlots | None = None
        for moment in self.follow(course, effects, watch=watch):
            if found is None or binding is None:
                shape = (len(watch), course.n_weeks, course.size)
                found = Paths(np.empty(shape), np.empty(shape, dtype=np.int32))
                binding = BindingSlots(moment.run, watch)
            found.level[:, moment.week - 1] = moment.level
            found.binding_slot[:, moment.week - 1] = binding.now()
        if found is None:
            raise ValueError("a course has at least one week")
        return found

    def follow(
        self, course: Course, effects: Effects, *, watch: Sequence[int]
    ) -> "Iterator[CourseWeek]":
        """Follow a batch of courses week by week, for as long as the caller goes on.

        Yields
        ------
        CourseWeek
            Each week as it stands, to be looked at before the next one is asked.

        Raises
        ------
        ConvergenceError
            A week did not settle, or a figure is not a number.
        """
        course = _split(course)
        run = _CourseRun(self._plan(course, watch), effects, course)
        for week in range(1, course.n_weeks + 1):
            run.follow(week)
            yield CourseWeek(run, week, watch)
            run.advance()

    def trace(self, course: Course, effects: Effects, *, week: int) -> Trace:
        """Compute a batch of courses up to one week, from 1, to follow its losses back.

        Raises
        ------
        ConvergenceError
            A week did not settle, or a figure is not a number.
        """
        course = _split(course)
        run = _CourseRun(self._plan(course, None), effects, course)
        for past in range(1, week):
            run.follow(past)
            run.advance()
        run.follow(week)
        return run.state(week)

    def _plan(self, course: Course, watch: Sequence[int] | None) -> Plan:
        lumped, pooled = self.engine.lumped, bool(course.substitution.any())
        if pooled not in self._patterns:
            self._patterns[pooled] = reach(lumped, pooled=pooled)
        pattern = self._patterns[pooled]
        if pooled not in self._orders:
            kinds = np.asarray(self.engine.columns.alternative_kind)[lumped.alternative_original]
            weekly = np.flatnonzero(kinds != CAPITAL).astype(np.int32)
            self._orders[pooled] = depths(lumped, weekly, pattern=pattern)
        upstream = None
        if watch is not None:
            key = pooled, tuple(watch)
            if key not in self._upstream:
                rows = np.array(watch, dtype=np.int32)
                self._upstream[key] = upstream_of(lumped, rows, pattern=pattern)
            upstream = self._upstream[key]
        return make_plan(
            lumped,
            course.deepest(),
            order=self._orders[pooled],
            in_the_limit=False,
            pattern=pattern,
            upstream=upstream,
        )


def _split(course: Course) -> Course:
    """Customers whom an allocation reserves for are classes of their own: the odd ones."""
    if course.allocation == "contractual" or course.reserved is None:
        return course
    both = [replace(p, classes=np.append(2 * p.classes, 2 * p.classes + 1)) for p in course.piles]
    return replace(
        course,
        piles=tuple(both),
        customer_class=(2 * course.customer_class + course.reserved[:, None]).astype(np.int16),
        class_rows=np.repeat(course.class_rows, 2, axis=0),
    )


class _CourseRun(Run):
    """A batch of courses under way."""

    def __init__(self, plan: Plan, effects: Effects, course: Course) -> None:
        super().__init__(plan, effects)
        course.refuse_nan()
        self.course = course
        columns = plan.lumped.columns
        option = plan.lumped.alternative_original[plan.alternative_lumped]
        slot = plan.lumped.slot_original[plan.slot_lumped]
        kind = np.asarray(columns.alternative_kind)[option]
        self.buffer = self.buffer * course.buffers
        if course.extra_buffers is not None:
            self.buffer = self.buffer + course.extra_buffers[option]
        service = np.flatnonzero(kind == SERVICE)
        self.buffer[np.ix_(service, np.flatnonzero(~course.grace))] = 0.0
        self.stock = self.buffer.copy()
        self.product = np.asarray(columns.alternative_product)[option]
        self.stated = np.asarray(columns.alternative_sourced)[option].astype(bool)
        self.opening_row = plan.option_opening
        self.goods = kind != SERVICE
        self.holder = plan.row_class[plan.slot_row[plan.alternative_slot]]
        self.lag = np.where(columns.slot_substitution_known, columns.slot_substitution, np.inf)[
            slot
        ][plan.alternative_slot][:, None]
        self.contractual = course.allocation == "contractual"
        self.pooled = bool(course.substitution.any())
        self.concave = self.contractual and not self.pooled
        self.missing = np.zeros_like(self.arrive)
        self.ready = np.zeros(self.arrive.shape, dtype=bool)
        self.reserved = np.zeros(len(option), dtype=bool)
        if not self.contractual and course.reserved is not None:
            self.reserved = self.holder % 2 == 1
        self.clocks = clocks(self.after, self.lag)
        self.start = course.start
        self.week = 0
        self.demand: Demand | None = None
        self.worn: Floats | None = None
        """What installed bases lose beyond their age; anew only when the course changes."""
        self.stalls: dict[int, _Stall] = {}
        if len(option) and (self.pooled or not self.contractual):
            self._set_up(make_markets(plan, course))

    def _set_up(self, markets: Markets) -> None:
        """The market for what each block buys, and for all that is bought."""
        for draws in (*(block.draws for block in self.blocks), self.installed_draws):
            if draws:
                some = np.concatenate([draw.alternatives for draw in draws])
                self.stalls[id(draws)] = self._stall(markets, some)
        self.all = self._stall(markets, np.arange(len(self.product)))

    def _stall(self, markets: Markets, alternatives: Rows) -> "_Stall":
        mine = markets.of(np.unique(self.product[alternatives]))
        product = np.searchsorted(mine.products, self.product[alternatives])
        opening = np.searchsorted(mine.rows, self.opening_row[alternatives])
        return _Stall(
            markets=mine,
            alternatives=alternatives,
            place=as_slice(alternatives),
            product=product,
            market=opening * len(mine.products) + product,
        )

    def begin(self, week: int) -> bool:
        """What holds in a week; whether it differs from the week before."""
        piled = self._piled(week)
        clocked = super().begin(week) or piled
        self.week = week
        if self.fresh.any() or week == 1:
            self.ready = (self.lag < week - self.start) & self.course.substitution
        if not self.course.changes(week):
            return clocked
        self.worn = None
        shocks = self.course.at(week)
        self.capacity = shocks.capacity[self.plan.touched]
        self.opening = shocks.opening[:, self.plan.touched]
        if self.pooled and self.course.surges:
            n_products = len(self.plan.lumped.columns.product_spare)
            free = self.course.free(week)[:, self.plan.touched]
            self.demand = Demand(self.course.wanted(week, n_products), free)
        return True

    def _piled(self, week: int) -> bool:
        """Take in the stock that is there from a week on; whether there is any."""
        more = np.zeros_like(self.stock)
        for pile in self.course.piles:
            if pile.week == week:
                mine = np.isin(self.holder, pile.classes) & np.isin(self.product, pile.products)
                more[mine & self.goods, pile.column] += pile.weeks
        if not more.any():
            return False
        self.buffer, self.stock = self.buffer + more, self.stock + more
        return True

    def arrivals(self, draws: tuple[AlternativeGroup, ...]) -> None:
        """What arrives by contract and allocation, and from others who step in."""
        super().arrivals(draws)
        stall = self.stalls.get(id(draws))
        if stall is None:
            return
        some = stall.place
        ready = self.ready[some]
        stepping_in = ready.any()
        if stepping_in or not self.contractual:
            found = self._balance(stall)
            if not self.contractual:
                self._allocate(stall, found)
        missing = self.missing[some] = np.maximum(0.0, 1.0 - self.arrive[some])
        if stepping_in:
            missing = missing * found.unserved()[stall.market]
            self.arrive[some] = np.where(ready, 1.0 - missing, self.arrive[some])

    def _balance(self, stall: "_Stall") -> Balance:
        return stall.markets.balance(
            self.h, self.opening, rule=self.course.allocation, demand=self.demand
        )

    def _allocate(self, stall: "_Stall", found: Balance) -> None:
        at = np.flatnonzero(~self.stated[stall.alternatives])
        these, product = stall.alternatives[at], stall.product[at]
        self.arrive[these] = allocated(
            self.course.allocation,
            1.0 - self.arrive[these],
            made_lack=found.made_lack[product],
            part=stall.markets.part[product],
            reserved=self.reserved[these][:, None],
        )

    def state(self, week: int) -> Trace:
        """Everything as it stands; the arrays are those of the run, which goes on."""
        self.arrivals(self.installed_draws)
        return Trace(self.plan, week, self.h, self.row_level[:-1], self.slot_usable, self.arrive)

    def advance(self) -> None:
        """Stocks and installed bases at the end of a week: used, worn, refilled."""
        if not self.moved:
            return
        self.arrivals(self.installed_draws)
        refill = self._refills() if self.pooled and self.stalls else np.zeros_like(self.arrive)
        some = self.capital
        base, life = self.base[some], self.lifetime[some]
        topped = np.minimum(1.0, self.arrive[some] + self.stock[some])
        kept = base * (1.0 - 1.0 / life)
        if self.course.wears:
            if self.worn is None:
                self.worn = self._worn()
            kept -= self.worn * base
        # Refilling brings a base at most to where full deliveries would have kept it.
        renewed = np.minimum(1.0 - (1.0 - topped) / life, kept + (topped + refill[some]) / life)
        stock = self.stock + self.arrive
        if self.pooled:
            stock += np.minimum(refill, self.buffer - self.stock)
        stock -= 1.0
        np.maximum(stock, 0.0, out=stock)
        np.minimum(stock, self.buffer, out=stock)
        self.renew(stock, np.clip(renewed, 0.0, 1.0))

    def _refills(self) -> Floats:
        """What is left to refill every alternative once nothing is missing."""
        found = self._balance(self.all)
        left = found.left()[self.all.market]
        if not self.ready.all():
            # Who has no other supplier yet can only get more from the ones it has.
            spare = self.all.markets.spare[self.all.product]
            own = spare * (1.0 - self.missing) - self.missing
            left = np.where(self.ready, left, np.minimum(left, np.maximum(0.0, own)))
        left *= self.course.substitution
        return left

    def _worn(self) -> Floats:
        """What installed bases lose beyond their age, without parts and service."""
        wear = self.course.wear(self.week)
        worn = np.zeros_like(self.arrive)
        for draw in self.installed_draws:
            among = self.plan.touched[draw.suppliers]
            unserved = [(rate, part[draw.row, among]) for rate, part in wear]
            unserved = [(rate, part) for rate, part in unserved if part.any()]
            age = 1.0 / self.lifetime[draw.alternatives, 0]
            for one in np.unique(age).tolist() if unserved else ():
                same = age == one
                excess = [part * max(0.0, rate - one) for rate, part in unserved]
                lost = draw.matrix @ np.maximum.reduce(excess)
                worn[draw.alternatives[same]] = lost[draw.supply[same]]
        return worn[self.capital]


@dataclass(frozen=True, slots=True)
class _Stall:
    """Some alternatives that are computed together, and the markets they buy from."""

    markets: Markets
    alternatives: Rows
    place: Rows | slice
    """The alternatives."""
    product: Rows
    """Position of the product of every alternative in the markets."""
    market: Rows
    """Row of a balance that holds for every alternative."""


@dataclass(frozen=True, slots=True)
class CourseWeek:
    """One week of a batch under way, until the next one is asked for."""

    run: _CourseRun
    week: int
    watch: Sequence[int]

    @property
    def level(self) -> Floats:
        """Output of the watched producers in this week, shape (watched, batch)."""
        return self.run.watched(self.watch)

    def trace(self, columns: Sequence[int]) -> Trace:
        """State of some courses in this week, as a copy to keep."""
        return self.run.state(self.week).columns(columns)
