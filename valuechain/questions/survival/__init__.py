"""Survival: how long each use holds after a loss, and the stock that bridges the gap."""
