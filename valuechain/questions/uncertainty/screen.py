"""The two answers in plain words for a screen, at most 80 wide."""

import textwrap
from typing import TYPE_CHECKING, Final

from valuechain.ensembles.factors import Factors
from valuechain.questions.uncertainty.words import amount_text, say, title_of
from valuechain.results.findings import Findings
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital
from valuechain.texts.numbers import number, percent, within
from valuechain.texts.places import place_name, short_place

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 80
_SHOWN: Final = 10


def uncertainty_text(found: Findings, model: Model, *, lang: Lang) -> str:
    """How sure the headlines are.

    Parameters
    ----------
    found : Findings
        The answer of :func:`uncertainty`.
    model : Model
        The model, for titles.
    lang : str
        Language.
    """
    week = str(found.settings.judged_weeks)
    drawn, rows = found["drawn"], found["uncertainty"]
    lines = [
        capital(found.title[lang]),
        "",
        *_wrap(
            say(
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
        say(lang, "worst", within=within(lang, week)),
        f"{say(lang, 'columns'):>{WIDTH}}",
    ]
    lines += _worst(rows[rows["horizon_weeks"] == week], model, lang)
    lines += ["", *_verdicts(found["certainty"], model, lang)]
    lines += _scenarios(found["scenario_draws"], model, lang)
    unsettled = int((~rows["settled"]).sum())
    if unsettled:
        lines += ["", *_wrap(say(lang, "unsettled", count=unsettled, all=len(rows)))]
    return "\n".join([*lines, "", *_wrap(found.meaning[lang]), *_wrap(_not_drawn(model, lang))])


def _wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def what_text(model: Model, *, product: str, country: str, lang: Lang) -> str:
    """Name what is taken away."""
    name = place_name(lang, country)
    if not product:
        return say(lang, "all-of", country=name)
    return say(lang, "from", product=title_of(model, product, lang=lang), country=name)


def _short(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def _worst(rows: "pd.DataFrame", model: Model, lang: Lang) -> list[str]:
    """The ten deepest exposures to a dependency, one per dependency."""
    parts = rows[rows["product"] != ""].sort_values(
        ["value", "p50", "product", "use"], ascending=[False, False, True, True], kind="stable"
    )
    top = parts.drop_duplicates(["product", "removed", "attribute", "mode"]).head(_SHOWN)
    lines = []
    for row in top.to_dict("records"):
        use = title_of(model, str(row["use"]), lang=lang)
        what = say(
            lang,
            "from",
            product=title_of(model, str(row["product"]), lang=lang),
            country=short_place(lang, str(row["removed"])),
        )
        stated = percent(lang, float(row["value"])).rjust(8)
        band = f"{_ends(lang, float(row['p05']), float(row['p95']))}".rjust(10)
        free = f"{_ends(lang, float(row['bound_low']), float(row['bound_high']))}".rjust(12)
        lines.append(f"  {_short(f'{what} ({use})', 46):46}{stated}{band}{free}")
    return lines


def _ends(lang: Lang, low: float, high: float) -> str:
    return f"{100 * low:.0f}-{percent(lang, high)}"


def _verdicts(rows: "pd.DataFrame", model: Model, lang: Lang) -> list[str]:
    counts = rows["sureness"].value_counts()
    lines = _wrap(
        say(
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
        line = say(
            lang,
            "verdict",
            use=title_of(model, str(row["use"]), lang=lang),
            product=title_of(model, str(row["product"]), lang=lang),
            country=place_name(lang, str(row["country"])),
            klass=label(lang, str(row["likeliest"]), of="class"),
            sure=say(lang, str(row["sureness"])),
        )
        stated = str(row["class"])
        if stated != row["likeliest"]:
            line += say(lang, "otherwise", klass=label(lang, stated, of="class"))
        lines += _wrap(f"- {line}", "  ")
    return lines


def _scenarios(rows: "pd.DataFrame", model: Model, lang: Lang) -> list[str]:
    lines: list[str] = []
    deepest = rows[rows["measure"] == "deepest-loss"]
    for name, some in deepest.groupby("scenario", sort=True):
        lines += ["", say(lang, "scenario", name=name)]
        for row in some.to_dict("records"):
            if float(row["p95"]) <= 0:
                continue
            lines += _wrap(
                "- "
                + say(
                    lang,
                    "deepest",
                    use=title_of(model, str(row["use"]), lang=lang),
                    stated=percent(lang, float(row["value"])),
                    low=percent(lang, float(row["p05"])),
                    high=percent(lang, float(row["p95"])),
                ),
                "  ",
            )
    return lines


def _not_drawn(model: Model, lang: Lang) -> str:
    proxies = sum(
        (one.site_basis == "proxy") + (one.owner_basis == "proxy")
        for product in model.products.values()
        for one in product.producers
    )
    return say(lang, "not-drawn", proxies=proxies)


def find_out_text(found: Findings, model: Model, *, lang: Lang, factors: Factors) -> str:
    """What to find out first.

    Parameters
    ----------
    found : Findings
        The answer of :func:`what_to_find_out`.
    model : Model
        The model, for titles.
    lang : str
        Language.
    factors : Factors
        The figures, for their units.
    """
    rows, judged = found["find_out"], float(str(found.options["misjudged"]))
    lines = [capital(found.title[lang]), ""]
    if not len(rows):
        return "\n".join([*lines, *_wrap(say(lang, "find-none"))])
    lines += _wrap(
        say(
            lang,
            "find-head",
            wrong=number(lang, judged, digits=1),
            all=found.options["verdicts"],
        )
    )
    for row in rows.to_dict("records"):
        one = factors.every[factors.position(str(row["figure"]))]
        lines += _wrap(
            say(
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
        lines += _wrap(say(lang, "who", who=row[f"who_{lang}"]), "   ")
    lines += ["", say(lang, "surveys")]
    for row in found["surveys"].sort_values("worth", ascending=False).to_dict("records"):
        lines += _wrap(
            say(
                lang,
                "survey",
                title=row["title"],
                worth=number(lang, float(row["worth"]), digits=2),
                figures=row["figures"],
            ),
            "  ",
        )
    lines += ["", *_flips(found["break_even"], model, lang, factors)]
    return "\n".join([*lines, "", *_wrap(found.meaning[lang])])


def _flips(rows: "pd.DataFrame", model: Model, lang: Lang, factors: Factors) -> list[str]:
    if not len(rows):
        return _wrap(say(lang, "no-flip"))
    lines = _wrap(say(lang, "flips"))
    nearest = rows.sort_values(["change", "use"], kind="stable").drop_duplicates(
        ["use", "product", "country", "attribute", "question"]
    )
    for row in nearest.to_dict("records"):
        one = factors.every[factors.position(str(row["figure"]))]
        at, stated = (
            amount_text(lang, one, amount=float(row[name])) for name in ("flips_at", "stated")
        )
        near = "flip-more" if row["flips_at"] >= row["stated"] else "flip-less"
        lines += _wrap(
            say(
                lang,
                near if at == stated else "flip",
                use=title_of(model, str(row["use"]), lang=lang),
                product=title_of(model, str(row["product"]), lang=lang),
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
