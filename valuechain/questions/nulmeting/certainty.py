"""How sure we are: on what the headlines rest, what to check first, what is undecided."""

from collections import Counter
from dataclasses import dataclass

from valuechain.questions.nulmeting.cited import Said
from valuechain.questions.nulmeting.dependencies import Ten
from valuechain.questions.nulmeting.headline import Evidence, Headline
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import rows_of
from valuechain.texts.labels import label
from valuechain.texts.numbers import percent

CHECKED = 5
SHOWN_UNDECIDED = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """The evidence of one headline, as fractions of its figures."""

    number: int
    sentence: str
    evidence: Evidence
    weakest: str

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """Status and fraction, for drawing."""
        of = max(1, self.evidence.figures)
        return (
            ("read", self.evidence.read / of),
            ("recall", self.evidence.recall / of),
            ("judgement", self.evidence.judgement / of),
        )


@dataclass(frozen=True, slots=True)
class Certainty:
    """The section: bars, figures to check, and what is undecided."""

    heading: str
    bars: tuple[Bar, ...]
    checks: tuple[str, ...]
    routed: bool
    undecided: str
    reasons: tuple[str, ...]


def certainty(reader: Reader, heads: list[Headline], *, table: Ten) -> Certainty:
    """Say how sure we are.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    heads : list of Headline
        The sentences on top of the page.
    table : Ten
        The dependencies shown.

    Returns
    -------
    Certainty
        The section.
    """
    bars = tuple(_bar(reader, n, head) for n, head in enumerate(heads, 1) if head.evidence)
    count, reasons = _undecided(reader)
    undecided = reader.say("undecided-heading", n=count) if count else reader.say("undecided-none")
    return Certainty(
        heading=_heading(reader, bars),
        bars=bars,
        checks=tuple(_checks(reader, table)),
        routed=any(row.figures for row in table.rows),
        undecided=undecided,
        reasons=reasons,
    )


def _bar(reader: Reader, number: int, head: Headline) -> Bar:
    found = head.evidence or Evidence(0, 0, 0)
    sentence = reader.say(
        "sure-bar", read=found.read, recall=found.recall, judgement=found.judgement
    )
    weakest = ""
    if found.weakest_reliability and found.weakest_credibility:
        weakest = reader.say(
            "sure-weakest",
            reliability=found.weakest_reliability,
            credibility=found.weakest_credibility,
        )
    return Bar(number, sentence, found, weakest)


def _heading(reader: Reader, bars: tuple[Bar, ...]) -> str:
    total = sum(bar.evidence.figures for bar in bars)
    if not total:
        return reader.say("sure-heading-plain")
    read = sum(bar.evidence.read for bar in bars) / total
    judged = sum(bar.evidence.judgement for bar in bars) / total
    return reader.say(
        "sure-heading", read=percent(reader.lang, read), judgement=percent(reader.lang, judged)
    )


def _checks(reader: Reader, table: Ten) -> list[str]:
    """Choose the figures to check first: unseen, weak, and carrying many dependencies."""
    carried: Counter[str] = Counter()
    unseen: dict[str, Said] = {}
    for row in table.rows:
        for told in row.figures:
            if told.figure.status != "read":
                carried[told.figure.keys] += 1
                unseen[told.figure.keys] = told
    order = sorted(
        unseen.values(),
        key=lambda told: (-carried[told.figure.keys], -told.figure.credibility, told.figure.keys),
    )
    return [
        reader.say(
            "check-item",
            what=told.about or told.figure.keys,
            text=told.text,
            status=label(reader.lang, told.figure.status, of="status"),
            n=carried[told.figure.keys],
        )
        for told in order[:CHECKED]
    ]


def _undecided(reader: Reader) -> tuple[int, tuple[str, ...]]:
    rows = rows_of(reader.base.verdicts, **{"class": "undecided"})
    if not len(rows):
        return 0, ()
    column = "reason_nl" if reader.lang == "nl" else "reason_en"
    order = rows.assign(depth=rows["exposure_high"].round(6)).sort_values(
        ["depth", "use", "product", "country", "attribute", "question"],
        ascending=[False, True, True, True, True, True],
    )
    one_each = order.drop_duplicates(["product", "country"])
    return len(rows), tuple(one_each[column].head(SHOWN_UNDECIDED))
