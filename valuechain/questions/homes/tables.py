"""What two home countries lose, side by side, as tables."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from valuechain.analysis.question_frame import conclude
from valuechain.questions.homes.study import COMPARABLE, WEEKS, MeasuredHomes, Side
from valuechain.questions.homes.words import WORDS
from valuechain.results.columns import MODE, PRODUCT, USE, count, ids, names_of, triple, words
from valuechain.results.contract import Column, Table
from valuechain.results.result import Result
from valuechain.schema import Text

_HOME: Final = ids("home", "The home it is seen from", "Het land waarvan uit het gezien is")
_GROUP: Final = ids(
    "group", "Group of uses, or a use without one", "Groep toepassingen, of een losse toepassing"
)
_REMOVED: Final = ids(
    "removed",
    "Country outside home and the trusted that takes most; empty if none takes anything",
    "Land buiten eigen en vertrouwde kring dat het meest wegneemt; leeg als geen iets wegneemt",
    optional=True,
)
PAIRS: Final = Table(
    "pairs",
    "Groups of uses: whether the losses of both homes may be compared, and why not",
    "Groepen toepassingen: of de verliezen van beide landen te vergelijken zijn, en waarom niet",
    (
        _GROUP,
        MODE,
        words("comparable", COMPARABLE, "May be compared", "Te vergelijken"),
        ids(
            "caveats",
            "What differs, separated by ;: no-counterpart, measures, functions, window, judged, "
            "open",
            "Wat verschilt, gescheiden door ;: no-counterpart, measures, functions, window, "
            "judged, open",
            optional=True,
        ),
    ),
    ("group", "mode"),
)
SIDES: Final = Table(
    "sides",
    "What each home loses of a group of uses: its worst use, by the worst country",
    "Wat elk land van een groep toepassingen verliest: de zwaarste, door het zwaarste land",
    (
        _GROUP,
        MODE,
        _HOME,
        USE,
        count("uses", "Uses of home in the group", "Toepassingen van het land in de groep"),
        _REMOVED,
        Column("week", "integer", "weeks", "Week of that loss", "Week van dat verlies"),
        Column(
            "window_weeks",
            "number",
            "weeks",
            "Critical window of that use",
            "Kritiek venster van die toepassing",
            optional=True,
        ),
        *triple("loss", "fraction", "Loss, without substitution", "Verlies, zonder vervanging"),
        count("read", "Figures on its route read", "Cijfers op de route: gelezen"),
        count("recall", "Figures on its route recalled", "Cijfers op de route: uit kennis"),
        count("judgement", "Figures on its route judged", "Cijfers op de route: ingeschat"),
        ids(
            "measured_by_nl",
            "What near figures on the route measure, in Dutch",
            "Wat cijfers op de route meten die iets nabijs meten, in het Nederlands",
            optional=True,
        ),
        ids(
            "measured_by_en",
            "What near figures on the route measure, in English",
            "Wat cijfers op de route meten die iets nabijs meten, in het Engels",
            optional=True,
        ),
    ),
    ("group", "mode", "home"),
    (names_of("loss"),),
)
SHARED: Final = Table(
    "shared_products",
    f"What a buyer loses of products of the shared stack after {WEEKS} weeks if owners refuse",
    f"Wat een afnemer na {WEEKS} weken mist van gedeelde producten als eigenaren weigeren",
    (
        PRODUCT,
        _HOME,
        _REMOVED,
        *triple("loss", "fraction", "Loss, without substitution", "Verlies, zonder vervanging"),
    ),
    ("product", "home"),
    (names_of("loss"),),
)


def result(found: MeasuredHomes, *, overlays: Sequence[str] = ()) -> Result:
    """Put what two home countries lose side by side in tables.

    Parameters
    ----------
    found : MeasuredHomes
        From `valuechain.questions.homes.study.measure`.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    pairs = [
        {
            "group": one.group,
            "mode": one.mode,
            "comparable": one.comparable,
            "caveats": ";".join(one.caveats) or None,
        }
        for one in found.pairs
    ]
    sides = [_side(side) for one in found.pairs for side in one.sides if side is not None]
    shared = [
        {
            "product": one.product,
            "home": one.home,
            "removed": one.removed or None,
            **dict(zip(names_of("loss"), one.loss, strict=True)),
        }
        for one in found.shared
    ]
    frames = {
        PAIRS.name: pd.DataFrame(pairs, columns=list(PAIRS.names)),
        SIDES.name: pd.DataFrame(sides, columns=list(SIDES.names)),
        SHARED.name: pd.DataFrame(shared, columns=list(SHARED.names)),
    }
    return conclude(
        found.bench,
        "compare-homes",
        said=WORDS,
        contracts=(PAIRS, SIDES, SHARED),
        frames=frames,
        options={"homes": list(found.homes), "weeks": WEEKS, "substitution": False},
        overlays=overlays,
    )


def _side(side: Side) -> dict[str, object]:
    return {
        "group": side.group,
        "mode": side.mode,
        "home": side.home,
        "use": side.use,
        "uses": side.uses,
        "removed": side.removed or None,
        "week": side.week,
        "window_weeks": float("nan") if side.window_weeks is None else side.window_weeks,
        **dict(zip(names_of("loss"), side.loss, strict=True)),
        "read": side.read,
        "recall": side.recall,
        "judgement": side.judgement,
        "measured_by_nl": _said(side.measured, "nl"),
        "measured_by_en": _said(side.measured, "en"),
    }


def _said(texts: Sequence[Text], lang: str) -> str | None:
    return "; ".join(one.nl if lang == "nl" and one.nl else one.en for one in texts) or None
