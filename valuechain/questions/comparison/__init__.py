"""Comparison: what the indicators of others see of our dependencies, and what they miss."""
