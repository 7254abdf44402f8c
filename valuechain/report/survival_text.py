"""What the uses survive, in plain words for a screen."""

import textwrap
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from valuechain.report.route_words import plain
from valuechain.results.findings import Findings
from valuechain.schema import Model
from valuechain.studies.loss_names import gone_of, text_of
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration, number, percent
from valuechain.texts.places import short_place
from valuechain.texts.survival import tell

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 80
_NAME, _TIME, _BACK = 29, 10, 12
_EACH: Final = 3
_OBSTACLES: Final = (
    "time-unknown",
    "spare-unknown",
    "spare-none",
    "spare-little",
    "time",
    "service",
)
"""What is said of several: the first."""
_LOSS: Final = ["use", "removed", "kind", "attribute", "mode", "product"]


def survival_text(found: Findings, model: Model, *, lang: Lang) -> str:
    """Tell in plain text what the uses survive.

    Parameters
    ----------
    found : Findings
        The result.
    model : Model
        The model it was computed from, for titles.
    lang : str
        Language.

    Returns
    -------
    str
        The headline, then of each use the losses that it survives least, at most 80 wide.
    """
    return plain("\n".join(_Screen(found, model, lang).lines()))


def worst_losses(rows: "pd.DataFrame", *, use: str, own: Iterable[str]) -> "pd.DataFrame":
    """Losses that a use survives least, other than of home itself, the shortest time first.

    Where there is a gap whoever is not listed, they come first; of the attributes and modes of one
    country the worst is taken.
    """
    abroad = rows[
        (rows["use"] == use)
        & ~rows["removed"].isin(list(own))
        & rows["verdict"].isin(["gap", "undecided"])
    ]
    order = abroad.assign(
        _doubt=abroad["verdict"] != "gap",
        _tts=abroad["tts_low"].astype("float64"),
        _gap=-abroad["gap_high"].astype("float64").fillna(float("inf")),
    ).sort_values(["_doubt", "_tts", "_gap", "removed"], kind="stable")
    return order.drop_duplicates(["removed", "product"])


def gone_name(model: Model, row: "Mapping[Hashable, object]", *, lang: Lang, room: int = 40) -> str:
    """Name what is gone, and how, where there is little room."""
    gone = gone_of(
        model,
        str(row["removed"]),
        kind=str(row["kind"]),
        attribute="any",
        mode="withheld" if row["mode"] == "withheld" else "lost",
        product=str(row["product"]),
        lang=lang,
    )
    name = short_place(lang, gone.name, titles={}) if gone.kind == "country" else gone.name
    if gone.product_title:
        name = f"{name}: {inline(gone.product_title)}"
    how = f", {tell(lang, gone.mode)}"
    if len(name) + len(how) > room:
        name = f"{name[: room - len(how) - 1].rstrip()}…"
    return f"{name}{how}"


