"""Measures and what they do to a stack, the best set for a budget, and the years they start."""
