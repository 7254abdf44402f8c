"""What-ifs without a file: shocks of the analyst's own, one by one or together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from valuechain.analysis.scenario_choice import ANY_MODEL
from valuechain.errors import AnalysisError
from valuechain.schema.scenario import Scenario
from valuechain.texts.scenarios import SHOCKS, shock_title
from valuechain.vocab.durations import format_weeks

_OWN: Final = "analyst-what-if"
_SOURCE: Final[Mapping[str, object]] = {
    "title": "What-if of the analyst",
    "kind": "judgement",
    "reliability": "F",
    "rationale": "Stated by whoever asked the question; nothing says that it happens.",
}
SomeNames = str | Sequence[str]
NumberOrRange = float | tuple[float, float, float]
"""One number, or low, most plausible and high."""


def shock(
    kind: str,
    *,
    product: SomeNames | None = None,
    to: SomeNames | None = None,
    severity: NumberOrRange | None = None,
    weeks: NumberOrRange | None = None,
    start: float = 0.0,
    horizon: int = 104,
    **more: object,
) -> Scenario:
    """Make a what-if of one shock, without a file; its evidence is the analyst's judgement.

    Parameters
    ----------
    kind : str
        ``outage``, ``export-ban``, ``access-denial``, ``capital-stop``, ``demand-surge``,
        ``takeover`` or ``stockpile``.
    product : str or sequence of str, optional
        Products; all if neither this nor ``layer`` is given.
    to : str or sequence of str, optional
        Countries or groups that are refused; of a takeover, the new owner's.
    severity : float or (low, mode, high), optional
        Part that is lost, 0..1; all of it if left out.
    weeks : float or (low, mode, high), optional
        Weeks in force; to the horizon if left out. Of a stockpile, weeks of use that are held.
    start : float
        Weeks before it starts.
    horizon : int
        Weeks that are computed.
    **more
        What else a shock of that kind states: ``from_site``, ``from_headquarters``,
        ``from_owner``, ``from_any``, ``from_firm``, ``from_producer``, ``layer``, ``except_``,
        ``customers``, ``lifetime`` (weeks), ``factor``, ``by``, ``firm``, and ``recovery_weeks``
        for a recovery in a straight line.

    Returns
    -------
    Scenario
        For :func:`valuechain.run`, or to be put together with others by :func:`scenario`.

    Raises
    ------
    AnalysisError
        VA633: this is no shock.

    Examples
    --------
    >>> ban = shock("export-ban", product="gallium", from_site="CHN", to="EU27", weeks=26)
    >>> ban.title.en, ban.shocks[0].duration.mode
    ('Export ban: gallium from China', 26.0)
    """
    entry: dict[str, object] = {
        "kind": kind,
        "start": _duration(start),
        "source": _OWN,
        "credibility": 6,
        "status": "judgement",
        **{name: given for name, given in (("product", product), ("to", to)) if given is not None},
    }
    chosen = {name[5:]: more.pop(name) for name in list(more) if name.startswith("from_")}
    if severity is not None:
        entry["severity"] = _range(severity)
    if weeks is not None:
        entry["weeks" if kind == "stockpile" else "duration"] = _duration(weeks)
    if "factor" in more:
        entry["factor"] = _range(more.pop("factor"))  # type: ignore[arg-type]
    if "lifetime" in more:
        entry["lifetime"] = _duration(more.pop("lifetime"))  # type: ignore[arg-type]
    if "recovery_weeks" in more:
        over = _duration(more.pop("recovery_weeks"))  # type: ignore[arg-type]
        entry["recovery"] = {"shape": "linear", "over": over}
    if chosen:
        entry["from"] = chosen
    entry |= {"except" if name == "except_" else name: given for name, given in more.items()}
    about = _listed(product or entry.get("layer") or entry.get("firm"))
    places = [name for given in (*chosen.values(),) for name in _listed(given)]
    return _made(
        [entry],
        horizon=horizon,
        title={lang: shock_title(lang, kind, about=about, places=places) for lang in ("en", "nl")},
        name="-".join([kind, *about, *places]),
    )


def scenario(
    shocks: Iterable[Scenario],
    *,
    name: str | None = None,
    title: str | None = None,
    horizon: int | None = None,
) -> Scenario:
    """Put what-ifs together as one scenario, in which all of them happen.

    Parameters
    ----------
    shocks : iterable of Scenario
        From :func:`shock`.
    name, title : str, optional
        What it is called; made from its parts if left out.
    horizon : int, optional
        Weeks that are computed; the longest of the parts if left out.

    Raises
    ------
    AnalysisError
        VA634: there is none; VA635: they differ in allocation, substitution or grace.

    Examples
    --------
    >>> both = scenario([shock("outage", from_site="TWN"), shock("outage", from_site="KOR")])
    >>> both.title.en, len(both.shocks)
    ('Outage: everything from Taiwan + Outage: everything from South Korea', 2)
    """
    every = list(shocks)
    if not every:
        raise AnalysisError("VA634", "a scenario needs a shock.", "Make one with valuechain.shock.")
    first = every[0]
    if len({(one.allocation, one.substitution, one.grace) for one in every}) > 1:
        raise AnalysisError(
            "VA635",
            "these scenarios differ in allocation, substitution or grace.",
            "Combine scenarios that agree on them.",
        )
    titles = {
        "en": title or " + ".join(one.title.en for one in every),
        "nl": title or " + ".join(one.title.nl or one.title.en for one in every),
    }
    sources = {key: source for one in every for key, source in one.sources.items()}
    return first.model_copy(
        update={
            "id": _kebab(name or "-and-".join(one.id for one in every)),
            "title": type(first.title).model_validate(titles),
            "horizon": float(horizon or max(one.horizon for one in every)),
            "shocks": tuple(one for each in every for one in each.shocks),
            "sources": sources,
        }
    )


def _made(
    entries: list[dict[str, object]], *, horizon: int, title: Mapping[str, str], name: str
) -> Scenario:
    try:
        return Scenario.model_validate(
            {
                "schema": "valuechain/1",
                "id": _kebab(name),
                "title": dict(title),
                "because": SHOCKS.both("made-by-hand"),
                "model": {"id": ANY_MODEL},
                "horizon": _duration(float(horizon)),
                "sources": {_OWN: dict(_SOURCE)},
                "shocks": entries,
            }
        )
    except ValueError as found:
        # Its lines are: how many problems, then of each where it is and what.
        _, where, what, *_ = str(found).splitlines()
        place = ".".join(part for part in where.split(".") if part not in {"shocks", "0"})
        raise AnalysisError(
            "VA633",
            f"this is no shock: {place or 'kind'}: {what.partition(' [')[0].strip()}.",
            "What each kind of shock states is in the file reference, under scenarios.",
        ) from found


def _listed(given: object) -> list[str]:
    if given is None:
        return []
    return [given] if isinstance(given, str) else [str(one) for one in given]  # type: ignore[attr-defined]


def _kebab(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _range(given: NumberOrRange) -> object:
    if isinstance(given, tuple):
        low, mode, high = map(float, given)
        return {"low": low, "mode": mode, "high": high}
    return float(given)


def _duration(given: NumberOrRange) -> object:
    if isinstance(given, tuple):
        low, mode, high = given
        return {"low": _weeks(low), "mode": _weeks(mode), "high": _weeks(high)}
    return _weeks(given)


def _weeks(number: float) -> str:
    return format_weeks(number)
