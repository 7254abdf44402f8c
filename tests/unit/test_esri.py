"""Reading firm-level tables, and refusing those of which nothing can be said."""

import numpy as np
import pandas as pd
import pytest

from valuechain.errors import AnalysisError
from valuechain.indicators.esri import esri, esri_of, read_firms

FIRMS = {"firm": ["mine", "mill", "shop"], "sector": ["ore", "steel", "retail"]}
LINKS = {"supplier": ["mine", "mill"], "customer": ["mill", "shop"], "value": [1.0, 3.0]}
SECTORS = ["ore", "steel", "retail"]
ALL_ESSENTIAL = np.full((3, 3), 2)


def read(firms=FIRMS, links=LINKS, essentiality=ALL_ESSENTIAL, sectors=SECTORS):
    return read_firms(firms, links, essentiality=essentiality, sectors=sectors)


def test_data_frames_are_tables_too():
    matrix = pd.DataFrame(ALL_ESSENTIAL, index=SECTORS, columns=SECTORS)
    firms = pd.DataFrame({**FIRMS, "revenue": [1.0, 6.0, 9.0]})
    table = read(firms, pd.DataFrame(LINKS), matrix.to_numpy(), list(matrix.columns))
    found = esri(table)
    assert found.scenarios == ("mine", "mill", "shop")
    assert found.downstream.tolist() == [1.0, 0.75, 0.0]
    # half of what the mill sells goes elsewhere, so half of it is left, and half of the mine
    assert found.upstream.tolist() == [0.25, 1.0, 0.5]


def test_repeated_links_add_up():
    whole = esri(read(links={**LINKS, "value": [2.0, 3.0]}))
    twice = {key: [*column, column[0]] for key, column in LINKS.items()}
    assert np.array_equal(esri(read(links=twice)).esri, whole.esri)


def test_joint_and_partial_failures_and_what_is_left_of_whom():
    found, levels = esri_of(read(), {"storm": {"mine": 0.5, "shop": 0.8}, "calm": {}})
    assert levels.down[:, 0].tolist() == [0.5, 0.5, 0.5]
    assert levels.up[:, 0].tolist() == [0.5, 0.8, 0.8]
    assert found.downstream.tolist() == [0.5, 0.0]
    assert found.esri.tolist() == [0.5, 0.0]
    assert found.iterations.tolist() == [3, 1]


def test_asking_for_nobody_gives_nothing():
    assert len(esri(read(), []).esri) == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"firms": {"firm": ["mine"]}}, "no column 'sector'"),
        ({"links": {"supplier": [], "customer": []}}, "no column 'value'"),
        ({"links": {**LINKS, "customer": ["mill", "port"]}}, "unknown firm 'port'"),
        ({"firms": {**FIRMS, "firm": ["mine", "mill", "mill"]}}, "same firm"),
        ({"firms": {**FIRMS, "sector": ["ore", "steel"]}}, "differ in length"),
        ({"firms": {**FIRMS, "sector": ["ore", "steel", "coal"]}}, "unknown sector 'coal'"),
        ({"sectors": ["ore", "steel", "steel"]}, "same sector"),
        ({"essentiality": np.full((3, 2), 2)}, "sectors by sectors"),
        ({"essentiality": np.full((3, 3), np.nan)}, "sectors by sectors"),
        ({"essentiality": np.full((3, 3), 1.5)}, "sectors by sectors"),
        ({"links": {**LINKS, "value": [1.0, np.nan]}}, "not a number"),
        ({"links": {**LINKS, "value": [1.0, -3.0]}}, "negative"),
        ({"links": {**LINKS, "value": [1.0]}}, "differ in length"),
        ({"firms": {**FIRMS, "revenue": [1.0, 2.0, 9.0]}}, "than its revenue"),
    ],
)
def test_tables_that_make_no_sense_are_refused(change, said):
    with pytest.raises(AnalysisError, match=said) as refused:
        esri(read(**change))
    assert refused.value.code == "VA660"


def test_unknown_firms_and_impossible_capacities_are_refused():
    with pytest.raises(AnalysisError, match="unknown firm 'port'"):
        esri(read(), ["port"])
    with pytest.raises(AnalysisError, match="VA661"):
        esri_of(read(), {"storm": {"mine": 1.5}})
    with pytest.raises(AnalysisError, match="VA604"):
        esri_of(read(), {"storm": {"mine": np.nan}})
