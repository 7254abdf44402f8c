"""How sure each headline is, and what to find out first, in plain words for a screen."""

from typing import TYPE_CHECKING, Final

from valuechain.ensembles.factors import Factors, factors_of
from valuechain.presentation.names import Names
from valuechain.presentation.screen import WIDTH, clipped, marked, plain, wrapped
from valuechain.questions.uncertainty.words import WORDS, amount_text
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital
from valuechain.texts.numbers import number, percent, within
from valuechain.texts.places import place_name, short_place

if TYPE_CHECKING:
    import pandas as pd

_SHOWN: Final = 10


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text how sure figures are, or what to find out.

    Parameters
    ----------
    found : Result
        The result.
    model : Model
        The model it was computed from, for titles.
    lang : str
        Language.

    Returns
    -------
    str
        The answer, at most 80 wide.
    """
    names = Names(model, lang)
    lines = [*marked(lang, found.marking), capital(found.title[lang]), ""]
    if found.question == "what-to-find-out":
        lines += _first(found, names, factors_of(model))
    else:
        lines += _sure(found, names)
    return plain("\n".join(lines))


def _sure(found: Result, names: Names) -> list[str]:
    """How sure the headlines are."""
    lang = names.lang
    week = str(found.settings.judged_weeks)
    drawn, rows = found["drawn"], found["uncertainty"]
    lines = [
        *wrapped(
            WORDS.say(
                lang,
                "head",
                draws=found.options["draws"],
                figures=len(drawn),
                seed=found.options["seed"],
                read=int(drawn["ranged"].sum()),
                all=len(drawn),
            )
        ),
        "",
        WORDS.say(lang, "worst", within=within(lang, week)),
        f"{WORDS.say(lang, 'columns'):>{WIDTH}}",
    ]
    lines += _worst(rows[rows["horizon_weeks"].astype(str) == week], names)
    lines += ["", *_verdicts(found["certainty"], names)]
    lines += _scenarios(found["scenario_draws"], names)
    unsettled = int((~rows["settled"]).sum())
    if unsettled:
        lines += ["", *wrapped(WORDS.say(lang, "unsettled", count=unsettled, all=len(rows)))]
    return [*lines, "", *wrapped(found.meaning[lang]), *wrapped(_not_drawn(names))]


def what_text(names: Names, *, product: str, country: str) -> str:
    """Name what is taken away in the reader's language."""
    lang = names.lang
    name = place_name(lang, country)
    if not product:
        return WORDS.say(lang, "all-of", country=name)
    return WORDS.say(lang, "from", product=names.inline(product), country=name)


def _worst(rows: "pd.DataFrame", names: Names) -> list[str]:
    """The ten deepest exposures to a dependency, one per dependency."""
    lang = names.lang
    parts = rows[rows["product"] != ""].sort_values(
        ["value", "p50", "product", "use"], ascending=[False, False, True, True], kind="stable"
    )
    top = parts.drop_duplicates(["product", "removed", "attribute", "mode"]).head(_SHOWN)
    lines = []
    for row in top.to_dict("records"):
        use = names.inline(str(row["use"]))
        what = WORDS.say(
            lang,
            "from",
            product=names.inline(str(row["product"])),
            country=short_place(lang, str(row["removed"])),
        )
        stated = percent(lang, float(row["value"])).rjust(8)
        band = f"{_ends(lang, float(row['p05']), float(row['p95']))}".rjust(10)
        free = f"{_ends(lang, float(row['bound_low']), float(row['bound_high']))}".rjust(12)
        lines.append(f"  {clipped(f'{what} ({use})', 46):46}{stated}{band}{free}")
    return lines


def _ends(lang: Lang, low: float, high: float) -> str:
    return f"{100 * low:.0f}-{percent(lang, high)}"


def _verdicts(rows: "pd.DataFrame", names: Names) -> list[str]:
    lang = names.lang
    counts = rows["sureness"].value_counts()
    lines = wrapped(
        WORDS.say(
            lang,
            "classes",
            **{word: int(counts.get(word, 0)) for word in ("firm", "leaning", "open")},
        )
    )
    order = {"open": 0, "leaning": 1, "firm": 2}
    shown = rows.assign(_order=rows["sureness"].map(order)).sort_values(
        ["_order", "chance", "use", "product"], kind="stable"
    )
    for row in shown[shown["sureness"] != "firm"].to_dict("records"):
        line = WORDS.say(
            lang,
            "verdict",
            use=names.inline(str(row["use"])),
            product=names.inline(str(row["product"])),
            country=place_name(lang, str(row["country"])),
            klass=label(lang, str(row["likeliest"]), of="class"),
            sure=WORDS.say(lang, str(row["sureness"])),
        )
        stated = str(row["class"])
        if stated != row["likeliest"]:
            line += WORDS.say(lang, "otherwise", klass=label(lang, stated, of="class"))
        lines += wrapped(f"- {line}", "  ")
    return lines


