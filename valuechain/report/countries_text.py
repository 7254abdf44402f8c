"""The country packs of a model, as lines for a screen."""

from valuechain.schema import Model
from valuechain.studies.packs import PackSummary
from valuechain.texts.countries import packs_line
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import percent


def countries_text(found: list[PackSummary], model: Model, *, lang: Lang) -> str:
    """Say of every pack what it adds, for which uses, and how much of it was read.

    Parameters
    ----------
    found : list of PackSummary
        The packs.
    model : Model
        The model they belong to, for titles.
    lang : str
        Language.

    Returns
    -------
    str
        Some lines per pack; that there are none, where there are none.
    """
    if not found:
        return packs_line(lang, "none")
    lines = []
    for one in found:
        title = model.packs[one.country].title
        name = title.nl if lang == "nl" and title.nl else title.en
        lines.append(
            packs_line(
                lang,
                "head",
                country=name,
                code=one.country,
                uses=len(one.uses),
                products=len(one.products),
                shared=one.shared_inputs,
            )
        )
        lines.append(
            packs_line(
                lang,
                "known",
                figures=one.figures,
                read=one.read,
                recall=one.recall,
                judgement=one.judgement,
                part=percent(lang, one.read / one.figures if one.figures else 0.0),
            )
        )
        lines.append(f"  {listing(lang, one.uses)}")
        lines.append("")
    return "\n".join([*lines, packs_line(lang, "start")]).replace("\xa0", " ")
