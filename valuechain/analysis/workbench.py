"""A model made ready for questions: seen from home, compiled, and with what all of them need."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from valuechain.files import load, shipped_model
from valuechain.indicators.citations import Citations
from valuechain.indicators.windows import window_weeks
from valuechain.kernels.arrays import Effects
from valuechain.kernels.fast import Engine
from valuechain.schema import Model
from valuechain.schema.packs import seen_from
from valuechain.shocks.perspective import HomeAndTrusted, make_perspective
from valuechain.shocks.removals import Removals
from valuechain.stack import Stack, compile_model
from valuechain.vocab.words import Rule


@dataclass(frozen=True, slots=True)
class Workbench:
    """A compiled model with home, partners and uses, which every question starts from."""

    model: Model
    stack: Stack
    engine: Engine
    perspective: HomeAndTrusted
    removals: Removals
    citations: Citations
    home: tuple[str, ...]
    trusted: tuple[str, ...]
    uses: tuple[int, ...]
    """Rows of the uses that belong to home."""
    windows: tuple[int, ...]
    """Weeks of the critical window of each use of home; 0 for those without one."""
    packs: tuple[str, ...] = ()
    """Countries whose packs are seen."""

    def with_columns(self, stack: Stack) -> "Workbench":
        """Give the model the figures of a draw, in columns of the same shape; home stays.

        Parameters
        ----------
        stack : Stack
            The stack of this workbench with other shares, stocks, times or effects.
        """
        return replace(
            self,
            stack=stack,
            engine=Engine(stack),
            removals=Removals(stack, self.perspective),
            citations=Citations(self.model, stack),
        )

    def named_uses(self, name: str) -> tuple[int, ...]:
        """Rows of home that a name means: one use, or those of a group; none if it is neither."""
        ids, uses = self.stack.producer_ids, self.model.uses
        return tuple(row for row in self.uses if ids[row] == name or name in uses[ids[row]].groups)

    def effects(self, rule: Rule = "default") -> Effects:
        """Effects of important and minor inputs under one importance rule."""
        known = self.model.parameters
        name = {"default": "value", "strict": "strict", "lenient": "lenient"}[rule]
        return Effects(
            important=float(getattr(known.important_effect, name)),
            minor=float(getattr(known.minor_effect, name)),
        )


def prepare(
    model: Model | None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
) -> Workbench:
    """Resolve the perspective, and compile the model with the country packs of home.

    Parameters
    ----------
    model : Model or None
        A checked model; the shipped model if None.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups of the model; the model's own if left out.

    Raises
    ------
    AnalysisError
        VA601, VA602: unknown or empty home or trusted.
    """
    model = model or load(shipped_model()).model
    own = _names(home, model.perspective.home)
    stated = model.perspective.trusted
    partners = _names(trusted, (stated,) if isinstance(stated, str) else stated)
    perspective = make_perspective(model, home=own, trusted=partners)
    model = seen_from(model, perspective.home)
    stack = compile_model(model)
    uses = tuple(
        row
        for row in stack.uses()
        if model.uses[stack.producer_ids[row]].country in perspective.home
    )
    return Workbench(
        model=model,
        stack=stack,
        engine=Engine(stack),
        perspective=perspective,
        removals=Removals(stack, perspective),
        citations=Citations(model, stack),
        home=own,
        trusted=partners,
        uses=uses,
        windows=tuple(window_weeks(model.uses[stack.producer_ids[row]]) for row in uses),
        packs=model.joined_packs,
    )


def _names(given: str | Iterable[str] | None, default: Iterable[str]) -> tuple[str, ...]:
    if given is None:
        return tuple(default)
    if isinstance(given, str):
        return tuple(name for name in given.replace(",", " ").split() if name)
    return tuple(given)
