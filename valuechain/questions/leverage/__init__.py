"""Leverage: what others lose if home refuses, beside what home loses if they do."""
