"""The tables of the comparison with indicators of others."""

from typing import Final

import pandas as pd

from valuechain.indicators.disagreement import (
    RISKY,
    THRESHOLDS,
    Ours,
    Theirs,
    differs,
    flagged,
    relation,
)
from valuechain.kernels.levels import is_above
from valuechain.results.comparing import AGREEMENT, COMPARISON, MATERIALS, TRADE, VERDICTS
from valuechain.studies.others import Others
from valuechain.studies.screening import Judged
from valuechain.studies.supporting import support_columns
from valuechain.studies.workbench import Workbench
from valuechain.texts.comparing import citation
from valuechain.vocab.comparing import INDICATORS, Indicator
from valuechain.vocab.words import Attribute

_TRADED: Final[Indicator] = "cdi"
_COUNTED: Final = ("both", "elsewhere", "missed", "alone", "neither", "open")


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
                exposed=bool(is_above(one.deepest, bench.model.thresholds.exposure.value)),
                in_the_end=bool(is_above(one.ever, bench.model.thresholds.exposure.value)),
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


def verdict_table(bench: Workbench, judged: Judged) -> pd.DataFrame:
    """Our worst verdict on each product, with what carries it."""
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


def material_table(said: Others) -> pd.DataFrame:
    """Raw materials that the Commission scored, beside the stack's own shares."""
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


def trade_table(said: Others) -> pd.DataFrame:
    """Core dependency indicators by product and year."""
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
