"""The tables of the comparison with indicators of others."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from valuechain.analysis.question_frame import conclude
from valuechain.analysis.support import support_columns
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.disagreement import (
    RISKY,
    THRESHOLDS,
    Ours,
    Theirs,
    differs,
    flagged,
    relation,
)
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.governance_concentration import governance_tiers
from valuechain.indicators.verdicts import Verdict
from valuechain.kernels.levels import is_above
from valuechain.questions.comparison.contracts import (
    AGREEMENT,
    COMPARISON,
    MATERIALS,
    TIERS,
    TRADE,
    USES,
    VERDICTS,
)
from valuechain.questions.comparison.foreign_indicators import Others, others
from valuechain.questions.comparison.study import (
    MeasuredComparison,
    WorstVerdicts,
    steps_below,
    tally,
)
from valuechain.questions.comparison.words import CITATIONS, WORDS
from valuechain.results.result import Result
from valuechain.vocab.comparison import INDICATORS, ForeignIndicator
from valuechain.vocab.words import Answer, Attribute

_TRADED: Final[ForeignIndicator] = "cdi"
_COUNTED: Final = ("both", "elsewhere", "missed", "alone", "neither", "open")


HEADLINE: Final = (AGREEMENT,)
"""The tables of this question that a nulmeting holds too."""


def result(measured: MeasuredComparison, *, overlays: Sequence[str] = ()) -> Result:
    """Put our verdicts beside the indicators that others use, in tables.

    Parameters
    ----------
    measured : MeasuredComparison
        From `valuechain.questions.comparison.study.measure`.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    bench, judged, said = measured.bench, measured.judged, measured.said
    compared = comparison_table(bench, judged, said=said, attribute=measured.attribute)
    frames = {
        "agreement": agreement_table(compared),
        "comparison": compared,
        "products": verdict_table(bench, judged),
        "uses": use_table(bench, judged, said=said),
        "tiers": tier_table(bench, measured.uses, said=said),
        "materials": material_table(said),
    }
    contracts = [AGREEMENT, COMPARISON, VERDICTS, USES, TIERS, MATERIALS]
    if measured.traded:
        frames["trade"] = trade_table(said)
        contracts.append(TRADE)
    return conclude(
        bench,
        "compare-indicators",
        said=WORDS,
        contracts=contracts,
        frames=frames,
        options=measured.options,
        counts={"removals": judged.removals},
        overlays=(*overlays, *measured.replaced),
    )


def headline(
    bench: Workbench, *, judged: Sequence[Verdict], parts: Exposures, **_: object
) -> dict[str, pd.DataFrame]:
    """Table ``agreement`` from verdicts that are there already, as a nulmeting has them.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    judged : sequence of Verdict
        All verdicts.
    parts : Exposures
        The exposures they rest on, of countries' parts of products.
    """
    if not bench.uses:
        return {}
    mine = tally(bench, judged, found=parts, uses=bench.uses, attribute="any")
    compared = comparison_table(bench, mine, said=others(bench), attribute="any")
    return {AGREEMENT.name: agreement_table(compared)}


def _ours(
    bench: Workbench, judged: WorstVerdicts, said: Others, *, attribute: Attribute
) -> list[Ours]:
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
    bench: Workbench, judged: WorstVerdicts, *, said: Others, attribute: Attribute
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
                "citation": CITATIONS[name],
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


def verdict_table(bench: Workbench, judged: WorstVerdicts) -> pd.DataFrame:
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
    """How far imports depend on few countries, by product and year (core dependency indicators)."""
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


def use_table(bench: Workbench, judged: WorstVerdicts, *, said: Others) -> pd.DataFrame:
    """Per use and product with a verdict above none: its depth, and which indicators flag it."""
    rows = []
    depth = {use: steps_below(bench.model, use) for use in sorted({u for u, _ in judged.pairs})}
    for (use, product), worst in sorted(judged.pairs.items()):
        if worst.klass == "none":
            continue
        theirs = said.theirs[product]
        steps = depth[use][product]
        weighted = theirs["hhi-wgi"].flagged or "unknown"
        within: Answer = weighted if steps <= 2 else "no"
        rows.append(
            {
                "use": use,
                "product": product,
                **{k: v for k, v in worst.columns().items() if k != "use"},
                "steps": steps,
                "two_tiers": within,
                "seen_by": ";".join(n for n in INDICATORS if theirs[n].flagged == "yes"),
            }
        )
    return pd.DataFrame(rows, columns=list(USES.names))


def tier_table(bench: Workbench, uses: Sequence[int], *, said: Others) -> pd.DataFrame:
    """HHI x WGI by site in the first and second tier of each use."""
    asked = {bench.stack.producer_ids[row] for row in uses}
    rows = [
        {
            "use": one.subject,
            "tier": one.tier,
            "worst": one.worst,
            "score_low": one.low,
            "score": one.figure,
            "score_high": one.high,
            "products": one.products,
        }
        for one in governance_tiers(bench.model, list(said.governed), attribute="site")
        if one.kind == "use" and one.subject in asked
    ]
    frame = pd.DataFrame(rows, columns=list(TIERS.names))
    numbers = ["score_low", "score", "score_high"]
    frame[numbers] = frame[numbers].astype(float)
    return frame
