"""Which input binds: the slot to which a level owes its loss."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from valuechain.kernels.arrays import Ints
from valuechain.kernels.plan import MINOR, Rows

if TYPE_CHECKING:
    from valuechain.kernels.fast import _Run

UNHURT, ITSELF = -1, -2
"""No slot binds: nothing is lost; or the producer's own capacity is what is lost."""
_SMALL: Final = 1e-12


class Binding:
    """Which slot binds every watched producer, all of them at once."""

    def __init__(self, run: "_Run", watch: Sequence[int]) -> None:
        self.run = run
        plan, columns = run.plan, run.plan.lumped.columns
        self.shape = (len(watch), run.size)
        place = run.position[list(watch)]
        self.watched = np.flatnonzero(place >= 0)
        self.place = place[self.watched]
        row_of = np.broadcast_to(plan.row_of[self.place], (len(self.place), run.size))
        # Slots stand in the order of their rows, so those of some rows stand together.
        rows = np.unique(row_of[row_of < plan.n_rows])
        self.slots = np.flatnonzero(np.isin(plan.slot_row, rows))
        owner = np.searchsorted(rows, plan.slot_row[self.slots])
        self.owner, self.start = owner, np.searchsorted(owner, np.arange(len(rows)))
        self.at: Rows = np.where(row_of < plan.n_rows, np.searchsorted(rows, row_of), len(rows))
        origin = plan.lumped.slot_original[plan.slot_lumped[self.slots]]
        starts = np.asarray(columns.slot_start)
        agent = plan.lumped.representative[plan.row_cell[plan.slot_row[self.slots]]]
        self.offset = origin - starts[agent]
        self.first = starts[np.array(watch, dtype=np.intp)[self.watched]]
        self.minor = (np.asarray(columns.slot_essentiality)[origin] == MINOR)[:, None]

    def now(self) -> Ints:
        """Binding slots in the week that was solved last, shape (watched, batch)."""
        found = np.full(self.shape, UNHURT, dtype=np.int32)
        level = self.run.h[self.place]
        hurt = level < 1.0 - _SMALL
        if not hurt.any():
            return found
        received, offset = self._of_rows()
        columns = np.arange(self.shape[1])
        slot = self.first[:, None] + offset[self.at, columns]
        own = self.run.capacity[self.place] < received[self.at, columns] - _SMALL
        own |= self.at == len(received) - 1
        found[self.watched] = np.where(hurt, np.where(own, ITSELF, slot), UNHURT)
        return found

    def _of_rows(self) -> tuple[np.ndarray, np.ndarray]:
        """What every row receives, and which of its slots binds; last, a row without slots."""
        loss = self.run.effect[self.slots] * (1.0 - self.run.slot_usable[self.slots])
        none = np.zeros((1, self.shape[1]))
        if not len(self.slots):
            return 1.0 - none, none.astype(np.intp)
        weak = np.add.reduceat(np.where(self.minor, loss, 0.0), self.start)
        strong = np.maximum.reduceat(np.where(self.minor, 0.0, loss), self.start)
        scored = np.where(self.minor == (weak > strong)[self.owner], loss, -1.0)
        best = np.maximum.reduceat(scored, self.start)[self.owner]
        place = np.where(scored == best, np.arange(len(loss))[:, None], len(loss))
        chosen = self.offset[np.minimum.reduceat(place, self.start)]
        received = 1.0 - np.maximum(weak, strong)
        return np.vstack([received, 1.0 - none]), np.vstack([chosen, none.astype(np.intp)])
