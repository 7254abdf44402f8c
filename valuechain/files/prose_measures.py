"""Prose of the page about measures and targets; its tables are made from the code."""

from typing import Final

MEASURE_INTRODUCTION: Final = """\
# Measures and targets

This page is made from the code (`python -m valuechain.files.reference docs`).

A *measure* is something that can be done about a dependency: what it changes in the model, what it
costs, how long it takes, who decides and what must come first. A file holds measures by name. The
shipped ones stand in `measures/*.yaml`; `valuechain measures` lists them, `valuechain measures
check FILE` checks your own, `valuechain measures new FILE` writes one to start from, and
`valuechain plan --measures FILE` chooses among both.

Every change, the cost and the lead are figures: each has its own source, credibility and status.
An effect that is only a guess has `status: judgement`, and the answer says so.

## What changes mean

| kind | in the model | raises a loss? |
|---|---|---|
| `add-supply` | a producer gains a share, others lose it: `all` in proportion, the `largest`, or named; with `customers:` only what those buy | it may: the producer that gains has sites, owners and inputs of its own |
| `raise-buffer` | weeks are added to a stock | never |
| `shorten-substitution` | a substitution time falls by a factor or to a time | never |
| `raise-fallback` | the level of a fallback rises; when it is there stays | never |
| `add-fallback` | a fallback where there is none | never |
| `add-alternative` | another product beside an input, up to a capacity | never |
| `change-owner` | a firm or one producer gets another owner; its sites stay | it may: the new owner's law reaches it |
| `lower-need` | a part of a need is gone, or what is critical becomes important | never |
| `add-spare-capacity` | producers could make more than they do | never |
| `trust` | a country is counted among the partners | it may: who refuses us may refuse it too |

A set of measures does not depend on their order. Shares are given away from those of the model as
it is; two measures that together give away more than there is clash, and say so (`VA732`). With a
range, `low` is the end at which a measure does least: of a factor or a time that is the highest.
"""

TARGET_INTRODUCTION: Final = """\
# Targets

A *target* says what is to be below what by which year: the exposure of a use to a country, to its
part of one product, or a share of a product. `valuechain plan --targets FILE` holds a plan to it:
*reached* (below already, at the upper bound too), *on track* (so in its year with the plan), *off
track* (not even at the figure), or *cannot tell* (the bounds disagree, or the year lies outside the
plan).

```yaml
schema: valuechain/1
id: my-targets
model: {id: ai-stack}
sources:
  my-judgement: {title: My own judgement, kind: judgement, reliability: F, rationale: an example}
targets:
  office-half:
    title: {en: At most half of office work in American hands, nl: Hoogstens de helft van kantoorwerk in Amerikaanse handen}
    product: office-suite-nl-gov
    removed: USA
    attribute: owner
    below: 0.5
    by: 2032
    source: my-judgement
    credibility: 6
    status: judgement
```
"""
