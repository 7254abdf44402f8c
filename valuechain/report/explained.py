"""What stands above a loss that is followed back: its window, its group, what figures measure."""

from typing import TYPE_CHECKING

from valuechain.results.routes import Route
from valuechain.schema import Model, Text
from valuechain.texts.languages import Lang
from valuechain.texts.measures import in_window, kept_up, measured, worst_of

if TYPE_CHECKING:
    from valuechain.studies.explaining import Explained


def explained_notes(found: "Explained", model: Model, *, lang: Lang) -> list[str]:
    """Say which week and which use of a group is followed, and what near figures measure.

    Parameters
    ----------
    found : Explained
        A loss followed back.
    model : Model
        The model, for titles.
    lang : str
        Language.

    Returns
    -------
    list of str
        One sentence each; none where the use has no window, no group was asked and every figure
        on the route measures the thing itself.
    """
    subject = found.route.subject
    use = _text(model.uses[subject].title, lang) if subject in model.uses else subject
    notes = []
    if found.group:
        notes.append(worst_of(lang, use=use, count=len(found.group)))
    if found.window_weeks is not None:
        notes.append(in_window(lang, use=use, weeks=found.window_weeks, week=found.route.week))
    return notes + measured_on(found.route, model, lang=lang)


def measured_on(route: Route, model: Model, *, lang: Lang) -> list[str]:
    """Say of every product and input on a route that is fed by a near figure what it measures."""
    said: dict[str, None] = {}
    for step in route.steps:
        product = model.products[step.product]
        title = _text(product.title, lang)
        customer = model.uses.get(step.customer) or model.products.get(step.customer)
        entries = [
            one for one in (customer.inputs if customer else ()) if step.product in one.options
        ]
        if product.measured_by is not None:
            said[measured(lang, title=title, by=_text(product.measured_by, lang))] = None
        for one in entries:
            if one.measured_by is not None:
                said[kept_up(lang, title=title, by=_text(one.measured_by, lang))] = None
    return list(said)


def _text(text: Text, lang: Lang) -> str:
    return text.nl if lang == "nl" and text.nl else text.en
