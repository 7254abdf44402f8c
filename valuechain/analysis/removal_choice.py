"""What a question takes away: countries, their parts of products, firms or producers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from valuechain.analysis.question_frame import outside
from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.indicators.citations import Tie, tie_of
from valuechain.shocks.catalogue import (
    country_removals,
    firm_removals,
    part_removals,
    producer_removals,
)
from valuechain.shocks.removals import BOUNDS, Cut, Removal, Removals
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
    """What is taken away for good, with what that leaves at the three bounds, low to high."""

    removal: Removal
    cuts: tuple[Cut, Cut, Cut]

    @property
    def tie(self) -> Tie:
        """Why suppliers belong to what is gone: where they make, are led, or are owned."""
        country = self.removal.kind == "country"
        return tie_of(self.removal.attribute) if country else ""


def choose_removals(
    bench: Workbench,
    *,
    by: Iterable[str],
    attributes: Sequence[Attribute],
    modes: Sequence[Mode],
    removed: Iterable[str] = (),
) -> list[RemovalCuts]:
    """List what is taken away, of the sorts asked about, each with what it leaves.

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
    found: list[Removal] = []
    for sort in dict.fromkeys(sorts):
        found += [
            one
            for one in _removals(bench.removals, cast("RemovalSort", sort))
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
    cut = bench.removals.cut
    return [
        RemovalCuts(one, (cut(one, BOUNDS[0]), cut(one, BOUNDS[1]), cut(one, BOUNDS[2])))
        for one in found
        if not names or one.removed in names
    ]


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


def _removals(builder: Removals, sort: RemovalSort) -> list[Removal]:
    if sort == "countries":
        return country_removals(builder)
    if sort == "firms":
        return [one for one in firm_removals(builder) if one.kind == "firm"]
    if sort == "producers":
        return producer_removals(builder)
    return part_removals(builder, builder.stack.product_ids)
