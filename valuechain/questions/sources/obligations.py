"""What the licences of the sources ask of who passes the figures on."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

KINDS: Final = ("nc", "nd", "sa", "by", "other", "none", "free")
"""Not commercial, no derivatives, share alike, name the source, own terms, none stated, free."""
_CREATIVE: Final = re.compile(r"\bCC[ -]BY((?:[ -](?:NC|ND|SA))*)\b", re.IGNORECASE)
_FREE: Final = re.compile(r"\bCC0\b|public domain", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one licence asks, of which sources, and how many figures that touches."""

    kind: str
    licence: str
    sources: tuple[str, ...]
    figures: int

    @property
    def named(self) -> bool:
        """Whether the sources must be named when their figures are passed on."""
        return self.kind in {"nc", "nd", "sa", "by"}


def kind_of(licence: str) -> str:
    """Tell what sort of obligation a licence brings, as a source states it.

    Examples
    --------
    >>> kind_of("CC BY-NC 4.0 (check)"), kind_of("CBS data: CC BY 4.0"), kind_of("CC0")
    ('nc', 'by', 'free')
    >>> kind_of("EU reuse"), kind_of("no licence: facts only"), kind_of("")
    ('other', 'none', 'none')
    """
    if not licence or licence.lower().startswith("no licence"):
        return "none"
    found = _CREATIVE.search(licence)
    if found is None:
        return "free" if _FREE.search(licence) else "other"
    asked = found[1].lower()
    return next((kind for kind in ("nc", "nd", "sa") if kind in asked), "by")


def obligations(sources: "pd.DataFrame") -> list[Obligation]:
    """List what the licences of the sources in use ask, the strictest first.

    Parameters
    ----------
    sources : pandas.DataFrame
        The table ``sources`` of a model or a result.

    Returns
    -------
    list of Obligation
        One per licence; sources without a stated one are taken together.
    """
    used = sources[sources["figures"] > 0]
    grouped: dict[tuple[int, str], list[tuple[str, int]]] = {}
    columns = (used["source"], used["licence"].fillna(""), used["figures"])
    for source, licence, figures in zip(*columns, strict=True):
        kind = kind_of(licence)
        stated = "" if kind == "none" else licence
        held = grouped.setdefault((KINDS.index(kind), stated), [])
        held.append((str(source), int(figures)))
    return [
        Obligation(
            kind=KINDS[rank],
            licence=licence,
            sources=tuple(sorted(source for source, _ in held)),
            figures=sum(figures for _, figures in held),
        )
        for (rank, licence), held in sorted(grouped.items())
    ]
