"""A model in which the figures of one draw are written in the place of its own."""

from collections.abc import Mapping, Sequence

from valuechain.ensembles.draws import Sampler
from valuechain.ensembles.factors import Factors, factors_of, sourcing_lists
from valuechain.errors import AnalysisError
from valuechain.schema import Alternative, Input, Model, Product, Sourcing, Use
from valuechain.schema.terms import Range, WeeksRange
from valuechain.vocab.words import ESSENTIALITIES


def written(model: Model, factors: Factors, *, figures: Sequence[float]) -> Model:
    """Write figures in a model: each becomes a single number, without a range.

    Parameters
    ----------
    model : Model
        The model of the factors.
    factors : Factors
        What is written.
    figures : sequence of float
        One per factor: a share, weeks, a level, or the number of a class of essentiality.

    Returns
    -------
    Model
        A copy; a sourcing row of several customers is written once for each.
    """
    known = {one.name: float(said) for one, said in zip(factors.every, figures, strict=True)}
    return _FigureWriting(known).model(model)


def drawn_model(model: Model, draw: int, *, seed: int = 0) -> Model:
    """The complete model of one draw, to open and explain it.

    Parameters
    ----------
    model : Model
        The model that is drawn.
    draw : int
        Number of the draw, from 0.
    seed : int
        Seed of the draws.

    Raises
    ------
    AnalysisError
        VA725: no draw has that number.
    """
    if draw < 0:
        raise AnalysisError("VA725", f"there is no draw {draw}.", "Draws are numbered from 0.")
    factors = factors_of(model)
    return written(model, factors, figures=Sampler(factors, seed).draw([draw])[:, 0].tolist())


class _FigureWriting:
    """Figures by name, while they are being written."""

    def __init__(self, known: Mapping[str, float]) -> None:
        self.known = known

    def model(self, model: Model) -> Model:
        parameters = {
            name: effect.model_copy(
                update={"value": self.known.get(f"parameters.{name}", effect.value)}
            )
            for name in ("important_effect", "minor_effect")
            for effect in [getattr(model.parameters, name)]
        }
        return model.model_copy(
            update={
                "products": {
                    key: self.product(f"products.{key}", one) for key, one in model.products.items()
                },
                "uses": {
                    key: one.model_copy(update=self.customer(f"uses.{key}", one))
                    for key, one in model.uses.items()
                },
                "parameters": model.parameters.model_copy(update=parameters),
            }
        )

    def product(self, name: str, product: Product) -> Product:
        producers = tuple(
            one.model_copy(
                update={"share": self._range(f"{name}.producers[{one.key}].share", one.share)}
            )
            for one in product.producers
        )
        rest = product.remainder
        share = self.known.get(f"{name}.remainder.share", rest.share)
        update: dict[str, object] = {
            "producers": producers,
            "remainder": rest.model_copy(update={"share": share}),
            **self.customer(name, product),
        }
        if product.spare_capacity is not None:
            spare = self.known[f"{name}.spare_capacity"]
            update["spare_capacity"] = product.spare_capacity.model_copy(
                update={"low": spare, "mode": spare, "high": spare}
            )
        if product.demand_weights is not None:
            update["demand_weights"] = {
                key: self.known.get(f"{name}.demand_weights[{key}]", said)
                for key, said in product.demand_weights.items()
            }
        return product.model_copy(update=update)

    def customer(self, name: str, customer: Product | Use) -> dict[str, object]:
        seen: dict[str, int] = {}
        inputs = []
        for entry in customer.inputs:
            key = "+".join(entry.options)
            seen[key] = seen.get(key, 0) + 1
            again = f"#{seen[key]}" if seen[key] > 1 else ""
            inputs.append(self.input(f"{name}.inputs[{key}{again}]", entry))
        return {"inputs": tuple(inputs), "sourcing": tuple(self._sourcing(name, customer))}

    def _sourcing(self, name: str, customer: Product | Use) -> list[Sourcing]:
        found = [row for row in customer.sourcing if row.share is None]
        for at, rows in sourcing_lists(customer).items():
            names = at.split(", ")[:-1]
            for row in rows:
                share = self.known.get(f"{name}.sourcing[{at}].{row.supplier}", row.share)
                update: dict[str, object] = {"share": share}
                if names:
                    update["producer"] = tuple(one for one in row.customers if one in names)
                found.append(row.model_copy(update=update))
        return found

    def input(self, name: str, entry: Input) -> Input:
        update: dict[str, object] = {
            at: self._weeks(f"{name}.{at}", getattr(entry, at))
            for at in ("buffer", "lifetime", "substitution")
        }
        if entry.fallback is not None:
            fallback = entry.fallback
            level = self.known.get(f"{name}.fallback.level")
            update["fallback"] = fallback.model_copy(
                update={
                    "level": fallback.level
                    if level is None
                    else Range.model_construct(low=level, mode=level, high=level),
                    "after": self.known.get(f"{name}.fallback.after", fallback.after),
                }
            )
        if entry.any_of is not None:
            update["any_of"] = tuple(
                self._option(f"{name}.any_of[{one.product}]", one)
                if isinstance(one, Alternative)
                else one
                for one in entry.any_of
            )
        update["essentiality"] = ESSENTIALITIES[
            round(self.known.get(f"{name}.essentiality", ESSENTIALITIES.index(entry.essentiality)))
        ]
        return entry.model_copy(update=update)

    def _option(self, name: str, option: Alternative) -> Alternative:
        return option.model_copy(
            update={
                "capacity": self.known.get(f"{name}.capacity", option.capacity),
                "buffer": self._weeks(f"{name}.buffer", option.buffer),
                "lifetime": self._weeks(f"{name}.lifetime", option.lifetime),
            }
        )

    def _range(self, name: str, stated: Range) -> Range:
        share = self.known.get(name, stated.mode)
        return stated.model_copy(update={"low": share, "mode": share, "high": share})

    def _weeks(self, name: str, stated: WeeksRange | None) -> WeeksRange | None:
        if stated is None:
            return None
        weeks = self.known.get(name, stated.mode)
        return stated.model_copy(update={"low": weeks, "mode": weeks, "high": weeks})
