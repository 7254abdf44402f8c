"""A small result with every table filled, made by hand around the tiny model."""

from datetime import date
from pathlib import Path

import pandas as pd

from valuechain.files import load
from valuechain.questions.nulmeting.contracts import TABLES
from valuechain.questions.nulmeting.words import WORDS
from valuechain.results.contract import Table
from valuechain.results.result import Result
from valuechain.results.routes import CitedFigure, Route, RouteStep
from valuechain.results.settings import Provenance, Settings
from valuechain.schema import Model

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
PROFILE = {"1": 0.5, "13": 0.55, "52": 0.6, "156": 0.6, "limit": 0.7}
SLOW = {"1": 0.0, "13": 0.05, "52": 0.3, "156": 0.6, "limit": 0.9}
KINDS = {"string": "str", "number": "float64", "integer": "int64", "boolean": "bool"}


def tiny() -> Model:
    """Load the tiny model."""
    return load(TINY).model


def frame(table: Table, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Make a table from rows, empty where a row says nothing."""
    if not rows:
        return pd.DataFrame({c.name: pd.Series(dtype=KINDS[c.type]) for c in table.columns})
    return pd.DataFrame(rows, columns=list(table.names))


def losses(subject: dict[str, object], profile: dict[str, float], **case: str) -> list[dict]:
    """Rows of one removal over all horizons."""
    return [
        subject
        | {"removed": "USA", "kind": "country", "attribute": "owner", "mode": "withheld"}
        | {"horizon_weeks": horizon, "rule": "default", "bound_low": loss, "value": loss}
        | {"bound_high": min(1.0, loss + 0.1), "capped": False}
        | case
        for horizon, loss in profile.items()
    ]


def rows() -> dict[str, list[dict]]:
    """All rows of the sample, by table."""
    taiwan = {"removed": "TWN", "attribute": "site", "mode": "lost"}
    found: dict[str, list[dict]] = {table.name: [] for table in TABLES}
    for use in ("register", "elections"):
        found["exposure"] += losses({"use": use}, PROFILE)
        found["exposure"] += losses({"use": use}, SLOW, **taiwan)
        hosted = {"use": use, "product": "hosting-global"}
        found["dependencies"] += losses(hosted, PROFILE)
        found["what_if"].append(
            {"scenario": "storm", "title_en": "A storm", "title_nl": "Een storm", "use": use}
            | {"first_loss_week": 3, "deepest_loss": 0.4}
            | {"deepest_loss_bound_low": 0.3, "deepest_loss_bound_high": 0.5}
            | {"deepest_loss_mild": 0.2, "deepest_loss_severe": 0.6}
        )
        found["verdicts"].append(_verdict(use, "hosting-global", "USA", "risky-strategic", 0.6))
        for mode, attribute, removed, profile in (
            ("withheld", "owner", "USA", PROFILE),
            ("lost", "site", "TWN", SLOW),
            ("withheld", "owner", "TWN", SLOW),
            ("lost", "site", "USA", PROFILE),
        ):
            for week in range(1, 157):
                loss = profile["1" if week < 13 else "13" if week < 52 else "156"]
                found["paths"].append(
                    {
                        "use": use,
                        "removed": removed,
                        "kind": "country",
                        "attribute": attribute,
                        "mode": mode,
                        "week": week,
                        "bound_low": loss,
                        "value": loss,
                        "bound_high": min(1.0, loss + 0.1),
                    }
                )
        found["evidence"].append(_evidence(use, "hosting-global", "USA", "owner", "withheld"))
        found["evidence"].append(_evidence(use, "", "TWN", "site", "lost"))
    found["verdicts"].append(_verdict("register", "gallium", "CHN", "undecided", 0.2))
    chip = {"product": "logic-chips"}
    found["products"] = losses({"product": "hosting-global"}, PROFILE)
    found["products"] += losses(chip, SLOW, **taiwan)
    extra = {"products_below_theta": 1, "products": 2}
    found["layers"] = [
        row | extra | {"worst_product": "hosting-global"}
        for row in losses({"layer": "services"}, PROFILE)
    ]
    found["concentration"] = [_concentration("gallium", "CHN", 0.8)]
    for product, home, europe in (("scanners", 1.0, 1.0), ("hosting-global", 0.9, 0.1)):
        for circle, share in (("home", home), ("trusted", home), ("europe", home)):
            for attribute in ("site", "headquarters", "owner"):
                known = share if attribute == "site" or product == "scanners" else europe
                found["positions"].append(_position(product, circle, attribute, known))
    for attribute, home in (("site", 0.9), ("owner", 0.1)):
        for segment, country, share in (
            ("home", "NLD", home),
            ("other", "USA", 0.95 - home),
            ("unknown", "", 0.05),
        ):
            found["layer_shares"].append(
                {
                    "layer": "services",
                    "attribute": attribute,
                    "segment": segment,
                    "country": country,
                    "share": share,
                }
            )
    found["indicators"] = [
        {
            "layer": "chips",
            "name": "new-fabs",
            "geography": "DEU",
            "value": "2",
            "unit": "number",
            "year": "2024",
            "source": "survey",
            "credibility": 3,
            "status": "read",
            "note": None,
        }
    ]
    found["sources"] = [
        _source("survey", "Survey of makers", "CC-BY-NC-4.0", 8),
        _source("analysts", "Analysts' judgement", None, 4),
    ]
    return found


def _verdict(use: str, product: str, country: str, klass: str, depth: float) -> dict:
    return {
        "use": use,
        "product": product,
        "country": country,
        "attribute": "owner",
        "question": "coercion",
        "tie": "owner",
        "class": klass,
        "horizon_weeks": "52",
        "window_weeks": None,
        "judged_week": 52,
        "exposure_low": depth,
        "exposure": depth,
        "exposure_high": min(1.0, depth + 0.1),
        "exposure_fallback_high": None,
        "exposure_fallback_low": None,
        "flips_at": None,
        "flips_by": None,
        "class_at_horizon": klass,
        "exposure_at_horizon": depth,
        "flips_at_horizon": None,
        "crucial": "yes",
        "likely": "yes",
        "limited": "unknown",
        "replacement_weeks": 104.0,
        "spare_elsewhere": None,
        "lost_share": 0.9,
        "needed_share": 0.4,
        "measured_by_nl": None,
        "measured_by_en": None,
        "reason_nl": f"Reden van {product}.",
        "reason_en": f"Reason of {product}.",
    }


def _evidence(use: str, product: str, removed: str, attribute: str, mode: str) -> dict:
    return {
        "use": use,
        "product": product,
        "removed": removed,
        "kind": "country",
        "attribute": attribute,
        "mode": mode,
        "horizon_weeks": "52",
        "figures": 4,
        "read": 2,
        "recall": 1,
        "judgement": 1,
        "weakest_reliability": "F",
        "weakest_credibility": 6,
        "sources": "survey;analysts",
    }


def _concentration(product: str, name: str, share: float) -> dict:
    row: dict[str, object] = {
        "product": product,
        "by": "country",
        "attribute": "site",
        "largest_name": name,
    }
    for stem, figure in (
        ("hhi", share**2),
        ("largest", share),
        ("outside_home", share),
        ("outside_trusted", share),
        ("outside_europe", share),
    ):
        row |= {f"{stem}_low": figure, stem: figure, f"{stem}_high": 1.0}
    return row | {"effective_number_low": 1.0, "effective_number": 1.5, "effective_number_high": 2}


def _position(product: str, circle: str, attribute: str, share: float) -> dict:
    return {
        "product": product,
        "layer": "machines",
        "circle": circle,
        "attribute": attribute,
        "share_low": share,
        "share": share,
        "share_high": share,
        "substitution_weeks_low": 52.0,
        "substitution_weeks": 78.0,
        "substitution_weeks_high": 104.0,
        "customers": "logic-chips",
    }


def _source(key: str, title: str, licence: str | None, figures: int) -> dict:
    return {
        "source": key,
        "title": title,
        "publisher": None,
        "year": 2025,
        "url": "https://example.org/a?b=1&c=2",
        "licence": licence,
        "kind": "statistics",
        "reliability": "B",
        "figures": figures,
        "read": figures,
        "recall": 0,
        "judgement": 0,
    }


def route() -> Route:
    """The route behind the dependency on hosting."""
    figure = CitedFigure(
        "products.hosting-global.producers[0].share",
        "90 %",
        "survey",
        "judgement",
        6,
        "B",
        "a note",
    )
    step = RouteStep(
        depth=0,
        customer="register",
        product="hosting-global",
        kind="service",
        essentiality="critical",
        missing=0.9,
        left=0.1,
        customer_level=0.4,
        suppliers=(("triad/NLD", 0.9),),
        removed=("triad/NLD",),
        substitution_weeks=None,
        figures=(figure,),
    )
    return Route("elections", "hosting-global from USA", "owner", "withheld", 52, 0.6, (step,))


def sample(
    changed: dict[str, list[dict]] | None = None,
    *,
    title: str = "A tiny stack",
    home: str = "NLD",
    marking: str | None = None,
) -> Result:
    """Make the sample, with some tables replaced."""
    told = rows() | (changed or {})
    found = route()
    return Result(
        question="nulmeting",
        title=WORDS.both("asks"),
        meaning=WORDS.both("meaning"),
        options={"rules": ["default"], "substitution": False},
        contracts=TABLES,
        settings=Settings(
            (home,),
            (home,),
            ("EU3",),
            ("BEL", "DEU", "NLD"),
            ("BEL", "DEU", "NLD"),
            shown=("USA", "TWN"),
        ),
        provenance=Provenance("tiny", "0" * 64, counts={"producers": 9}),
        model_title={"en": title, "nl": title},
        as_of=date(2026, 1, 31),
        frames={table.name: frame(table, told[table.name]) for table in TABLES},
        routes={(found.subject, found.removed, found.attribute, found.mode, found.week): found},
        marking=marking,
    )
