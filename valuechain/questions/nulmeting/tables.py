"""Tables of concentration, positions, verdicts and the evidence of a nulmeting."""

from collections.abc import Iterable, Sequence
from functools import cache, partial

import pandas as pd

from valuechain.analysis.evidence import RouteEvidence, UseAndRemoval, judged_weeks
from valuechain.analysis.support import support_columns
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.concentration import concentration
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.positions import layer_shares, positions
from valuechain.indicators.verdicts import Verdict
from valuechain.questions.nulmeting.words_verdicts import VerdictWords
from valuechain.results.supply import POSITIONS
from valuechain.schema import Model
from valuechain.texts.languages import LANGUAGES, Lang
from valuechain.vocab.words import WINDOW


def _three(stem: str, bounds: Iterable[float | None]) -> dict[str, float | None]:
    low, middle, high = bounds
    return {f"{stem}_low": low, stem: middle, f"{stem}_high": high}


def concentration_table(bench: Workbench) -> pd.DataFrame:
    """How concentrated the supply of every product is, by country and by firm."""
    return pd.DataFrame(
        [
            {
                "product": one.product,
                "by": one.by,
                "attribute": one.attribute,
                **_three("hhi", one.hhi),
                **_three("effective_number", one.effective_number),
                "largest_name": one.largest_name,
                **_three("largest", one.largest),
                **_three("outside_home", one.outside_home),
                **_three("outside_trusted", one.outside_trusted),
                **_three("outside_europe", one.outside_europe),
            }
            for one in concentration(bench.stack, bench.perspective)
        ]
    )


def position_table(bench: Workbench) -> pd.DataFrame:
    """What part of every product home, its trusted partners and Europe supply."""
    nothing = (None, None, None)
    rows = [
        {
            "product": one.product,
            "layer": one.layer,
            "circle": one.circle,
            "attribute": one.attribute,
            **_three("share", one.share),
            **_three("substitution_weeks", one.substitution_weeks or nothing),
            "customers": ";".join(one.customers),
        }
        for one in positions(bench.model, bench.stack, perspective=bench.perspective)
    ]
    frame = pd.DataFrame(rows, columns=list(POSITIONS.names))
    times = ["substitution_weeks_low", "substitution_weeks", "substitution_weeks_high"]
    frame[times] = frame[times].astype(float)
    return frame


def layer_share_table(bench: Workbench) -> pd.DataFrame:
    """From which countries the supply of every layer comes."""
    return pd.DataFrame(
        layer_shares(bench.model, bench.stack, perspective=bench.perspective),
        columns=["layer", "attribute", "segment", "country", "share"],
    )


def verdict_table(bench: Workbench, judged: Sequence[Verdict]) -> pd.DataFrame:
    """One row per verdict, with its reason and what its figures measure in both languages."""
    model, weeks = bench.model, str(judged_weeks(bench))
    nl, en = (VerdictWords(bench.model, lang) for lang in LANGUAGES)
    said = cache(partial(measured_by, model))
    needs = [{"use": v.dependency.use, "product": v.dependency.product} for v in judged]
    columns = {
        "use": [v.dependency.use for v in judged],
        "product": [v.dependency.product for v in judged],
        "country": [v.dependency.country for v in judged],
        "attribute": [v.dependency.attribute for v in judged],
        "question": [v.dependency.question for v in judged],
        "tie": [v.tie for v in judged],
        "class": [v.klass for v in judged],
        "sureness": [""] * len(judged),
        "likeliest": [""] * len(judged),
        "chance": [None] * len(judged),
        "horizon_weeks": [weeks if v.dependency.window_weeks is None else WINDOW for v in judged],
        "window_weeks": [v.dependency.window_weeks for v in judged],
        "judged_week": [v.dependency.judged_week for v in judged],
        "exposure_low": [v.dependency.exposure[0] for v in judged],
        "exposure": [v.dependency.exposure[1] for v in judged],
        "exposure_high": [v.dependency.exposure[2] for v in judged],
        "exposure_p05": [None] * len(judged),
        "exposure_p95": [None] * len(judged),
        "exposure_fallback_high": [_at_end(v, -1) for v in judged],
        "exposure_fallback_low": [_at_end(v, 0) for v in judged],
        "flips_at": [_flips(v) for v in judged],
        "flips_by": [";".join(one.product for one in v.dependency.flips) or None for v in judged],
        "class_at_horizon": [v.at_horizon.klass if v.at_horizon else v.klass for v in judged],
        "exposure_at_horizon": [(v.at_horizon or v).dependency.exposure[1] for v in judged],
        "flips_at_horizon": [_flips(v.at_horizon or v) for v in judged],
        "crucial": [v.crucial for v in judged],
        "likely": [v.likely for v in judged],
        "limited": [v.limited for v in judged],
        "replacement_weeks": [v.dependency.replacement_weeks for v in judged],
        "spare_elsewhere": [v.dependency.spare for v in judged],
        "lost_share": [v.dependency.lost_share for v in judged],
        "needed_share": [v.dependency.to_replace[0] for v in judged],
        "measured_by_nl": [said(**need, lang="nl") for need in needs],
        "measured_by_en": [said(**need, lang="en") for need in needs],
        "reason_nl": [nl.reason(v) for v in judged],
        "reason_en": [en.reason(v) for v in judged],
    }
    frame = pd.DataFrame(columns)
    optional = ["replacement_weeks", "spare_elsewhere", "lost_share", "needed_share"]
    optional += [
        "chance",
        "exposure_p05",
        "exposure_p95",
        "window_weeks",
        "flips_at",
        "flips_at_horizon",
    ]
    optional += ["exposure_fallback_high", "exposure_fallback_low"]
    frame[optional] = frame[optional].astype(float)
    return frame


