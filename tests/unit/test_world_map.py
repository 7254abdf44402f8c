"""The map of the world: areas keep their size, small countries show, shades keep their order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuechain.presentation.world import (
    SHADES,
    STEPS,
    countries_drawn,
    equal_earth,
    shade_of,
    world_map,
)
from valuechain.vocab.countries import COUNTRIES

WORDS = ("1–10%", "10–25%", "25–50%", "50–100%")


def area(points: np.ndarray) -> float:
    """Area of a polygon."""
    (x, y), (u, v) = points.T, np.roll(points, -1, axis=0).T
    return abs(float((x * v - u * y).sum())) / 2


@given(st.floats(-170, 150), st.floats(-80, 70), st.floats(1, 20), st.floats(1, 10))
def test_areas_keep_their_size(west, south, wide, high):
    along = np.linspace(0, 1, 400)
    east, north = west + wide, south + high
    border = np.concatenate(
        [
            np.column_stack((west + wide * along, np.full(400, south))),
            np.column_stack((np.full(400, east), south + high * along)),
            np.column_stack((east - wide * along, np.full(400, north))),
            np.column_stack((np.full(400, west), north - high * along)),
        ]
    )
    low, top = np.radians([south, north])
    on_earth = np.radians(wide) * (np.sin(top) - np.sin(low))
    assert area(equal_earth(border)) == pytest.approx(on_earth, rel=2e-4)


def test_every_country_but_the_uninhabited_is_on_the_map():
    missing = COUNTRIES - countries_drawn()
    assert missing <= {"ATA", "BVT", "CCK", "CXR", "BES", "GLP", "MTQ", "MYT", "REU", "TKL"}
    assert {"MLT", "SGP", "NLD", "EST", "TWN", "HKG", "XKX"} <= countries_drawn()


def colours(figure):
    """Colours of the dots of a map."""
    axes = figure.axes[0]
    dots = [one for one in axes.collections if type(one).__name__ == "PathCollection"]
    from matplotlib.colors import to_hex

    return [to_hex(dot.get_facecolor()[0]) for dot in dots]


def test_small_countries_have_a_dot_in_their_shade():
    drawn = world_map(
        {"SGP": 0.3, "MLT": 0.12, "AND": 0.001}, home=["NLD"], steps=WORDS, home_name="x"
    )
    assert sorted(colours(drawn)) == sorted([SHADES[2], SHADES[1]])
    assert not colours(world_map({}, home=["NLD"], steps=WORDS, home_name="x"))


def test_shades_darken():
    lightness = [sum(int(shade[i : i + 2], 16) for i in (1, 3, 5)) for shade in SHADES]
    assert lightness == sorted(lightness, reverse=True)
    assert [shade_of(step) for step in STEPS] == [0, 1, 2, 3]
    assert shade_of(0.0099) is None
