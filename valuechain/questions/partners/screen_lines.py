"""The tables of the summary of partners, line by line."""

import textwrap
from typing import TYPE_CHECKING, Final

from valuechain.questions.partners.teller import SEEN, WIDTH, Teller, number_of, sums, wrapped
from valuechain.results.frames import known, rows_of
from valuechain.texts.languages import listing
from valuechain.texts.numbers import percent

if TYPE_CHECKING:
    import pandas as pd

_MOST: Final = 8
"""Countries that are shown."""


def partner_lines(teller: Teller) -> list[str]:
    """What is left of exposure with each partner."""
    total = sums(teller, "circle")
    n_uses = teller.found.summary["use"].nunique()
    first = total.iloc[0]
    without = teller.number(float(first["without"]))
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
        teller.found["pairs"], candidate=str(first["candidate"]), starting_from="circle"
    )
    lines += wrapped(
        teller.say(
            "worst-note",
            without=teller.number(float(first["worst_without"])),
            pairs=int(pairs["without"].sum()),
            threshold=percent(teller.lang, teller.found.settings.exposure_threshold),
        )
    )
    idle = total[(total["gain"].abs() <= SEEN) & (total["kind"] == "country")]["candidate"]
    if len(idle):
        lines += wrapped(teller.say("no-difference", names=teller.people(";".join(idle))))
    return lines


def _dicts(rows: "pd.DataFrame") -> list[dict[str, object]]:
    return [{str(key): cell for key, cell in row.items()} for row in rows.to_dict("records")]


def _row(name: str, *numbers: str) -> str:
    left, worst, pairs, sure, most = numbers
    name, most = _short(name, 18), _short(most, WIDTH - 50)
    return f"  {name:<18}{left:>6}{worst:>8}{pairs:>6}{sure:>8}  {most}".rstrip()


def _partner_row(teller: Teller, row: dict[str, object], start: str = "circle") -> str:
    """One partner beside the circle; beside home alone where the circle has it already."""
    rows = rows_of(
        teller.found.summary,
        candidate=str(row["candidate"]),
        measure="joint",
        starting_from=start,
    )
    name = teller.partner(str(row["candidate"]))
    if not (rows["added"] != "").any():
        again = rows_of(sums(teller, "home"), candidate=str(row["candidate"]))
        if start == "circle" and len(again):
            return _partner_row(teller, _dicts(again)[0], "home")
        return _row(name, "", "", "", "", teller.say("nobody-added"))
    pairs = rows_of(teller.found["pairs"], candidate=str(row["candidate"]), starting_from=start)
    best = rows.sort_values(["gain", "use"], ascending=[False, True]).iloc[0]
    sure = int((rows["effect"] == "reduces").sum())
    gain = percent(teller.lang, float(best["gain"]))
    most = teller.say("row-most", use=teller.use(best["use"]), gain=gain)
    if start == "home":
        most = teller.say("from-home", without=teller.number(number_of(row["without"])))
    return _row(
        name,
        teller.number(number_of(row["with"])),
        teller.number(number_of(row["worst"])),
        str(int(pairs["with"].sum())),
        teller.say("of", some=sure, all=len(rows)),
        most if start == "home" or float(best["gain"]) > SEEN else "",
    )


def best_lines(teller: Teller) -> list[str]:
    """The best coalitions, by both measures, and how sure that is."""
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
            lines += wrapped(f"{mark}{text}", indent="    ")
    return lines


def layer_lines(teller: Teller) -> list[str]:
    """The fewest countries that hold enough of each layer."""
    found = teller.found["smallest"]
    theta = percent(teller.lang, number_of(teller.found.options["theta"]))
    lines = wrapped(teller.say("table-layers", theta=theta))
    short = [teller.words.short(one) for one in teller.found.settings.home]
    head = teller.say("col-members", home=listing(teller.lang, short))
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
    return [*lines, *wrapped(teller.say("level-note"))]


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else textwrap.shorten(text, width, placeholder="…")


def _layer_row(name: str, covered: str, level: str, members: str) -> list[str]:
    head = f"  {_short(name, 34):<34}{covered:>10}{level:>7}  "
    first, *more = textwrap.wrap(members, WIDTH - len(head)) or [""]
    return [(head + first).rstrip(), *(" " * len(head) + one for one in more)]
