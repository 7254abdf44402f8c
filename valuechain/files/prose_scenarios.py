"""Prose of the page about scenario files; its tables are made from the code."""

from typing import Final

SCENARIO_INTRODUCTION: Final = """\
# The scenario file

This page is made from the code (`python -m valuechain.files.reference docs`); so is the JSON
Schema `docs/valuechain-scenario.schema.json`: start a file with
`# yaml-language-server: $schema=` and the path to it, and editors complete and check it.

A scenario says what is cut off, when, for how long, and why that is plausible. It is one YAML file
about one model, read as strictly as [a model](model-format.md): the same scalars, countries,
durations, ranges and evidence. `valuechain scenario new` writes one to start from, `valuechain
scenario check` says what is wrong with it or which share of which product every shock touches.
[The page of problems](problems.md) explains every code.

```yaml
schema: valuechain/1
id: gallium-stop
title: {en: No gallium from China, nl: Geen gallium uit China}
because: {en: A licence is asked for every export, and refused for a year.}
model: {id: ai-stack}              # with `digest:` it warns when the model has changed
horizon: 104 weeks
shocks:
  - kind: export-ban
    product: [gallium, germanium]  # or layer; every product if neither is stated
    from: {site: CHN}              # site, headquarters, owner, any, firm, producer
    to: [EU27, USA]                # by site; `all` for everyone outside `from`
    severity: {low: 0.8, mode: 0.95, high: 1.0}
    start: 2 weeks
    duration: {low: 26 weeks, mode: 52 weeks, high: 156 weeks}
    recovery: {shape: linear, over: 26 weeks}
    source: judgement-2026
    credibility: 6
    status: judgement
```

## What the shocks mean

| kind | what happens while it is in force |
|---|---|
| `outage` | the producers of `from` make less, for every customer |
| `export-ban` | they refuse the customers of `to`, whatever these use it for |
| `access-denial` | they refuse them a service, wherever it is run |
| `capital-stop` | they sell them no new machines; with `lifetime`, what is there wears faster |
| `demand-surge` | others want `factor` times as much, so less is left for the rest |
| `takeover` | nothing by itself: shocks that select by owner find the firm under its new one |
| `stockpile` | customers hold `weeks` of normal use more: bought before, or with `start` later |

**From.** The keys of `from` must all hold, each for at least one of its names; a group stands for
its members. What is not listed (a remainder) counts where its country is stated, and else only in
the upper bound. No `from` means the whole supply, remainders too.

**To.** Customers by the country of their site. A customer that has the same tie to the same country
is never refused: each country goes on serving its own. `except` spares countries, `customers` keeps
only some uses, or producers of some products.

**Stock.** "Six months bought before" is one line:
`{kind: stockpile, product: gallium, weeks: 26 weeks, customers: my-use}`. It comes on top of the
model's stock, is there at the start of the week after `start`, and is used and refilled as any
other; where it was bought is not asked. The customers of `by` hold it (those at home if left out).
Stockpiles add up, for each is a purchase. A service cannot be stored.

**In time.** A shock that starts after s weeks and lasts d is in force in the weeks s+1 to s+d, and
recovers from then on; part of a week counts as that part. Without a duration it lasts to the
horizon. Where shocks overlap, the one that leaves least counts: they do not add up. Ranges give a
mild, a stated and a severe variant: severity, duration and factor at their low, mode and high, a
lifetime and a stock the other way round. The start is at its mode in all three: when something
starts is not how bad it is, and what starts earlier is also over sooner. `run` says where it has a
range.

**Sources.** Every shock says on what it rests, like any figure. It points at sources of the model,
or at the scenario's own, which have keys that the model does not use.

**Digest.** With `model: {id: ..., digest: ...}` a scenario names the state of the model for which
it was written. Another state is no error: it warns, and says which listed share of which product
each shock touches now.
"""
