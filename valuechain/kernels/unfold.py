"""A course of events in whole arrays; :mod:`reference_course` says what it must give."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from valuechain.kernels.arrays import Effects, Floats, Ints
from valuechain.kernels.course import Course
from valuechain.kernels.fast import Engine, Trace, _Run
from valuechain.kernels.lump import depths, reach, upstream_of
from valuechain.kernels.markets import Market, allocated, lacks, make_markets
from valuechain.kernels.plan import CAPITAL, MINOR, Draw, Plan, Rows, make_plan

SERVICE = 2
UNHURT, ITSELF = -1, -2
"""No slot binds: nothing is lost; or the producer's own capacity is what is lost."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Levels of the watched producers week by week, and what binds them.

    ``level`` and ``binding_slot`` have shape (watched, weeks, batch). A binding slot is a row of
    the stack's slot table, or :data:`UNHURT` or :data:`ITSELF`.
    """

    level: Floats
    binding_slot: Ints


class CourseEngine:
    """A stack made ready to follow courses of events.

    Parameters
    ----------
    engine : Engine
        The stack, made ready for lasting shocks.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._orders: dict[bool, tuple[Ints, Ints]] = {}

    def unfold(self, course: Course, effects: Effects, *, watch: Sequence[int]) -> Paths:
        """Follow a batch of courses week by week.

        Raises
        ------
        ConvergenceError
            A week did not settle, or a figure is not a number.
        """
        course = _split(course)
        run = _CourseRun(self._plan(course, watch), effects, course)
        shape = (len(watch), course.n_weeks, course.size)
        found = Paths(np.empty(shape), np.empty(shape, dtype=np.int32))
        binding = _Binding(run, watch)
        for week in range(1, course.n_weeks + 1):
            run.begin(week)
            run.solve(week)
            found.level[:, week - 1] = run.watched(watch)
            found.binding_slot[:, week - 1] = binding.slots()
            run.advance()
        return found

    def trace(self, course: Course, effects: Effects, *, week: int) -> Trace:
        """State of everything in one week, from 1.

        Raises
        ------
        ConvergenceError
            A week did not settle, or a figure is not a number.
        """
        course = _split(course)
        run = _CourseRun(self._plan(course, None), effects, course)
        for past in range(1, week):
            run.begin(past)
            run.solve(past)
            run.advance()
        run.begin(week)
        run.solve(week)
        run.arrivals(run.plan.capital)
        return Trace(run.plan, week, run.h, run.row_level[:-1], run.slot_usable, run.arrive)

    def _plan(self, course: Course, watch: Sequence[int] | None) -> Plan:
        lumped, pooled = self.engine.lumped, bool(course.substitution.any())
        pattern = reach(lumped, pooled=pooled)
        if pooled not in self._orders:
            kinds = np.asarray(self.engine.columns.alternative_kind)[lumped.alternative_original]
            weekly = np.flatnonzero(kinds != CAPITAL).astype(np.int32)
            self._orders[pooled] = depths(lumped, weekly, pattern=pattern)
        upstream = None
        if watch is not None:
            upstream = upstream_of(lumped, np.array(watch, dtype=np.int32), pattern=pattern)
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
    return replace(
        course,
        customer_class=(2 * course.customer_class + course.reserved[:, None]).astype(np.int16),
        class_rows=np.repeat(course.class_rows, 2, axis=0),
    )


