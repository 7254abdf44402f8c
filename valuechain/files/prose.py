"""Prose of the pages on model files and on problems; their tables are made from the code."""

from typing import Final

INTRODUCTION: Final = """\
# The model file

This page is made from the code (`python -m valuechain.files.reference docs`); so is the JSON
Schema `docs/valuechain.schema.json`, with which editors complete and check a model while it is
written: start a file with `# yaml-language-server: $schema=` and the path to it.

A model is one YAML file, or a root file with files that it includes. `valuechain validate` checks
it; [the page of problems](problems.md) explains every code.

**Scalars** are those of YAML 1.2: `NO`, `on` and `12:30` are texts, `1e3` is a number. Tags,
anchors, aliases, merge keys, tabs, duplicate keys and unknown keys are refused; nothing in a file
is ever executed. Files are UTF-8, at most 32 MiB and 32 levels deep.

**Names** are kebab-case; only the names of groups are free. **Countries** are ISO 3166-1 alpha-3
codes (`NLD`, `TWN`; Kosovo is `XKX`). **Fractions** run from 0 to 1. **Durations** carry their
unit: `3 days`, `8 weeks`, `24 months`, `7 years`; a month is 52/12 weeks, a year 52. Where a range
is allowed, write one figure or `{low, mode, high}` with low <= mode <= high.

**Figures** say on what they rest: `source`, `credibility` (Admiralty, 1 to 6) and `status`.

**Shares** of a product's producers (the `mode` of a range) and its remainder sum to 1, within a
millionth. So do the rows of `sourcing` of one customer and input, and the demand weights.

**A producer is named** within its product `firm/SITE` (`asml/NLD`), an aggregate by its `id`, and
what is left `remainder`.

## Included files

The root lists files under `include:`, by their path from its own folder, with `/`. They stay inside
that folder, links included, exist under exactly that name, and include no others. An included file
has the keys of a model, but none is required, `schema:` included. Mappings (`products:`,
`sources:`, `parameters:` ...) are joined key by key, lists (`layers:`, `indicators:` ...) continued
in the order of `include:`. The same key in two files is a problem that names both places. How a
model is split over files does not change its digest.

## Overlays

An overlay is a file of the same shape that adds to a model or replaces named values in it, such as
an analyst's confidential survey on top of the public baseline:

```yaml
schema: valuechain/1
overlay: ai-stack            # the id of the model it is laid on; it has no id or include of its own
products:
  hbm:
    producers:
      # found by firm and site; a figure that replaces another has a source of its own
      - {firm: sk-hynix, site: KOR, share: 0.5, basis: revenue, year: 2026,
         source: our-survey-2026, credibility: 2, status: read}
```

Mappings are merged key by key. A value, and a range `{low, mode, high}`, is replaced as a whole.
Lists of records are merged record by record: producers by `firm` or `id` with `site`, inputs by
`product` or by the products of `any_of`, layers by `id`; records that are not found are added.
Every other list is replaced. Each change is logged as `path: old -> new`. Two overlays that set
the same value clash, even if they agree, with a problem that names both places. The whole is then
checked like any model: `valuechain validate MODEL --overlay FILE`. The JSON Schema, which asks for
whole records, does not fit an overlay.

A figure that replaces another needs `source:`, `credibility:` and `status:` of its own (`VC095`);
the note, the year and the basis of the old one do not survive it: without `year:` that of the
source stands, without `basis:` it is `unstated`. Of an input the evidence goes with the fields that
change, the others keep theirs. The log shows of a marked figure only that it changed.

## Changes

A figure that is another than in an earlier version says why in `changed_because:`: the `world`
changed, it was `corrected`, it is `better-read`, or the model has another `scope`. The reason of a
product, a use or any other record counts for all in it that says nothing of its own. What an
earlier version had and this one lacks is listed under `vanished:`, by its path:

```yaml
products:
  hbm:
    producers:
      - {firm: sk-hynix, site: KOR, share: 0.5, basis: revenue, year: 2026,
         source: our-survey-2026, credibility: 2, status: read,
         changed_because: {why: world, text: {en: A second supplier qualified}}}
vanished:
  products.hbm.producers.old-maker/USA: {why: corrected, text: {en: It never made them}}
```

`valuechain model diff OLD NEW` lists the figures that differ, with the reasons; `valuechain
validate` warns of figures that an overlay replaces without one (`VC097`). A reason that already
stood in the older version is of an earlier change, and explains nothing again.

## Defaults

A model that states no `parameters:` or `thresholds:`, or not all of them, takes the documented
defaults: the importance rule at half (strict 1, lenient 0) and a tenth (0.2, 0), exposure 0.25,
horizon 52 weeks, replacement 12 months, theta 0.5, public interest essential, governance 5.0 and
the levers service, technology, goods and assets. They cite the source `valuechain-defaults`.

## Digest

The digest of a model is the SHA-256 of what it means. Key order, comments, notation (`52 weeks` or
`1 year`, `0.5` or a range without width), defaults that are spelled out, and the split over files
do not change it. The order of lists does.
"""

