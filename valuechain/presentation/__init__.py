"""How things show themselves to people: their names, and the look of figures."""