class _Screen:
    def __init__(self, found: Findings, model: Model, lang: Lang) -> None:
        self.found, self.model, self.lang = found, model, lang
        self.rows = found.summary
        asked = found.options
        self.weeks = int(str(asked["weeks"]))
        self.theta = float(str(asked["theta"]))
        self.uses = [str(one) for one in asked["uses"]]  # type: ignore[attr-defined]

    def lines(self) -> list[str]:
        """All lines, each at most as wide as a screen."""
        lang, rows = self.lang, self.rows
        lines = (
            []
            if self.found.marking is None
            else [label(lang, self.found.marking, of="marking").upper()]
        )
        shared = {
            "theta": percent(lang, self.theta),
            "weeks": duration(lang, self.weeks),
            "asked": number(lang, self.found.provenance.counts["combinations"]),
        }
        if not len(rows):
            return [*lines, *_wrapped(f"{tell(lang, 'never', **shared)}{self._tie()}")]
        counts = {word: int((rows["verdict"] == word).sum()) for word in rows["verdict"].unique()}
        fall = int(rows["tts"].notna().sum())
        most = "" if fall == len(rows) else tell(lang, "at-most", count=len(rows))
        text = tell(lang, "headline", fall=fall, most=most, **shared)
        told = {word: counts.get(word, 0) for word in ("gap", "bridged", "undecided")}
        text += f" {tell(lang, 'counts', all=len(rows), **told)}"
        closed = ""
        if self.found.options["stocks"]:
            stocks = self.found["stocks"]
            mine = stocks[(stocks["sufficient"] == "yes") & (stocks["bound"] == "value")]
            closed = f" {tell(lang, 'closable', count=len(mine.drop_duplicates(_LOSS)))}"
        lines += _wrapped(f"{text}{closed}{self._tie()}")
        unhurt = [self.use(use) for use in self.uses if use not in set(rows["use"])]
        if unhurt:
            names = listing(lang, [inline(name) for name in unhurt])
            lines += _wrapped(tell(lang, "unhurt", names=names))
        if capped := int(self.found["holding"]["capped"].sum()):
            lines += _wrapped(tell(lang, "capped", count=capped))
        head = (tell(lang, f"column-{name}") for name in ("use", "tts", "recovery", "closes"))
        lines += ["", _line(*head)]
        for use in self.uses:
            lines += self._of_use(rows[rows["use"] == use])
        return [*lines, "", *_wrapped(tell(lang, "note", weeks=self.weeks))]

    def _tie(self) -> str:
        """Say by which fact a country counts, where countries were asked about."""
        asked = self.found.options
        if not {"countries", "parts"} & set(asked["by"]):  # type: ignore[call-overload]
            return ""
        if asked["attribute"] == "all":
            return f" {tell(self.lang, 'tie-all')}"
        attribute = label(self.lang, str(asked["attribute"]), of="attribute")
        return f" {tell(self.lang, 'tie', attribute=attribute)}"

    def _of_use(self, rows: "pd.DataFrame") -> list[str]:
        """The shortest times of one use; of one country the worst attribute."""
        worst = (
            worst_losses(rows, use=str(rows["use"].iloc[0]), own=self.found.settings.home_countries)
            if len(rows)
            else rows
        )
        if not len(worst):
            return []
        lines = [capital(self.use(str(worst["use"].iloc[0])))]
        for row in worst.head(_EACH).to_dict("records"):
            doubt = row["verdict"] == "undecided"
            lines.append(
                _line(
                    f"  {gone_name(self.model, row, lang=self.lang, room=_NAME - 3)}",
                    self._time(row["tts"], row["tts_low"], doubt=doubt),
                    self._time(
                        row["weeks_to_recovery"], row["weeks_to_recovery_high"], doubt=doubt
                    ),
                    self._closes(row),
                )
            )
        if len(worst) > _EACH:
            lines.append(f"  {tell(self.lang, 'more', count=len(worst) - _EACH)}")
        return lines

    def _time(self, middle: object, worst: object, *, doubt: bool) -> str:
        first, second = self._weeks(middle), self._weeks(worst)
        if first == second:
            return first
        return f"{first} ({second}{'?' if doubt else ''})"

    def _weeks(self, weeks: object) -> str:
        whole = str(weeks)
        return whole if whole.isdecimal() else f">{self.weeks}"

    def _closes(self, row: "Mapping[Hashable, object]") -> str:
        stocks = self.found["stocks"]
        same = (stocks[_LOSS] == [row[name] for name in _LOSS]).all(axis=1)
        mine = stocks[same]
        if row["verdict"] == "undecided":
            met = set(mine["obstacle"])
            unknown = [one for one in ("time-unknown", "spare-unknown") if one in met]
            return tell(self.lang, "-".join(["undecided", *unknown[:1]]))
        for place in ("use", "source"):
            some = mine[(mine["held_by"] == place) & (mine["sufficient"] == "yes")]
            if len(some):
                return tell(self.lang, f"closes-{place}", weeks=some["extra_weeks"].iloc[0])
        for obstacle in _OBSTACLES:
            if (mine["obstacle"] == obstacle).any():
                return tell(self.lang, obstacle)
        return tell(self.lang, "not-found") if len(mine) else ""

    def use(self, use: str) -> str:
        """Title of a use."""
        return text_of(self.model.uses[use].title, self.lang)


def _line(name: str, tts: str, recovery: str, closes: str) -> str:
    return f"{name:<{_NAME}}{tts:>{_TIME}}{recovery:>{_BACK}}  {closes}".rstrip()


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False)
