"""Whole answers, one package for each question."""