def _scenarios(rows: "pd.DataFrame", names: Names) -> list[str]:
    lang = names.lang
    lines: list[str] = []
    deepest = rows[rows["measure"] == "deepest-loss"]
    for name, some in deepest.groupby("scenario", sort=True):
        lines += ["", WORDS.say(lang, "scenario", name=name)]
        for row in some.to_dict("records"):
            if float(row["p95"]) <= 0:
                continue
            lines += wrapped(
                "- "
                + WORDS.say(
                    lang,
                    "deepest",
                    use=names.inline(str(row["use"])),
                    stated=percent(lang, float(row["value"])),
                    low=percent(lang, float(row["p05"])),
                    high=percent(lang, float(row["p95"])),
                ),
                "  ",
            )
    return lines


def _not_drawn(names: Names) -> str:
    proxies = sum(
        (one.site_basis == "proxy") + (one.owner_basis == "proxy")
        for product in names.model.products.values()
        for one in product.producers
    )
    return WORDS.say(names.lang, "not-drawn", proxies=proxies)


def _first(found: Result, names: Names, factors: Factors) -> list[str]:
    """What to find out first."""
    lang = names.lang
    rows, judged = found["find_out"], float(str(found.options["misjudged"]))
    if not len(rows):
        return wrapped(WORDS.say(lang, "find-none"))
    lines = wrapped(
        WORDS.say(
            lang,
            "find-head",
            wrong=number(lang, judged, digits=1),
            all=found.options["verdicts"],
        )
    )
    for row in rows.to_dict("records"):
        one = factors.every[factors.position(str(row["figure"]))]
        lines += wrapped(
            WORDS.say(
                lang,
                "find-line",
                rank=row["rank"],
                figure=row[f"figure_{lang}"],
                stated=amount_text(lang, one, amount=float(row["stated"])),
                low=amount_text(lang, one, amount=float(row["low"])),
                high=amount_text(lang, one, amount=float(row["high"])),
                status=label(lang, str(row["status"]), of="status"),
                worth=number(lang, float(row["worth"]), digits=2),
            ),
            "   ",
        )
        lines += wrapped(WORDS.say(lang, "who", who=row[f"who_{lang}"]), "   ")
    lines += ["", WORDS.say(lang, "surveys")]
    for row in found["surveys"].sort_values("worth", ascending=False).to_dict("records"):
        lines += wrapped(
            WORDS.say(
                lang,
                "survey",
                title=row["title"],
                worth=number(lang, float(row["worth"]), digits=2),
                figures=row["figures"],
            ),
            "  ",
        )
    lines += ["", *_flips(found["break_even"], names, factors)]
    return [*lines, "", *wrapped(found.meaning[lang])]


def _flips(rows: "pd.DataFrame", names: Names, factors: Factors) -> list[str]:
    lang = names.lang
    if not len(rows):
        return wrapped(WORDS.say(lang, "no-flip"))
    lines = wrapped(WORDS.say(lang, "flips"))
    nearest = rows.sort_values(["change", "use"], kind="stable").drop_duplicates(
        ["use", "product", "country", "attribute", "question"]
    )
    for row in nearest.to_dict("records"):
        one = factors.every[factors.position(str(row["figure"]))]
        at, stated = (
            amount_text(lang, one, amount=float(row[name])) for name in ("flips_at", "stated")
        )
        near = "flip-more" if row["flips_at"] >= row["stated"] else "flip-less"
        lines += wrapped(
            WORDS.say(
                lang,
                near if at == stated else "flip",
                use=names.inline(str(row["use"])),
                product=names.inline(str(row["product"])),
                country=place_name(lang, str(row["country"])),
                before=label(lang, str(row["class"]), of="class"),
                after=label(lang, str(row["becomes"]), of="class"),
                figure=row[f"figure_{lang}"],
                at=at,
                stated=stated,
            ),
            "  ",
        )
    return lines
