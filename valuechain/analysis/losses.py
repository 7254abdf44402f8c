"""Losses asked about: a country, its part of one product, a firm, one producer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from valuechain.analysis.question_frame import outside
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.indicators.citations import Tie, tie_of
from valuechain.shocks.catalogue import country_removals, firm_removals, part_removals
from valuechain.shocks.removals import BOUNDS, Cut, Removal
from valuechain.stack.columns import BUYER, REMAINDER, USE
from valuechain.vocab.words import ATTRIBUTES, MODES, Attribute, Mode

RemovalSort = Literal["countries", "firms", "producers", "parts"]
BYS: Final[tuple[RemovalSort, ...]] = get_args(RemovalSort)
_NAMES: Final[dict[str, str]] = {
    "countries": "the code of a country",
    "firms": "the id of a firm",
    "producers": "the id of a producer",
    "parts": "the code of a country",
}
"""What is named in each sort of loss."""


@dataclass(frozen=True, slots=True)
class RemovalCuts:
    """Something that is gone for good, with its cuts at the three bounds, low to high."""

    removed: str
    kind: str
    """``country``, ``firm`` or ``producer``."""
    attribute: Attribute
    mode: Mode
    product: str
    """Product to which it is limited; empty for all."""
    cuts: tuple[Cut, Cut, Cut]

    @property
    def tie(self) -> Tie:
        """Why suppliers belong to what is gone: where they make, are led, or are owned."""
        return tie_of(self.attribute) if self.kind == "country" else ""


def asked_losses(
    bench: Workbench,
    *,
    by: Iterable[str],
    attributes: Sequence[Attribute],
    modes: Sequence[Mode],
    removed: Iterable[str] = (),
) -> list[RemovalCuts]:
    """List the losses of the sorts asked about, each once.

    Raises
    ------
    AnalysisError
        VA603: one inside home and trusted is to refuse us; VA643: refusals of countries are asked
        and nobody is outside, or there is nobody to lose; VA700: an unknown sort, attribute or
        mode; VA701: nothing of that name is among them.
    """
    sorts = tuple(by)
    _refuse("sort of loss", sorts, BYS)
    _refuse("attribute", attributes, ATTRIBUTES)
    _refuse("mode", modes, MODES)
    if tuple(modes) == ("withheld",) and {"countries", "parts"} & set(sorts):
        outside(bench)
    found: list[RemovalCuts] = []
    for sort in dict.fromkeys(sorts):
        every = _producers(bench, modes) if sort == "producers" else _removals(bench, sort)
        found += [
            one
            for one in every
            if one.mode in modes and (one.kind != "country" or one.attribute in attributes)
        ]
    if not found:
        raise AnalysisError(
            "VA643",
            "there is no such loss: no supplier that is listed has a country or a firm to lose.",
            "Ask for another sort of loss, or list suppliers.",
        )
    names = tuple(removed)
    known = {one.removed for one in found}
    for name in names:
        if name not in known:
            if name in bench.perspective.circle and tuple(modes) == ("withheld",):
                raise AnalysisError(
                    "VA603",
                    f"{name} lies inside home and trusted: it cannot withhold from us.",
                    "Ask for mode lost, or choose another home or trusted circle.",
                )
            raise AnalysisError(
                "VA701",
                f"{name!r} is none of the losses asked about.",
                nearest(name, known) or _name_one(sorts),
            )
    return [one for one in found if not names or one.removed in names]


def _name_one(sorts: Sequence[str]) -> str:
    """Say which names can be asked, given the sorts of loss."""
    wanted = " or ".join(dict.fromkeys(_NAMES[sort] for sort in sorts))
    return f"Asked by {', '.join(sorts)}, name {wanted}; or ask by another sort of loss."


def _refuse(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    wrong = [one for one in given if one not in known]
    if wrong or not given:
        raise AnalysisError(
            "VA700",
            f"{wrong[0]!r} is no {what}." if wrong else f"no {what} is asked.",
            f"Use one of {', '.join(known)}.",
        )


def _removals(bench: Workbench, sort: str) -> list[RemovalCuts]:
    builder = bench.removals
    removals: list[Removal] = {
        "countries": lambda: country_removals(builder),
        "firms": lambda: [one for one in firm_removals(builder) if one.kind == "firm"],
        "parts": lambda: part_removals(builder, bench.stack.product_ids),
    }[sort]()
    return [
        RemovalCuts(
            one.removed,
            one.kind,
            one.attribute,
            one.mode,
            one.product or "",
            (builder.cut(one, BOUNDS[0]), builder.cut(one, BOUNDS[1]), builder.cut(one, BOUNDS[2])),
        )
        for one in removals
    ]


def _producers(bench: Workbench, modes: Sequence[Mode]) -> list[RemovalCuts]:
    """Each listed producer: named, so equal at all bounds; it serves itself if it refuses."""
    stack = bench.stack
    listed = ~np.isin(stack.producer_kind, (USE, BUYER, REMAINDER))
    reached = np.flatnonzero(bench.removals.reached)
    found = []
    for row in np.flatnonzero(listed).tolist():
        gone = ((row, 0.0),)
        customers = tuple(int(n) for n in reached if n != row)
        for mode in modes:
            lost = mode == "lost"
            cut = Cut(gone if lost else (), () if lost else ((customers, gone),), grace=not lost)
            name = stack.producer_ids[row]
            found.append(RemovalCuts(name, "producer", "any", mode, "", (cut, cut, cut)))
    return found
