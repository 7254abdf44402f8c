"""What the schema refuses for one reason, with the one wording of it."""

from typing import Final

FIXED: Final = {
    "finite_number": ("VC045", "{given} is not a finite number.", "Leave the key out if unknown."),
    "impossible_date": (
        "VC046",
        "'{given}' is not a date.",
        "Write an existing day as 2026-01-31; where a month or year will do, 2026-01 or 2026.",
    ),
    "duration_unit": (
        "VC044",
        "'{given}' is not a duration with its unit.",
        "Write a number, a space and day, week, month or year: `8 weeks`.",
    ),
    "duration_negative": (
        "VC042",
        "'{given}' is less than no time at all.",
        "Write `0 weeks` or more.",
    ),
    "duration_long": (
        "VC042",
        "'{given}' is longer than a thousand years.",
        "Write what can be told apart from for ever, such as `50 years`.",
    ),
    "string_pattern_mismatch": (
        "VC048",
        "'{given}' is not in kebab-case.",
        "Use small letters, digits and single hyphens: `logic-chips`.",
    ),
    "range_order": (
        "VC043",
        "{given} is out of order.",
        "Write low <= mode <= high.",
    ),
    "effect_order": (
        "VC049",
        "the effects are out of order.",
        "Write lenient <= value <= strict.",
    ),
    "firm_or_aggregate": (
        "VC050",
        "a producer is a firm or an aggregate, one of the two.",
        "Give `firm:` for a firm, or `id:` and `kind:` for an aggregate.",
    ),
    "aggregate_kind": (
        "VC050",
        "`id` and `kind` belong together.",
        "Give an aggregate both; give a firm neither.",
    ),
    "firm_countries": (
        "VC050",
        "a firm's headquarters and owner stand under `firms:`.",
        "Remove `headquarters` and `owner` here.",
    ),
    "product_or_any_of": (
        "VC051",
        "an input has either `product` or `any_of`.",
        "Keep one of the two.",
    ),
    "single_alternative": (
        "VC051",
        "`any_of` has fewer than two alternatives.",
        "Add one, or write `product:` instead.",
    ),
    "lifetime_missing": (
        "VC052",
        "capital without a lifetime.",
        "Add `lifetime:`, such as `8 years`.",
    ),
    "lifetime_unwanted": (
        "VC052",
        "a lifetime for what is not capital.",
        "Remove `lifetime:`, or write `kind: capital`.",
    ),
    "lifetime_short": (
        "VC052",
        "a lifetime of less than one week.",
        "Write one week or more; what lasts shorter is a consumable.",
    ),
    "origins_missing": (
        "VC054",
        "the level is a range, and not all of its ends say where they come from.",
        "Add `origins: {low: ..., mode: ..., high: ...}`, each with `origin:` and its source.",
    ),
    "sourcing_none": (
        "VC053",
        "`none: true` beside a supplier or a share.",
        "Keep one of the two.",
    ),
    "sourcing_incomplete": (
        "VC053",
        "the row lacks its supplier or its share.",
        "Give `supplier:` and `share:`, or `none: true`.",
    ),
    "widths_incomplete": (
        "VC058",
        "a grade has no factor.",
        "Give three by status, six by reliability A to F, and six by credibility 1 to 6.",
    ),
    "chances_sum": (
        "VC059",
        "the chances do not sum to 1.",
        "Make `stays`, `up` and `down` sum to 1.",
    ),
    "too_short": (
        "VC100",
        "this list is empty.",
        "Name at least one, or leave the key out where it may be.",
    ),
    "horizon": (
        "VC101",
        "the horizon is not a whole number of weeks from 1 to 520.",
        "Write one such as `104 weeks`.",
    ),
    "recovery_shape": (
        "VC102",
        "the recovery is not complete, or says too much.",
        "Give linear and s-curve `over:`, points their `points:`, step neither.",
    ),
    "recovery_points": (
        "VC102",
        "the points of the recovery are out of order.",
        "Let each be later than the one before, with as much or more recovered.",
    ),
    "producer_or_maker": (
        "VC120",
        "somebody makes more: one of `producer` and `maker`.",
        "Give `producer:` for one that exists, or `maker:` for a new one.",
    ),
    "factor_or_to": (
        "VC120",
        "a time is shortened by a factor or to a time, one of the two.",
        "Give `factor:`, such as 0.8, or `to:`, such as `12 months`.",
    ),
    "firm_or_producer": (
        "VC120",
        "a new owner is of a firm or of one producer, one of the two.",
        "Give `firm:`, or `producer:` as `product/id`.",
    ),
    "part_or_class": (
        "VC120",
        "a need falls by a part or by a class, one of the two.",
        "Give `part:`, a fraction, or `essentiality: important`.",
    ),
    "use_or_product": (
        "VC120",
        "a target is about a use, a product, or a product in a use.",
        "Give `use:`, `product:` or both.",
    ),
}
"""Errors with one wording: code, what is wrong, what to do."""

ADD: Final = {
    "remainder": "Add `remainder: {share: 0.0}`, or what the listed producers leave.",
    "schema": "Start the file with `schema: valuechain/1`.",
    "id": "Name it in kebab-case: `id: ai-stack`.",
    "en": "Add the English text; Dutch may be left out.",
    "essentiality": "Add `essentiality:` critical, important or minor.",
    "kind": "Add `kind:` consumable, capital or service.",
    "share": "Add `share:`, a fraction between 0 and 1.",
    "reliability": "Add `reliability:` A to F, or F where it cannot be judged.",
}
"""What to do about a missing key, where more can be said than to add it."""

EXAMPLES: Final = {
    "as_of": "2026-01-31",
    "basis": "revenue",
    "country": "NLD",
    "headquarters": "NLD",
    "instrument": "Licence order",
    "layer": "chips",
    "market": "world",
    "name": "ASML",
    "owner": "NLD",
    "perspective": "{home: [NLD], trusted: EU27}",
    "public_interest": "vital",
    "site": "TWN",
    "title": "{en: Chips, nl: Chips}",
    "unit": "percent",
    "year": "2025",
}
"""What is written at a key that is missing, as an example."""

ADD_TO_SCENARIO: Final = {
    "id": "Name it in kebab-case: `id: gallium-stop`.",
    "kind": "Add `kind:`, such as outage or export-ban; the reference page lists them all.",
    "because": "Say what it stands for and why it is plausible: `because: {en: ...}`.",
    "model": "Name the model it is written for: `model: {id: ai-stack}`.",
    "horizon": "Add the weeks to compute: `horizon: 104 weeks`.",
    "shocks": "List what happens; `valuechain scenario new` writes an example.",
    "to": "Add `to:` countries or groups, or `all` for everyone outside `from`.",
    "factor": "Add `factor:`, 1.2 where others want a fifth more.",
}
"""What to do where a key of a scenario is missing."""

ADD_TO_MEASURES: Final = {
    "id": "Name it in kebab-case: `id: my-measures`.",
    "kind": "Add `kind:`, such as add-supply or raise-buffer; the reference page lists all ten.",
    "because": "Say what it is good for: `because: {en: ...}`.",
    "model": "Name the model they are written for: `model: {id: ai-stack}`.",
    "cost": "Add `cost:` with capex and opex_per_year, each {low, mode, high} in EUR.",
    "lead": "Add `lead:` with `time:`, such as `18 months`.",
    "measures": "List them by name; `valuechain measures new` writes an example.",
    "targets": "List them by name, each with `below:` and `by:`.",
}
"""What to do where a key of a file of measures or targets is missing."""