EXAMPLE: Final = """\
## Example

A whole model, small enough to follow by hand. `valuechain model new FILE` writes it:

```yaml
"""

OPENING: Final = """\
# Problems, and what their codes mean

This page is made from the code (`python -m valuechain.files.reference docs`).

Codes that begin with `VC` are about files of models and scenarios, those with `VA` about what is
asked, about results in folders and about foreign tables. The codes are stable.

A problem in a file is written `path:line:column: code key.path: what is wrong. What to do.`, as in

```text
hbm.yaml:9:7: VC012 products.hbm.producers[1].site: unknown country 'KORR'. Did you mean 'KOR'?
```

Files are checked in five phases: reading, keys, types and ranges, references,
and economics, which for a scenario is its sense. All problems of a phase are shown at once; a later
phase starts when the earlier ones found nothing. `valuechain validate` ends with status 2 if there
are problems, else with 0; `--json` gives them to machines. For every code `tests/conformance/` has
files that are right, files that are not, and the text that is shown.

A question that cannot be answered is written `code what is wrong. What to do.`, as in

```text
VA607 week 1561 cannot be computed. Use 0 (limit) to 1560.
```

In Python it is an `AnalysisError` with `code`, `message` and `remedy`; a command ends with
status 2. What is wrong with a foreign table is written like a problem in a file, all at once.
`tests/conformance/analysis.txt` has the words for every code.
"""

PHASES: Final = (
    ("Reading: the file itself", "VC001", "VC009"),
    ("Reading: YAML", "VC020", "VC025"),
    ("Reading: included files and overlays", "VC090", "VC097"),
    ("Keys", "VC030", "VC032"),
    ("Types and ranges", "VC040", "VC059"),
    ("References: countries and groups", "VC010", "VC017"),
    ("References: everything else", "VC060", "VC075"),
    ("References: what vanished", "VC098", "VC098"),
    ("Economics", "VC080", "VC087"),
    ("Scenarios: types and ranges", "VC100", "VC102"),
    ("Scenarios: references", "VC103", "VC105"),
    ("Scenarios: sense", "VC106", "VC116"),
    ("Measures and targets", "VC120", "VC131"),
    ("Results in folders", "VA501", "VA513"),
    ("Reports and briefings", "VA520", "VA530"),
    ("What is asked of a model", "VA601", "VA609"),
    ("Stacks made of tables", "VA610", "VA618"),
    ("Scenarios that meet a model", "VA620", "VA635"),
    ("What all questions ask", "VA640", "VA644"),
    ("Indicators", "VA650", "VA663"),
    ("Chokepoints, leverage, partners and survival", "VA670", "VA701"),
    ("Foreign tables", "VA710", "VA719"),
    ("Ensembles of draws", "VA720", "VA726"),
    ("Plans", "VA730", "VA743"),
    ("Two versions", "VA750", "VA755"),
)
"""Phases of the page of problems, with their first and last code."""
