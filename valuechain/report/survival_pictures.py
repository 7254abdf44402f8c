"""The picture of survival: the gravest losses of every use."""

from typing import Final

from valuechain.figures.picture_files import picture_of
from valuechain.figures.survival_bars import Bar, survival_bars
from valuechain.report.survival_text import gone_name, worst_losses
from valuechain.results.findings import Findings
from valuechain.schema import Model
from valuechain.texts.languages import Lang
from valuechain.texts.survival import tell

_EACH: Final = 6


def survival_pictures(found: Findings, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw the losses that each use survives least.

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
    dict of str to bytes
        ``figures/survival.svg`` and ``.png``; nothing where no use falls.
    """
    uses: dict[str, list[Bar]] = {}
    for use, of in model.uses.items():
        title = (of.title.nl or of.title.en) if lang == "nl" else of.title.en
        worst = worst_losses(found.summary, use=use, own=found.settings.home_countries)
        for row in worst.head(_EACH).to_dict("records"):
            uses.setdefault(title, []).append(
                Bar(
                    gone_name(model, row, lang=lang),
                    _weeks(row["tts"]),
                    _weeks(row["tts_low"]),
                    _weeks(row["weeks_to_recovery"]),
                    row["verdict"] == "undecided",
                )
            )
    if not uses:
        return {}
    horizon = int(str(found.options["weeks"]))
    figure = survival_bars(uses, horizon=horizon, title=tell(lang, "figure-title"), lang=lang)
    return {f"figures/survival.{kind}": text for kind, text in picture_of(figure).items()}


def _weeks(cell: object) -> int | None:
    return int(str(cell)) if str(cell).isdecimal() else None
