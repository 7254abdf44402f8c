"""Routes: the steps along which a loss reaches a use, with the figures each step rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """One figure of the model and on what it rests.

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


RouteKey = tuple[str, str, str, str, int]
"""Subject, what is removed (``USA``, ``gallium from CHN``), attribute, mode, week (0: limit)."""
