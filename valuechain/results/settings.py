"""How a result came about: the perspective, the settings, and the model and programs behind it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """From whose side it was asked (home, trusted) and with which thresholds it was judged.

    ``home`` and ``trusted`` are the places as they were asked for (``NLD``, ``EU27``); the fields
    that end in ``_countries`` are their countries. ``shown`` are the countries and groups of the
    pictures, most telling first.
    """

    home: tuple[str, ...]
    home_countries: tuple[str, ...]
    trusted: tuple[str, ...] = ()
    trusted_countries: tuple[str, ...] = ()
    europe_countries: tuple[str, ...] = ()
    theta: float = 0.5
    exposure_threshold: float = 0.25
    judged_weeks: int = 52
    replacement_weeks: float = 52.0
    horizons: tuple[int, ...] = (1, 13, 52, 156)
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which model and which calculation a result rests on.

    ``digest`` is that of the resolved model, ``overlays`` the replaced figures (``path: old ->
    new``). ``counts`` says how much there was to compute (``producers``, ``slots``, ``links``,
    ``removals``), ``cycles`` names those that collapse only by accumulation.
    """

    model_id: str
    digest: str
    overlays: tuple[str, ...] = ()
    tolerance: float = 0.0
    iterations: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    cycles: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    """Keys that the files do not state, for which the documented defaults stand."""
