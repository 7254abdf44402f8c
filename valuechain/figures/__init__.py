"""One figure per file, from a result table to a picture."""