class _CourseRun(_Run):
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
        service = np.flatnonzero(kind == SERVICE)
        self.buffer[np.ix_(service, np.flatnonzero(~course.grace))] = 0.0
        self.stock = self.buffer.copy()
        self.product = np.asarray(columns.alternative_product)[option]
        self.stated = np.asarray(columns.alternative_sourced)[option].astype(bool)
        row = plan.slot_row[plan.alternative_slot]
        self.opening_row = plan.shocks.rows[plan.row_class[row], kind]
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
            self.reserved = plan.row_class[row] % 2 == 1
        self.markets: dict[int, Market] = {}
        if self.pooled or not self.contractual:
            self.markets = make_markets(plan, course)
        self.start = course.start
        self.week = 0

    def begin(self, week: int) -> None:
        """What holds in a week."""
        shocks = self.course.at(week)
        self.capacity = shocks.capacity[self.plan.touched]
        self.opening = shocks.opening[:, self.plan.touched]
        self.ready = (self.lag < week - self.start) & self.course.substitution
        self.week = week

    def arrivals(self, draws: tuple[Draw, ...]) -> None:
        """What arrives by contract and allocation, and from others who step in."""
        super().arrivals(draws)
        if self.contractual and not self.pooled:
            return
        some = np.concatenate([draw.alternatives for draw in draws] or [np.empty(0, np.intp)])
        for product in np.unique(self.product[some]).tolist():
            mine = some[self.product[some] == product]
            market = self.markets[product]
            if not self.contractual:
                self._allocate(market, mine[~self.stated[mine]])
            self.missing[mine] = np.maximum(0.0, 1.0 - self.arrive[mine])
            if self.pooled and self.ready[mine].any():
                need = self.need(market)
                for row in np.unique(self.opening_row[mine]).tolist():
                    these = mine[self.opening_row[mine] == row]
                    self._substitute(these, self.pool(market, row), need)

    def _substitute(self, these: Rows, pool: Floats, need: Floats) -> None:
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(pool >= need, 1.0, pool / need)
        filled = 1.0 - self.missing[these] * (1.0 - ratio)
        self.arrive[these] = np.where(self.ready[these], filled, self.arrive[these])

    def _made_lack(self, market: Market) -> Floats:
        lack: Floats = (market.share * (1.0 - self.h[market.suppliers])).sum(axis=0)
        return lack

    def _allocate(self, market: Market, mine: Rows) -> None:
        made_lack = self._made_lack(market)
        for reserved in (False, True):
            these = mine[self.reserved[mine] == reserved]
            if len(these):
                self.arrive[these] = allocated(
                    self.course.allocation,
                    1.0 - self.arrive[these],
                    made_lack=made_lack,
                    part=market.part,
                    reserved=reserved,
                )

    def need(self, market: Market) -> Floats:
        """What all customers of a product miss together, shape (batch,)."""
        made_lack = self._made_lack(market)
        total: Floats = market.final * made_lack
        for group in market.groups:
            lack = lacks(
                market,
                self.h,
                opening=self.opening[group.row, market.suppliers],
                matrix=group.matrix,
            )
            if not (self.contractual or group.stated):
                lack = 1.0 - allocated(
                    self.course.allocation,
                    lack,
                    made_lack=made_lack,
                    part=market.part,
                    reserved=group.reserved,
                )
            total = total + (group.demand * np.maximum(0.0, lack)).sum(axis=0)
        return total

    def pool(self, market: Market, row: int) -> Floats:
        """What producers can add for customers of one row of ``opening``, shape (batch,)."""
        reached = self.opening[row, market.suppliers] * self.h[market.suppliers]
        added: Floats = market.spare * (market.untouched + (market.share * reached).sum(axis=0))
        return added

    def advance(self) -> None:
        """Stocks and installed bases at the end of a week: used, worn, refilled."""
        self.arrivals(self.plan.capital)
        refill = self._refills()
        some = self.capital
        base, life = self.base[some], self.lifetime[some]
        topped = np.minimum(1.0, self.arrive[some] + self.stock[some])
        kept = base * (1.0 - 1.0 / life)
        if self.course.wears:
            kept -= self._worn() * base
        # Refilling brings a base at most to where full deliveries would have kept it.
        renewed = np.minimum(1.0 - (1.0 - topped) / life, kept + (topped + refill[some]) / life)
        self.base[some] = np.clip(renewed, 0.0, 1.0)
        more = np.minimum(refill, self.buffer - self.stock)
        self.stock = np.clip(self.stock + self.arrive + more - 1.0, 0.0, self.buffer)

    def _refills(self) -> Floats:
        """What is left to refill every alternative once nothing is missing."""
        left = np.zeros_like(self.arrive)
        if not self.pooled:
            return left
        for product, market in self.markets.items():
            need = self.need(market)
            mine = np.flatnonzero(self.product == product)
            for row in np.unique(self.opening_row[mine]).tolist():
                these = mine[self.opening_row[mine] == row]
                left[these] = np.maximum(0.0, self.pool(market, row) - need)
            # Who has no other supplier yet can only get more from the ones it has.
            own = market.spare * (1.0 - self.missing[mine]) - self.missing[mine]
            limited = np.minimum(left[mine], np.maximum(0.0, own))
            left[mine] = np.where(self.ready[mine], left[mine], limited)
        left *= self.course.substitution
        return left

    def _worn(self) -> Floats:
        """What installed bases lose beyond their age, without parts and service."""
        wear = self.course.wear(self.week)[:, self.plan.touched]
        worn = np.zeros_like(self.arrive)
        for draw in self.plan.capital:
            faster = wear[draw.row, draw.suppliers]
            if not faster.any():
                continue
            age = 1.0 / self.lifetime[draw.alternatives, 0]
            for one in np.unique(age).tolist():
                same = age == one
                lost = draw.matrix @ np.maximum(0.0, faster - one)
                worn[draw.alternatives[same]] = lost[draw.supply[same]]
        return worn[self.capital]


