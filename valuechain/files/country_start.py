"""A country pack to start from: one overlay, with comments, that loads as it stands."""

import textwrap
from typing import Final

from valuechain.errors import AnalysisError
from valuechain.schema import Model
from valuechain.texts.countries import country_words
from valuechain.texts.languages import Lang
from valuechain.texts.places import place_name
from valuechain.vocab.countries import COUNTRIES, meant_country

_WIDTH: Final = 96
_JUDGED: Final = "source: judgement-{low}, credibility: 6, status: judgement"

_FILE: Final = """\
{top}
schema: valuechain/1
overlay: {model}

{sources}
sources:
  judgement-{low}: {{title: Judgement of the analysts, kind: judgement, reliability: F}}

{pack}
packs:
  {code}:
    title: {{en: "{en}", nl: "{nl}"}}

{products}
products:
  electricity-{low}:
    layer: {layer}
    title: {{en: "Electricity ({en})", nl: "Elektriciteit ({nl})"}}
    market: {code}
    market_evidence: {{{judged}}}
    producers: [] {producers}
    remainder: {{share: 1.0}}
  public-cloud-{low}:
    layer: {layer}
    title: {{en: "Cloud of public bodies ({en})", nl: "Cloud van overheden ({nl})"}}
    market: {code}
    market_evidence: {{{judged}}}
    producers: []
    remainder: {{share: 1.0}}
    inputs:
      - {{product: electricity-{low}, kind: service, essentiality: critical, {judged}}}

{uses}
uses:
  government-services-{low}:
    country: {code}
    title: {{en: Government services, nl: Overheidsdiensten}}
    public_interest: vital
    {judged_lines}
    {groups}
    groups: []
    {inputs}
    {law}
    inputs:
      - product: public-cloud-{low}
        kind: service
        essentiality: critical
        fallback:
          level: 0.3
          after: 2 weeks
          title: {{en: Desks and letters, nl: Balie en brieven}}
          {judged_deeper}
        {judged_deep}
"""


def start_country(model: Model, code: str, *, lang: Lang) -> str:
    """Write a file to begin a country with: its uses and inputs, to be filled in.

    Parameters
    ----------
    model : Model
        The model that it is laid on.
    code : str
        The country (alpha-3).
    lang : str
        Language of the comments.

    Returns
    -------
    str
        YAML that is right as it stands, as an overlay of the model.

    Raises
    ------
    AnalysisError
        VA601: this is no country; VA611: the model has a pack of it already.
    """
    if code not in COUNTRIES:
        meant = meant_country(code)
        remedy = f"Did you mean {meant}?" if meant else "Use an ISO 3166-1 alpha-3 code."
        raise AnalysisError("VA601", f"unknown country {code!r}.", remedy)
    if code in model.packs:
        raise AnalysisError(
            "VA611",
            f"the model has a pack of {code} already.",
            f"Look at it with --home {code}; change it with an overlay.",
        )
    low = code.lower()
    words = country_words(lang, country=place_name(lang, code), code=code)
    judged = _JUDGED.format(low=low)
    top = [words["top"], words["check"], words["figures"], words["unknown"]]
    layers = [layer.id for layer in model.layers]
    return _FILE.format(
        top="\n".join(_comment(one) for one in top),
        model=model.id,
        code=code,
        low=low,
        en=place_name("en", code),
        nl=place_name("nl", code),
        layer=layers[len(layers) // 2],
        judged=judged,
        judged_lines="\n    ".join(judged.split(", ")),
        judged_deep="\n        ".join(judged.split(", ")),
        judged_deeper="\n          ".join(judged.split(", ")),
        producers=f"# {words['producers']}",
        sources=_comment(words["sources"]),
        pack=_comment(words["pack"]),
        products=_comment(words["products"]),
        uses=_comment(words["uses"]),
        groups=_comment(words["groups"], indent=4).lstrip(),
        inputs=_comment(words["inputs"], indent=4).lstrip(),
        law=_comment(words["law"], indent=4).lstrip(),
    )


def _comment(text: str, *, indent: int = 0) -> str:
    start = f"{' ' * indent}# "
    return "\n".join(textwrap.wrap(text, _WIDTH, initial_indent=start, subsequent_indent=start))
