"""Scales on which a range is a PERT: as it stands, or durations in the logarithm of weeks."""

from typing import Literal

import numpy as np

from valuechain.kernels.arrays import Floats

Scale = Literal["plain", "weeks", "class"]
"""``weeks``: ln(1 + weeks), a logarithm for months and years that lets a stock be nothing;
``class``: one of a few classes, no range at all."""


def to_scale(figures: Floats, scale: Scale) -> Floats:
    """Figures on their scale.

    Examples
    --------
    >>> to_scale(np.array([0.0, 51.0]), "weeks").round(3).tolist()
    [0.0, 3.951]
    """
    return np.log1p(figures) if scale == "weeks" else figures


def from_scale(scaled: Floats, scale: Scale) -> Floats:
    """Figures back from their scale."""
    return np.expm1(scaled) if scale == "weeks" else scaled
