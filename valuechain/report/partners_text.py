"""Partners and coalitions in plain words for a screen."""

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.report.reader import known, rows_of
from valuechain.report.route_words import Words, plain
from valuechain.results.findings import Findings
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, inline, listing
from valuechain.texts.numbers import number, percent, percent_range, within
from valuechain.texts.partners import tell_partners

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 88
_SEEN: Final = 0.005
"""Less than half a point, summed over the uses, is no difference on a screen."""
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class _Teller:
    found: Findings
    words: Words

    @property
    def lang(self) -> Lang:
        """Language of the reader."""
        return self.words.lang

    def say(self, key: str, **parts: object) -> str:
        """Say a sentence."""
        return tell_partners(self.lang, key, **parts)

    def number(self, amount: float) -> str:
        """Write a sum of exposures."""
        return number(self.lang, amount, digits=2)

    def use(self, name: object) -> str:
        """Name a use inside a sentence."""
        return inline(self.words.title(str(name)))

    def home(self) -> str:
        """Name home."""
        return listing(self.lang, [self.words.short(one) for one in self.found.settings.home])

    def people(self, members: str) -> str:
        """Name countries that are separated by ;, whole groups by their own name."""
        names = {one for one in members.split(";") if one}
        if not names:
            return self.say("nobody")
        own = set(self.found.settings.home_countries)
        shown = []
        groups = self.words.model.groups
        for group in sorted(groups, key=lambda one: -len(groups[one].members)):
            inside = set(groups[group].members) - own
            if len(inside) > 3 and inside <= names:
                shown.append(self.words.short(group) if group == "EU27" else group)
                names -= inside
        return ", ".join([*shown, *(self.words.short(one) for one in sorted(names))])

    def partner(self, name: str) -> str:
        """Name a country or a coalition."""
        if name == "like-minded":
            return self.say("all-candidates")
        return self.words.short(name) if len(name) == 3 and name.isalpha() else name


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
    teller = _Teller(found, Words(model, lang))
    blocks = [
        *_wrapped(_headline(teller)),
        "",
        *_wrapped(_asked(teller)),
        "",
        *_partner_lines(teller),
        "",
        *_best_lines(teller),
        "",
        *_layer_lines(teller),
    ]
    if found.marking is not None:
        blocks.insert(0, label(lang, found.marking, of="marking").upper())
    return plain("\n".join(blocks))


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False, subsequent_indent=indent)


def _asked(teller: _Teller) -> str:
    found, lang = teller.found, teller.lang
    options = found.options
    parts: dict[str, object] = {
        "home": teller.home(),
        "attribute": label(lang, str(options["attribute"]), of="attribute"),
        "when": within(lang, "limit" if options["weeks"] == 0 else str(options["weeks"])),
    }
    if found.settings.trusted_countries:
        parts["trusted"] = teller.people(";".join(found.settings.trusted_countries))
        asked = teller.say("asked", **parts)
    else:
        asked = teller.say("asked-alone", **parts)
    groups = [str(one) for one in _plain_list(options["candidate_groups"])]
    if groups:
        return f"{asked} {teller.say('judgement', groups=listing(lang, groups))}"
    names = teller.people(";".join(str(one) for one in _plain_list(options["candidates"])))
    return f"{asked} {teller.say('chosen', names=names)}"


def _plain_list(held: object) -> list[object]:
    return list(held) if isinstance(held, list | tuple) else []


def _sums(teller: _Teller, start: str) -> "pd.DataFrame":
    """Exposure summed over the uses by candidate and measure, largest joint gain first."""
    rows = rows_of(teller.found.summary, starting_from=start)
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


def _headline(teller: _Teller) -> str:
    total = _sums(teller, "circle")
    singles = rows_of(total, kind="country")
    said = []
    if len(singles) and float(singles["gain"].iloc[0]) > _SEEN:
        name = str(singles["candidate"].iloc[0])
        rows = rows_of(
            teller.found.summary, candidate=name, measure="joint", starting_from="circle"
        ).sort_values("gain", ascending=False)
        best, worst = rows.iloc[0], rows.iloc[-1]
        said.append(_exposed(teller, "headline", best, partner=teller.words.place(name)))
        if best["effect"] != "reduces":
            said.append(teller.say("unsure"))
        if float(worst["gain"]) < -_SEEN:
            said.append(_exposed(teller, "hurts", worst))
        said.append(_rests(teller, best))
    else:
        said.append(teller.say("no-gain"))
    return " ".join([*said, *_stays(teller), *_nobody_holds(teller)])


def _rests(teller: _Teller, row: "pd.Series") -> str:
    counts = {key: row[key] for key in ("figures", "read", "recall", "judgement")}
    weakest = f"{row['weakest_reliability']}{row['weakest_credibility']}"
    return teller.say("rests", **counts, weakest=weakest)


def _stays(teller: _Teller) -> list[str]:
    """What the use that is exposed most keeps to fear with all candidates trusted."""
    every = rows_of(teller.found.summary, candidate="like-minded", starting_from="circle")
    worst = rows_of(every, measure="joint").sort_values("with", ascending=False).iloc[0]
    if float(worst["with"]) <= _SEEN:
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


def _range(teller: _Teller, row: "pd.Series", stem: str) -> str:
    low, middle, high = (float(row[f"{stem}{end}"]) for end in ("_low", "", "_high"))
    return percent_range(teller.lang, low, mode=middle, high=high)


