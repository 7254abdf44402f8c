"""Model files: text on one side, a checked model that knows the place of every key on the other."""

from valuechain.files.dumping import dump
from valuechain.files.loading import Loaded, load, load_text
from valuechain.files.shipped import shipped_model

__all__ = ["Loaded", "dump", "load", "load_text", "shipped_model"]
