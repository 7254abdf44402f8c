"""Closed lists: countries, durations and the words a file may use."""
