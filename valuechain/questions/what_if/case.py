"""One scenario of an outcome, for one reader: names, rows and sentences."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from valuechain.presentation.names import Names
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.results.scenario_facts import Played
from valuechain.schema import Model
from valuechain.texts.languages import Lang, inline, listing
from valuechain.texts.places import in_sentence
from valuechain.texts.scenarios import narrate

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class CaseReader:
    """One scenario of an outcome, for one reader."""

    outcome: Result
    played: Played
    words: Names
    rows: "pd.DataFrame"
    """Rows of the summary, stated variant: of the uses, or of products where there are none."""
    kind: str

    @property
    def lang(self) -> Lang:
        """Language of the reader."""
        return self.words.lang

    def say(self, key: str, **parts: object) -> str:
        """Say a sentence."""
        return narrate(self.lang, key, **parts)

    def name(self, subject: str) -> str:
        """Name a use or product inside a sentence."""
        return inline(self.words.title(subject))

    def variant(self, subject: str, variant: str) -> float:
        """Deepest loss of a subject in a variant."""
        rows = rows_of(
            self.outcome.summary,
            scenario=self.played.id,
            subject_kind=self.kind,
            subject=subject,
            variant=variant,
        )
        return float(rows["deepest_loss"].iloc[0])

    def last(self, subject: str) -> float:
        """Loss of a subject in the last week."""
        rows = rows_of(self.outcome.paths, scenario=self.played.id, subject_kind=self.kind)
        rows = rows[rows["subject"] == subject]
        return 1.0 - float(rows["level"].iloc[-1])

    def binding(self, subject: str, week: int) -> str:
        """Title of the product that binds in a week; empty if it is the subject itself."""
        rows = rows_of(self.outcome.paths, scenario=self.played.id, subject_kind=self.kind)
        rows = rows[(rows["subject"] == subject) & (rows["week"] == week)]
        found = str(rows["binding_input"].iloc[0]) if len(rows) else ""
        return "" if found in {"", subject} else self.words.title(found)


def title_of(played: Played, lang: Lang) -> str:
    """Title of a scenario in the reader's language."""
    return played.title.get(lang) or played.title.get("en") or played.id


def home_of(outcome: Result, model: Model, *, lang: Lang) -> str:
    """Name of home inside a sentence."""
    groups = Names(model, lang).groups
    return listing(lang, [in_sentence(lang, one, titles=groups) for one in outcome.settings.home])


def number_or_none(cell: object) -> float | None:
    """Give a cell as a number; None where it is empty."""
    import pandas as pd

    return None if pd.isna(cell) else float(cell)  # type: ignore[call-overload,arg-type]
