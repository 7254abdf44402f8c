"""Where does our AI hang by a thread: the AI value chain as a weighted supplier graph."""

__version__ = "0.1.0"
