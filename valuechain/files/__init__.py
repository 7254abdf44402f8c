"""Files of models, scenarios and measures: read, checked, refused with file, line and column."""

from valuechain.files.loaded import Loaded, load, load_text
from valuechain.files.model_text import dump
from valuechain.files.scenarios import (
    LoadedScenario,
    find_scenario,
    load_scenario,
    load_scenario_text,
)
from valuechain.files.shipped import shipped_model, shipped_scenarios

__all__ = [
    "Loaded",
    "LoadedScenario",
    "dump",
    "find_scenario",
    "load",
    "load_scenario",
    "load_scenario_text",
    "load_text",
    "shipped_model",
    "shipped_scenarios",
]