class _Binding:
    """Which slot binds every watched producer."""

    def __init__(self, run: _CourseRun, watch: Sequence[int]) -> None:
        self.run = run
        plan, columns = run.plan, run.plan.lumped.columns
        self.watch = watch
        self.minor = (
            np.asarray(columns.slot_essentiality)[plan.lumped.slot_original[plan.slot_lumped]]
            == MINOR
        )
        starts = np.asarray(columns.slot_start)
        self.slots_of: dict[int, Rows] = {
            row: np.flatnonzero(plan.slot_row == row) for row in range(plan.n_rows)
        }
        origin = plan.lumped.slot_original[plan.slot_lumped]
        first = starts[plan.lumped.representative[plan.row_cell[plan.slot_row]]]
        self.offset = origin - first
        self.first = starts[list(watch)]

    def slots(self) -> Ints:
        """Binding slots in the week that was solved last, shape (watched, batch)."""
        run, plan = self.run, self.run.plan
        found = np.full((len(self.watch), run.size), UNHURT, dtype=np.int32)
        for w, n in enumerate(self.watch):
            place = run.position[n]
            if place < 0:
                continue
            hurt = run.h[place] < 1.0 - 1e-12
            if not hurt.any():
                continue
            rows = np.broadcast_to(plan.row_of[place], (run.size,))
            for row in np.unique(rows[hurt]).tolist():
                held = np.flatnonzero((rows == row) & hurt)
                found[w, held] = self._of_row(w, row, held, run.capacity[place, held])
        return found

    def _of_row(self, w: int, row: int, held: Rows, capacity: Floats) -> Ints:
        slots = self.slots_of.get(row, np.empty(0, np.intp))
        if not len(slots):
            return np.full(len(held), ITSELF, dtype=np.int32)
        loss = self.run.effect[slots] * (1.0 - self.run.slot_usable[np.ix_(slots, held)])
        minor = self.minor[slots]
        weak = loss[minor].sum(axis=0)
        strong = loss[~minor].max(axis=0, initial=0.0)
        scored = np.where(minor[:, None] == (weak > strong), loss, -1.0)
        binds: Ints = (self.first[w] + self.offset[slots][scored.argmax(axis=0)]).astype(np.int32)
        received = 1.0 - np.maximum(weak, strong)
        return np.where(capacity < received - 1e-12, ITSELF, binds).astype(np.int32)
