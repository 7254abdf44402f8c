"""Which input binds: the slot to which a level owes its loss."""

from collections.abc import Sequence

import numpy as np

from valuechain.kernels.arrays import Floats, Ints
from valuechain.kernels.blocks import as_slice, gathers
from valuechain.kernels.plan import MINOR, Rows
from valuechain.kernels.response import Response
from valuechain.vocab.tolerances import CONVERGED

UNHURT, ITSELF = -1, -2
"""No slot binds: nothing is lost; or the producer's own capacity is what is lost."""


class BindingSlots:
    """Which slot binds every watched producer, all of them at once."""

    def __init__(self, run: Response, watch: Sequence[int]) -> None:
        self.run = run
        plan, columns = run.plan, run.plan.lumped.columns
        self.shape = (len(watch), run.size)
        place = run.position[list(watch)]
        self.watched = np.flatnonzero(place >= 0)
        self.place = place[self.watched]
        row_of = np.broadcast_to(plan.row_of[self.place], (len(self.place), run.size))
        rows = np.unique(row_of[row_of < plan.n_rows])
        slots = np.flatnonzero(np.isin(plan.slot_row, rows))
        self.n_rows = len(rows)
        self.at: Rows = np.where(row_of < plan.n_rows, np.searchsorted(rows, row_of), len(rows))
        origin = plan.lumped.slot_original[plan.slot_lumped[slots]]
        starts = np.asarray(columns.slot_start)
        agent = plan.lumped.representative[plan.row_cell[plan.slot_row[slots]]]
        self.offset = origin - starts[agent]
        self.first = starts[np.array(watch, dtype=np.intp)[self.watched]]
        self.minor = (np.asarray(columns.slot_essentiality)[origin] == MINOR)[:, None]
        self.slots = as_slice(slots)
        self.several = gathers(
            np.searchsorted(rows, plan.slot_row[slots]), np.arange(len(slots), dtype=np.intp)
        )

    def now(self) -> Ints:
        """Binding slots in the week that was solved last, shape (watched, batch)."""
        found = np.full(self.shape, UNHURT, dtype=np.int32)
        level = self.run.h[self.place]
        hurt = level < 1.0 - CONVERGED
        if not hurt.any():
            return found
        received, offset = self._of_rows()
        columns = np.arange(self.shape[1])
        slot = self.first[:, None] + offset[self.at, columns]
        own = self.run.capacity[self.place] < received[self.at, columns] - CONVERGED
        own |= self.at == self.n_rows
        found[self.watched] = np.where(hurt, np.where(own, ITSELF, slot), UNHURT)
        return found

    def _of_rows(self) -> tuple[Floats, Rows]:
        """What every row receives, and which of its slots binds; last, a row without slots."""
        loss = self.run.effect[self.slots] * (1.0 - self.run.slot_usable[self.slots])
        received = np.ones((self.n_rows + 1, self.shape[1]))
        binds = np.zeros(received.shape, dtype=np.intp)
        for some in self.several:
            here = some.of(loss)
            deepest = here.max(axis=1)
            minor = some.of(self.minor)
            if minor.any():
                weak = np.where(minor, here, 0.0).sum(axis=1)
                strong = np.where(minor, 0.0, here).max(axis=1)
                here = np.where(minor == (weak > strong)[:, None], here, -1.0)
                deepest = np.maximum(weak, strong)
            received[some.owners] = 1.0 - deepest
            best = here.argmax(axis=1)
            binds[some.owners] = self.offset[np.take_along_axis(some.members, best, axis=1)]
        return received, binds
