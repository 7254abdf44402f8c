"""Our verdicts beside the indicators of others: what each would miss, and why."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from valuechain.errors import AnalysisError
from valuechain.importers.trade import read_trade
from valuechain.indicators.disagreement import (
    RISKY,
    THRESHOLDS,
    Ours,
    Theirs,
    differs,
    flagged,
    relation,
)
from valuechain.results.comparing import (
    AGREEMENT,
    COMPARISON,
    MATERIALS,
    TIERS,
    TRADE,
    USES,
    VERDICTS,
)
from valuechain.results.findings import Findings
from valuechain.schema import Model
from valuechain.studies.comparing_uses import tier_table, use_table
from valuechain.studies.finding import chosen_uses, conclude
from valuechain.studies.judging import judged_weeks
from valuechain.studies.measuring import Progress
from valuechain.studies.others import Others, others
from valuechain.studies.screening import Judged, screen
from valuechain.studies.supporting import support_columns
from valuechain.studies.workbench import Workbench, prepare
from valuechain.texts.comparing import citation
from valuechain.vocab.comparing import INDICATORS, Indicator
from valuechain.vocab.words import ATTRIBUTES, Attribute

_QUESTION: Final = "compare-indicators"
_TRADED: Final[Indicator] = "cdi"
_COUNTED: Final = ("both", "elsewhere", "missed", "alone", "neither", "open")


def compare_indicators(
    model: Model | None = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "any",
    trade: str | Path | None = None,
    overlays: Sequence[str] = (),
    progress: Progress | None = None,
) -> Findings:
    """Set our verdicts beside the indicators that others use, and say where they differ and why.

    Parameters
    ----------
    model : Model, optional
        The shipped model if left out.
    home, trusted : str or iterable of str, optional
        Own countries and partners; the model's own if left out.
    uses : str or iterable of str, optional
        Uses whose dependencies count; all of home if left out.
    attribute : str
        Which country of a supplier counts in our verdicts.
    trade : str or pathlib.Path, optional
        CSV file of home's trade (`valuechain.importers.trade`), for CDI1 to CDI3.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Findings
        Tables ``agreement`` (per indicator), ``comparison`` (per product and indicator),
        ``products``, ``uses``, ``tiers``, ``materials`` and, with trade, ``trade``.

    Raises
    ------
    FileProblems
        VC001, VC002, VA710, VA716, VA717: all that is wrong with the trade rows.
    AnalysisError
        VA601, VA602, VA608, VA641, VA642, VA643: an unknown or empty home, a horizon that is not
        measured, no such use, or nobody outside home; VA718: an unknown attribute.
    ConvergenceError
        A response did not converge.
    """
    if attribute not in ATTRIBUTES:
        message = f"unknown attribute {attribute!r}."
        raise AnalysisError("VA718", message, f"Use one of {', '.join(ATTRIBUTES)}.")
    bench = prepare(model, home=home, trusted=trusted)
    asked = chosen_uses(bench, uses)
    _somebody_else(bench)
    products, home_countries = bench.stack.product_ids, bench.perspective.home
    rows = read_trade(trade, products=products, home=home_countries) if trade else ()
    said = others(bench, rows)
    judged = screen(bench, asked, attribute=attribute, progress=progress)
    compared = comparison_table(bench, judged, said=said, attribute=attribute)
    frames = {
        "agreement": agreement_table(compared),
        "comparison": compared,
        "products": _verdicts(bench, judged),
        "uses": use_table(bench, judged, said=said),
        "tiers": tier_table(bench, asked, said=said),
        "materials": _materials(said),
    }
    contracts = [AGREEMENT, COMPARISON, VERDICTS, USES, TIERS, MATERIALS]
    if trade:
        frames["trade"] = _trade(said)
        contracts.append(TRADE)
    return conclude(
        bench,
        _QUESTION,
        contracts=contracts,
        frames=frames,
        options={
            "attribute": attribute,
            "uses": [bench.stack.producer_ids[row] for row in asked],
            "weeks": judged_weeks(bench),
            "trade": Path(trade).name if trade else None,
        },
        counts={"removals": judged.removals},
        overlays=overlays,
    )


def _somebody_else(bench: Workbench) -> None:
    named = frozenset[str]().union(*bench.stack.place_members)
    if named <= bench.perspective.home:
        raise AnalysisError(
            "VA643",
            "home holds every country that the model names: nobody is left to depend on.",
            "Choose a smaller home.",
        )


def _ours(bench: Workbench, judged: Judged, said: Others, *, attribute: Attribute) -> list[Ours]:
    """What our verdicts say of every product."""
    found = []
    for product in bench.stack.product_ids:
        one = judged.products[product]
        held = said.concentration[product, "country", attribute]
        law = flagged("hhi-country", low=held.hhi[0], high=held.hhi[2])
        largest = said.concentration[product, "country", "site"].largest_name
        found.append(
            Ours(
                product=product,
                klass=one.klass,
                countries=frozenset(one.countries),
                by_site=one.by_site,
                one_law=law or "unknown",
                used=one.ever > 0.0,
                exposed=one.deepest > bench.model.thresholds.exposure.value,
                in_the_end=one.ever > bench.model.thresholds.exposure.value,
                crucial=one.crucial,
                largest_at_home=largest in bench.perspective.home,
            )
        )
    return found


def comparison_table(
    bench: Workbench, judged: Judged, *, said: Others, attribute: Attribute
) -> pd.DataFrame:
    """Per product and indicator: our answer beside theirs, and why they differ."""
    rows = []
    for ours in _ours(bench, judged, said, attribute=attribute):
        every = said.theirs[ours.product]
        for name in INDICATORS:
            theirs = every[name]
            rows.append(
                {
                    "product": ours.product,
                    "layer": bench.model.products[ours.product].layer,
                    "indicator": name,
                    **_theirs(theirs),
                    "class": ours.klass,
                    "relation": relation(ours, theirs),
                    "differs": differs(ours, theirs, every=every),
                }
            )
    frame = pd.DataFrame(rows, columns=list(COMPARISON.names))
    numbers = ["theirs_low", "theirs", "theirs_high"]
    frame[numbers] = frame[numbers].astype(float)
    return frame


def _theirs(one: Theirs) -> dict[str, object]:
    return {
        "theirs_low": one.low,
        "theirs": one.figure,
        "theirs_high": one.high,
        "flagged": one.flagged,
    }


def agreement_table(compared: pd.DataFrame) -> pd.DataFrame:
    """Per indicator: how many of our dependencies it sees and misses, and the reverse.

    Parameters
    ----------
    compared : pandas.DataFrame
        The table ``comparison``.
    """
    rows = []
    for name in INDICATORS:
        mine = compared[compared["indicator"] == name]
        of = {one: list(part["product"]) for one, part in mine.groupby("relation")}
        risky = mine[mine["class"].isin(list(RISKY))]
        blind = risky[risky["relation"] == "not-covered"]
        if name == _TRADED and len(of.get("not-covered", [])) == len(mine):
            continue
        rows.append(
            {
                "indicator": name,
                "threshold": THRESHOLDS[name],
                "citation": citation(name),
                "products": len(mine) - len(of.get("not-covered", [])),
                **{one: len(of.get(one, [])) for one in _COUNTED},
                "open_ours": int((risky["relation"] == "open").sum()),
                "not_covered": len(blind),
                "elsewhere_products": ";".join(of.get("elsewhere", [])),
                "missed_products": ";".join(of.get("missed", [])),
                "alone_products": ";".join(of.get("alone", [])),
                "not_covered_products": ";".join(blind["product"]),
            }
        )
    return pd.DataFrame(rows, columns=list(AGREEMENT.names))


def _verdicts(bench: Workbench, judged: Judged) -> pd.DataFrame:
    rows = [
        {
            "product": product,
            "layer": bench.model.products[product].layer,
            **one.columns(),
            "by_site": one.by_site,
            "exposure_limit": one.ever,
            **support_columns(one.support),
        }
        for product, one in judged.products.items()
    ]
    frame = pd.DataFrame(rows, columns=list(VERDICTS.names))
    frame["weakest_credibility"] = frame["weakest_credibility"].astype("Int64")
    return frame


def _materials(said: Others) -> pd.DataFrame:
    rows = [
        {
            "product": one.product,
            "material": one.material.material,
            "match": one.material.match,
            "stage": one.material.stage,
            "listed": one.material.listed,
            "basis": one.basis,
            "published_stage": one.material.stage_risk,
            "published": one.material.risk,
            "risk_low": one.risk[0],
            "risk": one.risk[1],
            "risk_high": one.risk[2],
        }
        for one in said.scored
    ]
    frame = pd.DataFrame(rows, columns=list(MATERIALS.names))
    numbers = ["published_stage", "published", "risk_low", "risk", "risk_high"]
    frame[numbers] = frame[numbers].astype(float)
    return frame


def _trade(said: Others) -> pd.DataFrame:
    rows = [
        {
            "product": one.product,
            "year": one.year,
            "cdi1": one.concentration,
            "cdi2": one.outside,
            "cdi3": None if one.cover == float("inf") else one.cover,
            "dependent": one.dependent,
            "persistent": said.lasting[one.product, one.year].persistent,
            "missing": ";".join(one.missing),
        }
        for one in said.trade
    ]
    frame = pd.DataFrame(rows, columns=list(TRADE.names))
    numbers = ["cdi1", "cdi2", "cdi3"]
    frame[numbers] = frame[numbers].astype(float)
    return frame
