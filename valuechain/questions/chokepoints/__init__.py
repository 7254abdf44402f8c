"""Chokepoints: the smallest sets of countries, firms or producers that stop a use."""