def _exposed(teller: _Teller, key: str, row: "pd.Series", **parts: object) -> str:
    return teller.say(
        key,
        use=teller.use(row["use"]),
        without=_range(teller, row, "without"),
        with_=_range(teller, row, "with"),
        **parts,
    )


def _nobody_holds(teller: _Teller) -> list[str]:
    missing = teller.found["missing"]
    certain = rows_of(missing, decision="missing")
    theta = percent(teller.lang, _number(teller.found.options["theta"]))
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


def _number(held: object) -> float:
    return float(held) if isinstance(held, int | float) else 0.0


def _partner_lines(teller: _Teller) -> list[str]:
    total = _sums(teller, "circle")
    n_uses = teller.found.summary["use"].nunique()
    first = total.iloc[0]
    without = teller.number(float(first["without"]))
    lines = _wrapped(teller.say("table-partners", count=n_uses, without=without))
    lines.append(
        _row(*(teller.say(f"col-{name}") for name in ("partner", "left", "worst", "sure", "most")))
    )
    felt = total[(total["gain"].abs() > _SEEN) | (total["kind"] == "coalition")]
    singles = felt[felt["kind"] == "country"].head(_MOST)
    for kind in (singles, felt[felt["kind"] == "coalition"]):
        lines += [_partner_row(teller, row) for row in _dicts(kind)]
    lines += _wrapped(
        teller.say("worst-note", without=teller.number(float(first["worst_without"])))
    )
    idle = total[(total["gain"].abs() <= _SEEN) & (total["kind"] == "country")]["candidate"]
    if len(idle):
        lines += _wrapped(teller.say("no-difference", names=teller.people(";".join(idle))))
    return lines


def _dicts(rows: "pd.DataFrame") -> list[dict[str, object]]:
    return [{str(key): cell for key, cell in row.items()} for row in rows.to_dict("records")]


def _row(name: str, left: str, worst: str, sure: str, most: str) -> str:
    name, most = _short(name, 22), _short(most, WIDTH - 48)
    return f"  {name:<22}{left:>6}{worst:>8}{sure:>8}  {most}".rstrip()


def _partner_row(teller: _Teller, row: dict[str, object], start: str = "circle") -> str:
    """One partner beside the circle; beside home alone where the circle has it already."""
    rows = rows_of(
        teller.found.summary,
        candidate=str(row["candidate"]),
        measure="joint",
        starting_from=start,
    )
    name = teller.partner(str(row["candidate"]))
    if not (rows["added"] != "").any():
        again = rows_of(_sums(teller, "home"), candidate=str(row["candidate"]))
        if start == "circle" and len(again):
            return _partner_row(teller, _dicts(again)[0], "home")
        return _row(name, "", "", "", teller.say("nobody-added"))
    best = rows.sort_values(["gain", "use"], ascending=[False, True]).iloc[0]
    sure = int((rows["effect"] == "reduces").sum())
    gain = percent(teller.lang, float(best["gain"]))
    most = teller.say("row-most", use=teller.use(best["use"]), gain=gain)
    if start == "home":
        most = teller.say("from-home", without=teller.number(_number(row["without"])))
    return _row(
        name,
        teller.number(_number(row["with"])),
        teller.number(_number(row["worst"])),
        teller.say("of", some=sure, all=len(rows)),
        most if start == "home" or float(best["gain"]) > _SEEN else "",
    )


def _best_lines(teller: _Teller) -> list[str]:
    lines = [teller.say("table-best")]
    for measure in ("joint", "alone"):
        mark = "  - " if measure == "joint" else "  / "
        for row in rows_of(teller.found["coalitions"], measure=measure).to_dict("records"):
            proof = "proof-undecided" if row["decision"] == "undecided" else "proof-decided"
            said = (
                teller.say(proof)
                if row["exact"]
                else teller.say("proof-gap", gap=teller.number(float(row["gap"])))
            )
            text = teller.say(
                "best",
                size=row["size"],
                members=teller.people(str(row["members"])),
                left=teller.number(float(row["left"])),
                without=teller.number(float(row["without"])),
                proof=said,
            )
            lines += _wrapped(f"{mark}{text}", indent="    ")
    return lines


def _layer_lines(teller: _Teller) -> list[str]:
    found = teller.found["smallest"]
    theta = percent(teller.lang, _number(teller.found.options["theta"]))
    lines = [teller.say("table-layers", theta=theta)]
    head = teller.say("col-members", home=teller.home())
    layer, covered, level = (teller.say(f"col-{one}") for one in ("layer", "covered", "level"))
    lines += _layer_row(layer, covered, level, head)
    titles = {one.id: teller.words.text(one.title) for one in teller.words.model.layers}
    for row in rows_of(found, bound="value").to_dict("records"):
        kept = row["level"]
        covered = teller.say("of", some=row["covered"], all=row["products"])
        if row["decision"] == "undecided":
            covered += "?"
        lines += _layer_row(
            titles[str(row["layer"])],
            covered,
            percent(teller.lang, float(kept)) if known(kept) else "",
            teller.people(str(row["members"])) if row["covered"] else "",
        )
    return [*lines, *_wrapped(teller.say("level-note"))]


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else textwrap.shorten(text, width, placeholder="…")


def _layer_row(name: str, covered: str, level: str, members: str) -> list[str]:
    head = f"  {_short(name, 34):<34}{covered:>10}{level:>7}  "
    first, *more = textwrap.wrap(members, WIDTH - len(head)) or [""]
    return [(head + first).rstrip(), *(" " * len(head) + one for one in more)]
