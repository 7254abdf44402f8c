"""What is said of a comparison, in sentences that screen and page share."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from valuechain.presentation.names import Names
from valuechain.questions.change.contracts import RISKY
from valuechain.questions.change.words import WORDS
from valuechain.results.result import Result
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, listing
from valuechain.texts.numbers import date_text, number, percent, within
from valuechain.vocab.tolerances import SHOWN
from valuechain.vocab.words import CHANGE_CLASSES

if TYPE_CHECKING:
    from collections.abc import Hashable

Cells = Mapping["Hashable", Any]
_MINUS: Final = "\u2212"
_CLASS_ORDER: Final = (RISKY, "strategic", "undecided", "watch", "none")


@dataclass(frozen=True, slots=True)
class ChangeTeller:
    """Says what changed between two versions, from the tables of their comparison."""

    found: Result
    names: Names

    def say(self, key: str, **parts: object) -> str:
        """Say a sentence about what changed, in the reader's language."""
        return WORDS.say(self.names.lang, key, **parts)

    def day(self, which: str) -> str:
        """Date of the old or the new version, as the reader's language writes it."""
        told: Any = self.found.options[which]
        return date_text(self.names.lang, date.fromisoformat(str(told["as_of"])))

    @property
    def least(self) -> str:
        """Smallest change of a loss that is listed, 0..1."""
        return percent(self.names.lang, float(str(self.found.options["least"])))

    def heading(self) -> str:
        """State the finding: which dependencies became risky, and which are so no more."""
        turned = self.turned()
        new = sum(row["risky"] == "new" for row in turned)
        gone = sum(row["risky"] == "vanished" for row in turned)
        if new or gone:
            return self.say("heading-risky", new=new, gone=gone)
        if not len(self.found["moves"]) and not turned:
            return self.say("heading-none", least=self.least)
        return self.say("heading-same")

    def summary(self) -> Iterator[str]:
        """Say how much moved, what is in one of the two only, and how much is explained."""
        moves, turned = self.found["moves"], self.turned()
        counts = {"moves": len(moves), "verdicts": len(turned), "least": self.least}
        smaller = int(str(self.found.options["smaller_moves"]))
        said = self.say("moved", **counts)
        yield f"{said} {self.say('smaller', count=smaller)}" if smaller else said
        for there in ("old", "new"):
            some = [
                self.title(row)
                for row in self.found.summary.to_dict("records")
                if row["there"] == there
            ]
            if some:
                yield self.say(f"only-{there}", names=listing(self.names.lang, some))
        figures = self.found["figure_changes"]
        silent = int(str(self.found.options["figures_without_reason"]))
        key = "figures" if len(figures) else "figures-none"
        yield self.say(key, count=len(figures), silent=silent)

    def title(self, row: Cells) -> str:
        """Name the use of a row in the reader's language."""
        return self.names.title(str(row["use"]))

    def tops(self) -> list[Cells]:
        """Uses of which a loss changed, the largest change first."""
        rows = [row for row in self.found.summary.to_dict("records") if _is_known(row["old"])]
        return sorted(rows, key=lambda row: (-abs(row["difference"]), row["use"]))

    def top(self, row: Cells) -> str:
        """Say which loss of a use changed most."""
        lang = self.names.lang
        return self.say(
            "top",
            use=self.title(row),
            who=self.names.place(str(row["removed"])),
            tie=label(lang, str(row["attribute"]), of="attribute"),
            mode=label(lang, str(row["mode"]), of="mode"),
            when=within(lang, str(row["horizon"])),
            old=percent(lang, row["old"]),
            new=percent(lang, row["new"]),
        )

    def because(self, row: Cells) -> str:
        """Say of which parts a difference is made, the largest first."""
        lang = self.names.lang
        parts = sorted(
            ((name, float(row[name])) for name in CHANGE_CLASSES if abs(row[name]) >= SHOWN),
            key=lambda part: -abs(part[1]),
        )
        told = [
            self.say("part", name=label(lang, name, of="change"), points=self.points(part))
            for name, part in parts
        ]
        return self.say("because", parts=listing(lang, told))

    def points(self, part: float) -> str:
        """Write a difference in percentage points, with its sign.

        What is less than one has a digit after the point.
        """
        digits = 0 if abs(part) >= 0.00995 or part == 0 else 1
        sign = "+" if part > 0 else _MINUS if part < 0 else ""
        return sign + number(self.names.lang, 100 * abs(part), digits=digits)

    def turned(self) -> list[Cells]:
        """Dependencies with another class, whatever the tie: the most telling first."""
        frame = self.found["verdict_changes"]
        rows = frame[frame["attribute"] == "any"].to_dict("records")
        order = {"new": 0, "vanished": 1, "no": 2}
        return sorted(
            rows,
            key=lambda row: (
                order[row["risky"]],
                _CLASS_ORDER.index(row["class_new"]),
                -abs(row["exposure_new"] - row["exposure_old"]),
                row["use"],
                row["product"],
                row["country"],
            ),
        )

    def verdict(self, row: Cells) -> str:
        """Say how a verdict changed, and on which figure that hangs."""
        lang = self.names.lang
        return self.say(
            "verdict",
            use=self.title(row),
            product=self.names.inline(str(row["product"])),
            country=self.names.place(str(row["country"])),
            question=label(lang, str(row["question"]), of="question"),
            old=label(lang, str(row["class_old"]), of="class"),
            new=label(lang, str(row["class_new"]), of="class"),
            before=percent(lang, row["exposure_old"]),
            after=percent(lang, row["exposure_new"]),
            hangs=self.hangs(row),
        )

    def hangs(self, row: Cells) -> str:
        """Say on which changed figures another verdict rests."""
        named = row["hangs_on"] if isinstance(row["hangs_on"], str) else ""
        some = named.split(";") if named else []
        key = f"how-{row['how']}"
        if row["how"] == "alone" and len(some) > 1:
            key += "-some"
        if row["how"] == "enough" and len(some) == 1:
            key += "-one"
        return self.say(key, names=", ".join(some))

    def reason(self, row: Cells) -> str:
        """Say why a figure changed, as the model says it."""
        lang = self.names.lang
        if not isinstance(row["why"], str) or not row["why"]:
            return capital(label(lang, "unexplained", of="change"))
        said = str(row[f"because_{lang}"])
        return f"{capital(label(lang, str(row['why']), of='why'))}: {said}"


def _is_known(cell: Any) -> bool:
    return not math.isnan(float(cell))
