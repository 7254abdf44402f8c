"""Routes: the steps along which a loss reaches a use, with the figures each step rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from valuechain.results.pictures import Pictures

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """One figure of the model with its source, its grade, and how it is known.

    ``keys`` is its place in the model (``products.gallium.producers[0].share``), ``text`` the
    figure itself ("99 %"), ``status`` read, recall or judgement.
    """

    keys: str
    text: str
    source: str
    status: str
    credibility: int
    reliability: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One slot on a route: a customer, the product it misses and from whom.

    ``depth`` counts from the use (0). ``missing`` is the part of the slot that no longer arrives,
    ``left`` what the customer can still use of it in that week (stock, installed base and
    fallback included), ``customer_level`` its level in that week; all 0..1. ``suppliers`` are the
    producer ids that supply less, with the part of the slot each no longer fills.
    """

    depth: int
    customer: str
    product: str
    kind: str
    essentiality: str
    missing: float
    left: float
    customer_level: float
    suppliers: tuple[tuple[str, float], ...]
    removed: tuple[str, ...]
    substitution_weeks: float | None
    figures: tuple[CitedFigure, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """The steps that carry a loss to one use or product, deepest loss first, layer by layer.

    ``subject`` is the use or product, ``removed`` what is taken away (``USA``, ``asml``,
    ``gallium from CHN``), ``week`` 0 for the limit.
    """

    subject: str
    removed: str
    attribute: str
    mode: str
    week: int
    exposure: float
    steps: tuple[RouteStep, ...]

    @property
    def key(self) -> "RouteKey":
        """What tells this route from the others of one result."""
        return (self.subject, self.removed, self.attribute, self.mode, self.week)


RouteKey = tuple[str, str, str, str, int]
"""Subject, what is removed (``USA``, ``gallium from CHN``), attribute, mode, week (0: limit)."""


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """One loss followed back, with its bounds, which reads as the command prints it.

    What a :class:`Route` has is here too: ``explanation.steps``, ``explanation.exposure``.
    """

    route: Route
    at_most: Route
    """The route at the upper bound, where unlisted supply is gone as far as it can be."""
    bound_low: float
    """Least that can be lost, 0..1."""
    bound_high: float
    """Most that can be lost, 0..1."""
    told: "Callable[[Lang], str]"
    """Writes it in a language."""
    lang: "Lang" = "en"
    pictured: "Callable[[Lang], dict[str, bytes]] | None" = None
    """Draws it in a language."""

    def text(self, lang: "Lang | None" = None) -> str:
        """Say how the loss comes about, as the command prints it.

        Parameters
        ----------
        lang : str, optional
            ``nl`` or ``en``; the one that was asked for if left out.
        """
        return self.told(lang or self.lang)

    def plot(self, lang: "Lang | None" = None) -> "Pictures":
        """Draw the routes as bands, from the makers that stop to the use that loses.

        Parameters
        ----------
        lang : str, optional
            ``nl`` or ``en``; the one that was asked for if left out.

        Returns
        -------
        Pictures
            One picture, ``routes``, as SVG and PNG.
        """
        made = {} if self.pictured is None else self.pictured(lang or self.lang)
        return Pictures({f"routes.{kind}": content for kind, content in made.items()})

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        route = self.route
        when = f"week {route.week}" if route.week else "the limit"
        return (
            f"<{route.subject} without {route.removed} in {when}: "
            f"{route.exposure:.1%} lost, {len(route.steps)} steps>"
        )

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text())}</pre>"

    def __getattr__(self, name: str) -> Any:
        # Not through self: while a copy is being made there is no route to ask.
        return getattr(object.__getattribute__(self, "route"), name)
