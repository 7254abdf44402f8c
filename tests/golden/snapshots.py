"""The headline tables of the shipped model that are kept as snapshots."""

from pathlib import Path
from typing import Final

import pandas as pd

from valuechain.analysis.ranking import top_dependencies
from valuechain.results.result import Result

FOLDER: Final = Path(__file__).parent
DIGITS: Final = 6
COUNTRIES: Final = ("CHN", "TWN", "USA")
TIES: Final = ("site", "owner")
PRODUCTS: Final = (
    "ai-accelerators",
    "cloud-eu",
    "cloud-nl-public-sector",
    "dram",
    "eda-software",
    "election-software",
    "euv-lithography",
    "foundry-advanced",
    "frontier-llm-api",
    "gallium",
    "silicon-wafers",
    "social-media-nl",
)


def _exposure(base: Result) -> pd.DataFrame:
    """Loss of every use, one column per horizon, and the bounds after a year."""
    rows = base.exposure
    rows = rows[
        (rows["rule"] == "default") & rows["removed"].isin(COUNTRIES) & rows["attribute"].isin(TIES)
    ]
    keys = ["use", "removed", "attribute", "mode"]
    found = rows.pivot_table(index=keys, columns="horizon_weeks", values="value")
    year = rows[rows["horizon_weeks"] == 52].set_index(keys)
    found = found[[1, 13, 52, 156, "limit"]]
    found.columns = [f"week_{name}" for name in found]
    found["week_52_low"], found["week_52_high"] = year["bound_low"], year["bound_high"]
    return found.reset_index().rename(columns={"week_limit": "limit"})


def _concentration(base: Result) -> pd.DataFrame:
    rows = base.concentration
    rows = rows[rows["product"].isin(PRODUCTS) & rows["attribute"].isin([*TIES, "any"])]
    columns = ["product", "by", "attribute", "hhi", "hhi_high", "largest_name", "largest"]
    return rows[[*columns, "outside_home", "outside_trusted", "outside_europe"]]


def _verdicts(base: Result) -> pd.DataFrame:
    counts = base.verdicts.groupby(["question", "attribute", "class"]).size()
    return counts.rename("verdicts").reset_index()


def _dependencies(base: Result) -> pd.DataFrame:
    inside = {*base.settings.home_countries, *base.settings.trusted_countries}
    chosen = top_dependencies(base.verdicts, 10, inside=inside)
    return pd.DataFrame(
        {
            "product": one.product,
            "country": one.country,
            "use": one.use,
            "attribute": one.attribute,
            "question": one.question,
            "class": one.klass,
            "exposure": one.exposure[1],
            "replacement_weeks": one.replacement_weeks,
            "uses": len(one.uses),
        }
        for one in chosen
    )


def _single_points(base: Result) -> pd.DataFrame:
    """Who brings uses down alone, in order."""
    columns = ["what", "by", "mode", "uses_cut", "uses_undecided", "standing"]
    numbers = ["deepest_loss_low", "deepest_loss", "deepest_loss_high", "earliest_week"]
    rows = base["single_points"].sort_values("rank")
    return rows[columns + numbers].reset_index(drop=True)


def _mutual(base: Result) -> pd.DataFrame:
    """Products lost by the partners shown beside those lost by home."""
    columns = ["partner", "horizon_weeks", "their_hit", "our_hit", "their_knock_on"]
    return base["leverage"][columns]


def _partners(base: Result) -> pd.DataFrame:
    """Gains of candidates that surely change something."""
    rows = base["partners"]
    rows = rows[rows["effect"].isin(["reduces", "raises"])]
    return rows[["candidate", "use", "without", "with", "gain_low", "gain", "gain_high"]]


def _survival(base: Result) -> pd.DataFrame:
    """How long uses hold out without a country, and until others are there."""
    columns = [
        "use",
        "removed",
        "mode",
        "verdict",
        "tts_low",
        "tts",
        "tts_high",
        "weeks_to_recovery",
    ]
    return base["survival"][columns]


MAKE: Final = {
    "exposure": _exposure,
    "concentration": _concentration,
    "verdicts": _verdicts,
    "dependencies": _dependencies,
    "single_points": _single_points,
    "mutual": _mutual,
    "partners": _partners,
    "survival": _survival,
}
SORTED: Final = {
    "exposure": 4,
    "concentration": 3,
    "verdicts": 3,
    "mutual": 2,
    "partners": 2,
    "survival": 3,
}
"""By how many of its first columns a table is sorted; the others keep their rank."""


def snapshot(name: str, base: Result) -> pd.DataFrame:
    """One headline table, in order."""
    found = MAKE[name](base)
    keys = list(found.columns[: SORTED.get(name, 0)])
    return found.sort_values(keys, ignore_index=True) if keys else found


def kept(name: str) -> pd.DataFrame:
    """The snapshot as it was kept."""
    return pd.read_csv(FOLDER / f"{name}.csv", keep_default_na=False, na_values=[""])


def keep(name: str, table: pd.DataFrame) -> None:
    """Keep a table as the snapshot."""
    text = table.round(DIGITS).to_csv(index=False, lineterminator="\n")
    (FOLDER / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")


def changes(before: pd.DataFrame, after: pd.DataFrame) -> list[str]:
    """What differs between two tables in more than the sixth digit, one line each."""
    if list(before.columns) != list(after.columns):
        return [f"columns: {list(before.columns)} -> {list(after.columns)}"]
    found = []
    if len(before) != len(after):
        found.append(f"rows: {len(before)} -> {len(after)}")
    words = [name for name in after.columns if not pd.api.types.is_numeric_dtype(after[name])]
    for old, new in zip(before.to_dict("records"), after.to_dict("records"), strict=False):
        row = " ".join(str(new[name]) for name in words)
        found += [
            f"{row}: {name} {old[name]} -> {new[name]}"
            for name in after.columns
            if _differs(old[name], new[name])
        ]
    return found


def _differs(old: object, new: object) -> bool:
    gone = [bool(pd.isna(one)) or one == "" for one in (old, new)]
    if any(gone):
        return not all(gone)
    if isinstance(old, str) or isinstance(new, str):
        return str(old) != str(new)
    return abs(float(old) - float(new)) > 0.6 * 10**-DIGITS  # type: ignore[arg-type]
