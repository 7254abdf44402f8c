"""A scenario to start from that fits a model: it loads as it is."""

import re
from typing import Final

from valuechain.files.loaded import digest
from valuechain.files.model_text import write_scalar
from valuechain.files.scenario_supply import buyers, countries_in
from valuechain.schema import Model
from valuechain.texts.languages import Lang
from valuechain.texts.scenario_template import Example, scenario_template
from valuechain.vocab.countries import COUNTRIES

_KEBAB: Final = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def start_scenario(model: Model, name: str = "my-scenario", *, lang: Lang = "nl") -> str:
    """Write a scenario about a model for an analyst to change.

    Parameters
    ----------
    model : Model
        The model; the product that home buys and others make most is the example.
    name : str
        Name of the scenario; made fit for one.
    lang : str
        Language of the comments and texts.

    Returns
    -------
    str
        YAML that loads as it stands.
    """
    product, site = _example(model)
    home = model.perspective.home
    refused = "all" if site is None or site in home else f"[{', '.join(home)}]"
    example = Example(
        scenario=write_scalar(name if _KEBAB.fullmatch(name) else "my-scenario"),
        model=write_scalar(model.id),
        digest=digest(model),
        source=_free(model),
        product=write_scalar(product),
        whose="" if site is None else f"{{site: {site}}}",
        to=refused,
    )
    return scenario_template(lang, example)


def _example(model: Model) -> tuple[str, str | None]:
    """Find the product bought at home of which one country makes most, abroad if possible."""
    home = frozenset(model.perspective.home)
    stated = model.perspective.trusted
    trusted = countries_in(model, (stated,) if isinstance(stated, str) else stated)
    bought = {
        name
        for name, customers in buyers(model).items()
        if any(site in home for one in customers for site in one.sites)
    }
    made: dict[tuple[str, str], float] = {}
    for name, product in model.products.items():
        for producer in product.producers:
            if producer.site in COUNTRIES and producer.share.mode > 0:
                key = (name, producer.site)
                made[key] = made.get(key, 0.0) + producer.share.mode
    if not made:
        return next(iter(model.products)), None
    return max(
        made,
        key=lambda key: (
            key[1] not in home | trusted,
            key[1] not in home,
            key[0] in bought,
            round(made[key], 9),
        ),
    )


def _free(model: Model) -> str:
    """Find a key that no source of the model has."""
    key = "my-judgement"
    while key in model.sources:
        key += "-too"
    return key
