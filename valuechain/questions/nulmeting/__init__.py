"""Nulmeting: the baseline measurement of on whom home depends, how fast and how deep."""
