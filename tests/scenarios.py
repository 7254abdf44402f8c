"""Small scenarios from short literals, and what a course comes to."""

from typing import Any

import numpy as np

from tests.build import Lab
from valuechain.kernels.arrays import Floats, Shocks
from valuechain.kernels.course import Course
from valuechain.schema.scenario import Scenario
from valuechain.shocks.courses import CourseColumn, build


def scenario(*shocks: dict[str, Any], horizon: int = 12, **more: Any) -> Scenario:
    """A scenario with these shocks."""
    return Scenario.model_validate(
        {
            "schema": "valuechain/1",
            "id": "trial",
            "title": {"en": "Trial"},
            "because": {"en": "To see."},
            "model": {"id": "small"},
            "horizon": f"{horizon} weeks",
            "shocks": list(shocks),
            **more,
        }
    )


def shock(kind: str, **fields: Any) -> dict[str, Any]:
    """One shock; ``of`` for ``from`` and ``spares`` for ``except``."""
    named = {"of": "from", "spares": "except"}
    return {"kind": kind, **{named.get(key, key): one for key, one in fields.items()}}


def course_of(made: Lab, *cases: CourseColumn | Scenario, **more: Any) -> Course:
    """The course of some cases, or of scenarios as they are stated."""
    columns = [one if isinstance(one, CourseColumn) else CourseColumn(one) for one in cases]
    return build(made.stack, made.removals.perspective, model=made.model, cases=columns, **more)


def left(shocks: Shocks, column: int = 0) -> tuple[Floats, Floats]:
    """Own capacity, and opening by customer, kind of slot and supplier."""
    its_class = shocks.customer_class[:, column].astype(int)
    count = 1 + int(shocks.customer_class.max())
    rows = shocks.class_rows
    if rows is None:
        rows = np.repeat(np.arange(count)[:, None], 3, axis=1)
    return shocks.capacity[:, column], shocks.opening[rows[its_class], :, column]


def opening(made: Lab, course: Course, week: int, *, of: str, to: str, column: int = 0) -> Floats:
    """What still reaches a customer from a supplier as consumable, capital and service."""
    at = made.stack.position
    return left(course.at(week), column)[1][at(to), :, at(of)]


def follow(made: Lab, course: Course, *, of: str, to: str, column: int = 0) -> list[float]:
    """The same for consumables, week by week."""
    weeks = range(1, course.n_weeks + 1)
    return [float(opening(made, course, t, of=of, to=to, column=column)[0]) for t in weeks]
