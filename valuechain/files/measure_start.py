"""A file of measures to start from: it is about the model and loads as it stands."""

import re
from typing import Final

from valuechain.schema import Model

_TEXT: Final = """\
# A measure to start from. The reference page lists all ten kinds of change.
schema: valuechain/1
id: {name}
title: {{en: My measures, nl: Mijn maatregelen}}
model: {{id: {model}}}

sources:
  my-judgement: {{title: My own judgement, kind: judgement, reliability: F,
    rationale: to be filled in}}

measures:
  {name}-stock:
    title: {{en: "More stock of {input}", nl: "Meer voorraad {input}"}}
    because: {{en: Say here what it is good for and what is known.}}
    layer: {layer}
    changes:
      - {{kind: raise-buffer, input: {input}, customers: [{customer}],
         weeks: {{low: 4 weeks, mode: 8 weeks, high: 13 weeks}},
         source: my-judgement, credibility: 6, status: judgement}}
    cost:
      capex: {{low: 1000000, mode: 5000000, high: 20000000}}        # EUR, once
      opex_per_year: {{low: 0, mode: 100000, high: 500000}}         # EUR, every year it works
      price_year: {year}
      source: my-judgement
      credibility: 6
      status: judgement
      note: Say what was netted and what was not.
    lead: {{time: {{low: 3 months, mode: 6 months, high: 12 months}},
           source: my-judgement, credibility: 6, status: judgement}}
    actor: {{en: Who decides and who carries it out, nl: Wie besluit en wie het uitvoert}}
    actors: [me]
    levers: [stock]
"""


def start_measures(model: Model, name: str = "my-measures") -> str:
    """Write a measure about the first input of a model, with comments.

    Parameters
    ----------
    model : Model
        The model it is about.
    name : str
        Name of the file, made into kebab-case.
    """
    key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "my-measures"
    customer, product = next(
        (use, entry.options[0]) for use, one in model.uses.items() for entry in one.inputs
    )
    return _TEXT.format(
        name=key,
        model=model.id,
        input=product,
        customer=customer,
        layer=model.products[product].layer,
        year=model.as_of.year,
    )
