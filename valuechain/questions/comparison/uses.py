"""The comparison use by use: how far below it a dependency lies, and who would see it."""

from collections import deque
from collections.abc import Sequence

import pandas as pd

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.governance_concentration import governance_tiers
from valuechain.indicators.likelihood import Answer
from valuechain.questions.comparison.contracts import TIERS, USES
from valuechain.questions.comparison.foreign_indicators import Others
from valuechain.questions.comparison.screening import Judged
from valuechain.schema import Model
from valuechain.vocab.comparing import INDICATORS


def steps_below(model: Model, use: str) -> dict[str, int]:
    """How many steps below a use each product lies: 1 for what it buys, alternatives included."""
    found: dict[str, int] = {}
    todo = deque(((1, model.uses[use].inputs),))
    while todo:
        step, inputs = todo.popleft()
        for product in (option for entry in inputs for option in entry.options):
            if product not in found:
                found[product] = step
                todo.append((step + 1, model.products[product].inputs))
    return found


def use_table(bench: Workbench, judged: Judged, *, said: Others) -> pd.DataFrame:
    """Per use and product with a verdict above none: its depth, and which indicators flag it."""
    rows = []
    depth = {use: steps_below(bench.model, use) for use in sorted({u for u, _ in judged.pairs})}
    for (use, product), worst in sorted(judged.pairs.items()):
        if worst.klass == "none":
            continue
        theirs = said.theirs[product]
        steps = depth[use][product]
        weighted = theirs["hhi-wgi"].flagged or "unknown"
        within: Answer = weighted if steps <= 2 else "no"
        rows.append(
            {
                "use": use,
                "product": product,
                **{k: v for k, v in worst.columns().items() if k != "use"},
                "steps": steps,
                "two_tiers": within,
                "seen_by": ";".join(n for n in INDICATORS if theirs[n].flagged == "yes"),
            }
        )
    return pd.DataFrame(rows, columns=list(USES.names))


def tier_table(bench: Workbench, uses: Sequence[int], *, said: Others) -> pd.DataFrame:
    """HHI x WGI by site in the first and second tier of each use."""
    asked = {bench.stack.producer_ids[row] for row in uses}
    rows = [
        {
            "use": one.subject,
            "tier": one.tier,
            "worst": one.worst,
            "score_low": one.low,
            "score": one.figure,
            "score_high": one.high,
            "products": one.products,
        }
        for one in governance_tiers(bench.model, list(said.governed), attribute="site")
        if one.kind == "use" and one.subject in asked
    ]
    frame = pd.DataFrame(rows, columns=list(TIERS.names))
    numbers = ["score_low", "score", "score_high"]
    frame[numbers] = frame[numbers].astype(float)
    return frame
