"""Country packs of a model: what each adds, and how much of it was read."""

from collections import Counter
from dataclasses import dataclass

from valuechain.analysis.source_table import all_figures
from valuechain.schema import Model
from valuechain.schema.packs import pack_of


@dataclass(frozen=True, slots=True)
class PackSummary:
    """One country pack: its uses and products, and how its figures are known."""

    country: str
    uses: tuple[str, ...]
    products: tuple[str, ...]
    shared_inputs: int
    """Inputs of shared products that it adds or replaces for its own customers."""
    read: int
    recall: int
    judgement: int

    @property
    def figures(self) -> int:
        """All figures of its uses, its products and what it adds to shared products."""
        return self.read + self.recall + self.judgement


def pack_summaries(model: Model) -> list[PackSummary]:
    """Say of every country pack what it adds, and how much of it was read.

    Parameters
    ----------
    model : Model
        A checked model, as :func:`valuechain.load` returns it.

    Returns
    -------
    list of PackSummary
        By country code; empty where the model has no packs.
    """
    figures = all_figures(model)
    found = []
    for code, pack in sorted(model.packs.items()):
        uses = tuple(name for name, use in model.uses.items() if use.country == code)
        products = tuple(name for name in model.products if pack_of(model, name) == code)
        mine = {
            f"packs.{code}",
            *(f"uses.{name}" for name in uses),
            *(f"products.{name}" for name in products),
        }
        known = Counter(one.status for one in figures if ".".join(one.keys.split(".")[:2]) in mine)
        found.append(
            PackSummary(
                country=code,
                uses=uses,
                products=products,
                shared_inputs=sum(len(inputs) for inputs in pack.inputs.values()),
                read=known["read"],
                recall=known["recall"],
                judgement=known["judgement"],
            )
        )
    return found
