"""The compiled stack: frozen columns of producers, slots, alternatives and links."""

from valuechain.stack.columns import Stack
from valuechain.stack.compile import compile_model

__all__ = ["Stack", "compile_model"]
