"""Partners and coalitions in plain words for a screen."""

from typing import TYPE_CHECKING

from valuechain.report.partners_lines import best_lines, layer_lines, partner_lines
from valuechain.report.partners_teller import SEEN, Teller, number_of, sums, wrapped
from valuechain.report.reader import rows_of
from valuechain.report.route_words import Words, plain
from valuechain.results.findings import Findings
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import percent, percent_range, within

if TYPE_CHECKING:
    import pandas as pd


def partners_text(found: Findings, model: Model, *, lang: Lang) -> str:
    """Tell in plain text which partners are worth most, what they cover and what stays missing.

    Parameters
    ----------
    found : Findings
        The answer of :func:`valuechain.studies.partners.partners`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines for a screen: the finding first, then the tables, with what is not certain.
    """
    teller = Teller(found, Words(model, lang))
    blocks = [*wrapped(_headline(teller)), "", *wrapped(asked(teller)), ""]
    if found.options["uses"]:
        blocks += [*partner_lines(teller), "", *best_lines(teller), ""]
    blocks += layer_lines(teller)
    if found.marking is not None:
        blocks.insert(0, label(lang, found.marking, of="marking").upper())
    return plain("\n".join(blocks))


def asked(teller: Teller) -> str:
    """Say how it was asked, and that the candidates are a choice."""
    found, lang = teller.found, teller.lang
    options = found.options
    parts: dict[str, object] = {
        "home": teller.home(),
        "attribute": label(lang, str(options["attribute"]), of="attribute"),
        "when": within(lang, "limit" if options["weeks"] == 0 else str(options["weeks"])),
    }
    if found.settings.trusted_countries:
        parts["trusted"] = teller.people(";".join(found.settings.trusted_countries))
        said = teller.say("asked", **parts)
    else:
        said = teller.say("asked-alone", **parts)
    groups = [str(one) for one in _plain_list(options["candidate_groups"])]
    if groups:
        return f"{said} {teller.say('judgement', groups=listing(lang, groups))}"
    names = teller.people(";".join(str(one) for one in _plain_list(options["candidates"])))
    return f"{said} {teller.say('chosen', names=names)}"


def _plain_list(held: object) -> list[object]:
    return list(held) if isinstance(held, list | tuple) else []


def _headline(teller: Teller) -> str:
    if not teller.found.options["uses"]:
        return " ".join(_nobody_holds(teller))
    total = sums(teller, "circle")
    singles = rows_of(total, kind="country")
    said = []
    if len(singles) and float(singles["gain"].iloc[0]) > SEEN:
        name = str(singles["candidate"].iloc[0])
        rows = rows_of(
            teller.found.summary, candidate=name, measure="joint", starting_from="circle"
        ).sort_values("gain", ascending=False)
        best, worst = rows.iloc[0], rows.iloc[-1]
        said.append(_exposed(teller, "headline", best, partner=teller.words.place(name)))
        if best["effect"] != "reduces" or not _surely_first(teller):
            said.append(teller.say("unsure"))
        if float(worst["gain"]) < -SEEN:
            said.append(_exposed(teller, "hurts", worst))
        said.append(_rests(teller, best))
    else:
        said += _together(teller)
    return " ".join([*said, *_stays(teller), *_nobody_holds(teller)])


def _together(teller: Teller) -> list[str]:
    """Say that no candidate helps alone, and which of them do together."""
    best = rows_of(teller.found["coalitions"], measure="joint").sort_values(
        ["gain", "size"], ascending=[False, True]
    )
    if len(best) and float(best["gain"].iloc[0]) > SEEN:
        first = best.iloc[0]
        told = teller.say(
            "gain-together",
            members=teller.people(str(first["members"])),
            without=teller.number(float(first["without"])),
            left=teller.number(float(first["left"])),
        )
        unsure = [teller.say("unsure")] if first["decision"] == "undecided" else []
        return [teller.say("no-gain-alone"), told, *unsure]
    every = rows_of(sums(teller, "circle"), candidate="like-minded")
    helped = bool((every["gain"] > SEEN).any())
    return [teller.say("no-gain-alone" if helped else "no-gain")]


def _surely_first(teller: Teller) -> bool:
    """Whether the same partner is best whatever the unlisted supply is."""
    best = rows_of(teller.found["coalitions"], measure="joint")
    return bool((best[best["size"] == 1]["decision"] == "decided").all())


def _rests(teller: Teller, row: "pd.Series") -> str:
    counts = {key: row[key] for key in ("figures", "read", "recall", "judgement")}
    weakest = f"{row['weakest_reliability']}{row['weakest_credibility']}"
    return teller.say("rests", **counts, weakest=weakest)


def _stays(teller: Teller) -> list[str]:
    """What the use that is exposed most keeps to fear with all candidates trusted."""
    every = rows_of(teller.found.summary, candidate="like-minded", starting_from="circle")
    worst = rows_of(every, measure="joint").sort_values("with", ascending=False).iloc[0]
    if float(worst["with"]) <= SEEN:
        return []
    single = rows_of(every, measure="alone", use=str(worst["use"])).iloc[0]
    alone = ""
    if single["worst_with"]:
        alone = teller.say(
            "stays-alone",
            place=teller.words.place(str(single["worst_with"])),
            loss=_range(teller, single, "with"),
        )
    return [_exposed(teller, "stays", worst, alone=alone)]


def _range(teller: Teller, row: "pd.Series", stem: str) -> str:
    low, middle, high = (float(row[f"{stem}{end}"]) for end in ("_low", "", "_high"))
    return percent_range(teller.lang, low, mode=middle, high=high)


def _exposed(teller: Teller, key: str, row: "pd.Series", **parts: object) -> str:
    return teller.say(
        key,
        use=teller.use(row["use"]),
        without=_range(teller, row, "without"),
        with_=_range(teller, row, "with"),
        **parts,
    )


def _nobody_holds(teller: Teller) -> list[str]:
    missing = teller.found["missing"]
    certain = rows_of(missing, decision="missing")
    theta = percent(teller.lang, number_of(teller.found.options["theta"]))
    n_products = len(teller.words.model.products)
    if not len(certain):
        said = [teller.say("all-hold", theta=theta)] if not len(missing) else []
    else:
        holders = certain[certain["holder"] != ""]["holder"].value_counts()
        named = sorted(holders.items(), key=lambda pair: (-int(pair[1]), str(pair[0])))[:3]
        said = [
            teller.say(
                "nobody-holds",
                count=len(certain),
                all=n_products,
                theta=theta,
                holders=", ".join(
                    teller.say("holder", place=teller.words.short(str(place)), count=count)
                    for place, count in named
                ),
            )
        ]
    unsure = len(missing) - len(certain)
    return [*said, teller.say("undecided-products", count=unsure)] if unsure else said