def measured_by(model: Model, *, use: str, product: str, lang: Lang) -> str | None:
    """What the figures behind a need measure, where that is not the thing itself.

    Parameters
    ----------
    model : Model
        The model.
    use, product : str
        Who needs what.
    lang : str
        Language.

    Returns
    -------
    str or None
        What the shares of the product measure, and the levels of the use's own need of it;
        None where both measure the thing itself.
    """
    texts = [
        model.products[product].measured_by,
        *(entry.measured_by for entry in model.uses[use].inputs if product in entry.options),
    ]
    said = [one.nl if lang == "nl" and one.nl else one.en for one in texts if one is not None]
    return "; ".join(dict.fromkeys(said)) or None


def _flips(verdict: Verdict) -> float | None:
    """Level of the first fallback that decides; None where none does."""
    flips = verdict.dependency.flips
    return flips[0].at if flips else None


def _at_end(verdict: Verdict, end: int) -> float | None:
    """Loss at one end of what is known of the fallbacks; None where they have no range."""
    ends = verdict.dependency.at_fallback_ends
    return ends[end][1] if ends else None


def evidence_table(
    bench: Workbench, followed: Sequence[tuple[Exposures, RouteEvidence]]
) -> pd.DataFrame:
    """How many figures every judged number rests on, how they are known and from which sources."""
    weeks = str(judged_weeks(bench))
    rows = [
        _evidence_row(bench, found, case, WINDOW if bench.windows[case.use] else weeks)
        | support_columns(one.support[case])
        for found, one in followed
        for case in one.support
    ]
    columns = ["use", "product", "removed", "kind", "attribute", "mode", "horizon_weeks"]
    counts = ["figures", "read", "recall", "judgement", "weakest_reliability"]
    frame = pd.DataFrame(rows, columns=[*columns, *counts, "weakest_credibility", "sources"])
    frame["weakest_credibility"] = frame["weakest_credibility"].astype("Int64")
    return frame


def _evidence_row(
    bench: Workbench, found: Exposures, case: UseAndRemoval, weeks: str
) -> dict[str, object]:
    removal = found.removals[case.position]
    return {
        "use": bench.stack.producer_ids[bench.uses[case.use]],
        "product": removal.product or "",
        "removed": removal.removed,
        "kind": removal.kind,
        "attribute": removal.attribute,
        "mode": removal.mode,
        "horizon_weeks": weeks,
    }


def indicator_table(bench: Workbench) -> pd.DataFrame:
    """Context figures of the layers, as the sources have them."""
    rows = [
        {
            "layer": one.layer,
            "name": one.name,
            "geography": one.geography,
            "value": str(one.value),
            "unit": one.unit,
            "year": one.year or "",
            "source": one.source or "",
            "credibility": one.credibility,
            "status": one.status,
            "note": one.note or "",
        }
        for one in bench.model.indicators
    ]
    columns = ["layer", "name", "geography", "value", "unit", "year", "source", "credibility"]
    frame = pd.DataFrame(rows, columns=[*columns, "status", "note"])
    frame["credibility"] = frame["credibility"].astype("Int64")
    return frame
