"""What trusting partners takes away and what it leaves, in plain words for a screen."""

import textwrap
from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import WIDTH, marked, plain, wrapped
from valuechain.presentation.teller import Teller
from valuechain.questions.partners.words import WORDS
from valuechain.results.frames import known, rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import number, percent, percent_range, within

if TYPE_CHECKING:
    import pandas as pd


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text which partners are worth most, what they cover and what stays missing.

    Parameters
    ----------
    found : Result
        The answer of :func:`valuechain.partners`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines for a screen: the finding first, then the tables, with what is not certain.
    """
    teller = Teller(found, Names(model, lang), WORDS)
    blocks = [*wrapped(_headline(teller)), "", *wrapped(asked(teller)), ""]
    if found.options["uses"]:
        blocks += [*partner_lines(teller), "", *best_lines(teller), ""]
    blocks += layer_lines(teller)
    return plain("\n".join([*marked(lang, found.marking), *blocks]))


def asked(teller: Teller) -> str:
    """Say how it was asked, and that whom to trust is a political choice."""
    found, lang = teller.result, teller.lang
    options = found.options
    parts: dict[str, object] = {
        "home": _home(teller),
        "attribute": label(lang, str(options["attribute"]), of="attribute"),
        "when": within(lang, "limit" if options["weeks"] == 0 else str(options["weeks"])),
    }
    if found.settings.trusted_countries:
        parts["trusted"] = people(teller, ";".join(found.settings.trusted_countries))
        said = teller.say("asked", **parts)
    else:
        said = teller.say("asked-alone", **parts)
    groups = [str(one) for one in _plain_list(options["candidate_groups"])]
    if groups:
        return f"{said} {teller.say('judgement', groups=listing(lang, groups))}"
    names = people(teller, ";".join(str(one) for one in _plain_list(options["candidates"])))
    return f"{said} {teller.say('chosen', names=names)}"


def _plain_list(held: object) -> list[object]:
    return list(held) if isinstance(held, list | tuple) else []


def _headline(teller: Teller) -> str:
    if not teller.result.options["uses"]:
        return " ".join(_nobody_holds(teller))
    total = sums(teller, "circle")
    singles = rows_of(total, kind="country")
    said = []
    if len(singles) and float(singles["gain"].iloc[0]) > SEEN:
        name = str(singles["candidate"].iloc[0])
        rows = rows_of(
            teller.result.summary, candidate=name, measure="joint", starting_from="circle"
        ).sort_values("gain", ascending=False)
        best, worst = rows.iloc[0], rows.iloc[-1]
        said.append(_exposed(teller, "headline", best, partner=teller.names.place(name)))
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
    best = rows_of(teller.result["coalitions"], measure="joint").sort_values(
        ["gain", "size"], ascending=[False, True]
    )
    if len(best) and float(best["gain"].iloc[0]) > SEEN:
        first = best.iloc[0]
        told = teller.say(
            "gain-together",
            members=people(teller, str(first["members"])),
            without=_sum(teller, float(first["without"])),
            left=_sum(teller, float(first["left"])),
        )
        unsure = [teller.say("unsure")] if first["decision"] == "undecided" else []
        return [teller.say("no-gain-alone"), told, *unsure]
    every = rows_of(sums(teller, "circle"), candidate="like-minded")
    helped = bool((every["gain"] > SEEN).any())
    return [teller.say("no-gain-alone" if helped else "no-gain")]


def _surely_first(teller: Teller) -> bool:
    """Whether the same partner is best whatever the unlisted supply is."""
    best = rows_of(teller.result["coalitions"], measure="joint")
    return bool((best[best["size"] == 1]["decision"] == "decided").all())


def _rests(teller: Teller, row: "pd.Series") -> str:
    counts = {key: row[key] for key in ("figures", "read", "recall", "judgement")}
    weakest = f"{row['weakest_reliability']}{row['weakest_credibility']}"
    return teller.say("rests", **counts, weakest=weakest)


def _stays(teller: Teller) -> list[str]:
    """What the use that is exposed most keeps to fear with all candidates trusted."""
    every = rows_of(teller.result.summary, candidate="like-minded", starting_from="circle")
    worst = rows_of(every, measure="joint").sort_values("with", ascending=False).iloc[0]
    if float(worst["with"]) <= SEEN:
        return []
    single = rows_of(every, measure="alone", use=str(worst["use"])).iloc[0]
    alone = ""
    if single["worst_with"]:
        alone = teller.say(
            "stays-alone",
            place=teller.names.place(str(single["worst_with"])),
            loss=_range(teller, single, "with"),
        )
    return [_exposed(teller, "stays", worst, alone=alone)]


def _range(teller: Teller, row: "pd.Series", stem: str) -> str:
    low, middle, high = (float(row[f"{stem}{end}"]) for end in ("_low", "", "_high"))
    return percent_range(teller.lang, low, mode=middle, high=high)


def _exposed(teller: Teller, key: str, row: "pd.Series", **parts: object) -> str:
    return teller.say(
        key,
        use=teller.names.inline(str(row["use"])),
        without=_range(teller, row, "without"),
        with_=_range(teller, row, "with"),
        **parts,
    )


def _nobody_holds(teller: Teller) -> list[str]:
    missing = teller.result["missing"]
    certain = rows_of(missing, decision="missing")
    theta = percent(teller.lang, number_of(teller.result.options["theta"]))
    n_products = len(teller.names.model.products)
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
                    teller.say("holder", place=teller.names.short(str(place)), count=count)
                    for place, count in named
                ),
            )
        ]
    unsure = len(missing) - len(certain)
    return [*said, teller.say("undecided-products", count=unsure)] if unsure else said


_MOST: Final = 8
"""Countries that are shown."""


def partner_lines(teller: Teller) -> list[str]:
    """Tell how much exposure is left with each partner trusted."""
    total = sums(teller, "circle")
    n_uses = teller.result.summary["use"].nunique()
    first = total.iloc[0]
    without = _sum(teller, float(first["without"]))
    lines = wrapped(teller.say("table-partners", count=n_uses, without=without))
    lines.append(
        _row(
            *(
                teller.say(f"col-{name}")
                for name in ("partner", "left", "worst", "pairs", "sure", "most")
            )
        )
    )
    felt = total[(total["gain"].abs() > SEEN) | (total["kind"] == "coalition")]
    singles = felt[felt["kind"] == "country"].head(_MOST)
    for kind in (singles, felt[felt["kind"] == "coalition"]):
        lines += [_partner_row(teller, row) for row in _dicts(kind)]
    pairs = rows_of(
        teller.result["pairs"], candidate=str(first["candidate"]), starting_from="circle"
    )
    lines += wrapped(
        teller.say(
            "worst-note",
            without=_sum(teller, float(first["worst_without"])),
            pairs=int(pairs["without"].sum()),
            threshold=percent(teller.lang, teller.result.settings.exposure_threshold),
        )
    )
    idle = total[(total["gain"].abs() <= SEEN) & (total["kind"] == "country")]["candidate"]
    if len(idle):
        lines += wrapped(teller.say("no-difference", names=people(teller, ";".join(idle))))
    return lines


def _dicts(rows: "pd.DataFrame") -> list[dict[str, object]]:
    return [{str(key): cell for key, cell in row.items()} for row in rows.to_dict("records")]


def _row(name: str, *numbers: str) -> str:
    left, worst, pairs, sure, most = numbers
    name, most = _short(name, 17), _short(most, WIDTH - 51)
    return f"  {name:<17}{left:>6}{worst:>8}{pairs:>6}{sure:>10}  {most}".rstrip()


def _partner_row(teller: Teller, row: dict[str, object], start: str = "circle") -> str:
    """One partner beside the circle; beside home alone where the circle has it already."""
    rows = rows_of(
        teller.result.summary,
        candidate=str(row["candidate"]),
        measure="joint",
        starting_from=start,
    )
    name = partner_name(teller, str(row["candidate"]))
    if not (rows["added"] != "").any():
        again = rows_of(sums(teller, "home"), candidate=str(row["candidate"]))
        if start == "circle" and len(again):
            return _partner_row(teller, _dicts(again)[0], "home")
        return _row(name, "", "", "", "", teller.say("nobody-added"))
    pairs = rows_of(teller.result["pairs"], candidate=str(row["candidate"]), starting_from=start)
    best = rows.sort_values(["gain", "use"], ascending=[False, True]).iloc[0]
    sure = int((rows["effect"] == "reduces").sum())
    gain = percent(teller.lang, float(best["gain"]))
    most = teller.say("row-most", use=teller.names.inline(str(best["use"])), gain=gain)
    if start == "home":
        most = teller.say("from-home", without=_sum(teller, number_of(row["without"])))
    return _row(
        name,
        _sum(teller, number_of(row["with"])),
        _sum(teller, number_of(row["worst"])),
        str(int(pairs["with"].sum())),
        teller.say("of", some=sure, all=len(rows)),
        most if start == "home" or float(best["gain"]) > SEEN else "",
    )


def best_lines(teller: Teller) -> list[str]:
    """The best coalitions, by both measures, and how sure that is."""
    lines = [teller.say("table-best")]
    for measure in ("joint", "alone"):
        mark = "  - " if measure == "joint" else "  / "
        for row in rows_of(teller.result["coalitions"], measure=measure).to_dict("records"):
            proof = "proof-undecided" if row["decision"] == "undecided" else "proof-decided"
            said = (
                teller.say(proof)
                if row["exact"]
                else teller.say("proof-gap", gap=_sum(teller, float(row["gap"])))
            )
            text = teller.say(
                "best",
                size=row["size"],
                members=people(teller, str(row["members"])),
                left=_sum(teller, float(row["left"])),
                without=_sum(teller, float(row["without"])),
                proof=said,
            )
            lines += wrapped(text, mark)
    return lines


def layer_lines(teller: Teller) -> list[str]:
    """Tell the fewest countries that together make enough of each layer."""
    found = teller.result["smallest"]
    theta = percent(teller.lang, number_of(teller.result.options["theta"]))
    lines = wrapped(teller.say("table-layers", theta=theta))
    short = [teller.names.short(one) for one in teller.result.settings.home]
    head = teller.say("col-members", home=listing(teller.lang, short))
    layer, covered, level = (teller.say(f"col-{one}") for one in ("layer", "covered", "level"))
    lines += _layer_row(layer, covered, level, head)
    titles = {one.id: teller.names.text(one.title) for one in teller.names.model.layers}
    for row in rows_of(found, bound="value").to_dict("records"):
        kept = row["level"]
        covered = teller.say("of", some=row["covered"], all=row["products"])
        if row["decision"] == "undecided":
            covered += "?"
        lines += _layer_row(
            titles[str(row["layer"])],
            covered,
            percent(teller.lang, float(kept)) if known(kept) else "",
            people(teller, str(row["members"])) if row["covered"] else "",
        )
    return [*lines, *wrapped(teller.say("level-note"))]


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else textwrap.shorten(text, width, placeholder="…")


def _layer_row(name: str, covered: str, level: str, members: str) -> list[str]:
    head = f"  {_short(name, 34):<34}{covered:>10}{level:>7}  "
    first, *more = textwrap.wrap(members, WIDTH - len(head)) or [""]
    return [(head + first).rstrip(), *(" " * len(head) + one for one in more)]


SEEN: Final = 0.005
"""Less than half a point, summed over the uses, is no difference on a screen."""


def _sum(teller: Teller, amount: float) -> str:
    """Write a sum of exposures."""
    return number(teller.lang, amount, digits=2)


def _home(teller: Teller) -> str:
    """Name home."""
    return listing(teller.lang, [teller.names.place(one) for one in teller.result.settings.home])


def people(teller: Teller, members: str) -> str:
    """Name countries that are separated by ;, whole groups by their own name."""
    names = {one for one in members.split(";") if one}
    if not names:
        return teller.say("nobody")
    own = set(teller.result.settings.home_countries)
    shown = []
    groups = teller.names.model.groups
    for group in sorted(groups, key=lambda one: -len(groups[one].members)):
        inside = set(groups[group].members) - own
        if len(inside) > 3 and inside <= names:
            shown.append(teller.names.short(group) if group == "EU27" else group)
            names -= inside
    return ", ".join([*shown, *(teller.names.short(one) for one in sorted(names))])


def partner_name(teller: Teller, name: str) -> str:
    """Name a country or a coalition in the reader's language."""
    if name == "like-minded":
        return teller.say("all-candidates")
    return teller.names.short(name) if len(name) == 3 and name.isalpha() else name


def sums(teller: Teller, start: str) -> "pd.DataFrame":
    """Exposure summed over the uses by candidate and measure, largest joint gain first."""
    rows = rows_of(teller.result.summary, starting_from=start)
    total = rows.groupby(["candidate", "kind", "measure"], as_index=False)[
        ["without", "with", "gain"]
    ].sum()
    joint = rows_of(total, measure="joint")
    alone = rows_of(total, measure="alone").set_index("candidate")
    joint = joint.assign(
        worst=joint["candidate"].map(alone["with"]),
        worst_without=joint["candidate"].map(alone["without"]),
    )
    return joint.sort_values(["gain", "candidate"], ascending=[False, True], ignore_index=True)


def number_of(held: object) -> float:
    """Read a number from a cell or an option; 0 where it is none."""
    return float(held) if isinstance(held, int | float) else 0.0
