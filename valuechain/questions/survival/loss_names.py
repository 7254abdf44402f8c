"""Names of losses for readers: countries, firms, producers, parts of products."""

from valuechain.questions.survival.words import Gone
from valuechain.schema import Model, Text
from valuechain.texts.languages import Lang
from valuechain.texts.places import short_place
from valuechain.vocab.words import Attribute, Mode


def text_of(text: Text, lang: Lang) -> str:
    """Give a text of the model in a language, in English where it lacks that."""
    return (text.nl or text.en) if lang == "nl" else text.en


def gone_of(
    model: Model,
    removed: str,
    *,
    kind: str,
    attribute: Attribute,
    mode: Mode,
    product: str,
    lang: Lang,
) -> Gone:
    """Name what is gone as sentences and tables need it."""
    name = removed
    if kind == "firm" and removed in model.firms:
        name = model.firms[removed].name
    if kind == "producer":
        product, name = _producer(model, removed, lang)
    title = text_of(model.products[product].title, lang) if product in model.products else ""
    titles = {
        key: text_of(group.title, lang)
        for key, group in model.groups.items()
        if group.title is not None
    }
    return Gone(name, kind, attribute, mode, title, titles)


def _producer(model: Model, row: str, lang: Lang) -> tuple[str, str]:
    """Product and maker of a producer: ``foundry-all/tsmc/TWN``, ``gallium/chn-all``."""
    product, _, rest = row.partition("/")
    firm, _, site = rest.partition("/")
    if firm in model.firms:
        return product, f"{model.firms[firm].name} ({short_place(lang, site, titles={})})"
    for one in model.products[product].producers:
        if one.id == rest and one.title is not None:
            return product, text_of(one.title, lang)
        if one.id == rest:
            return product, short_place(lang, one.site, titles={})
    return product, rest
