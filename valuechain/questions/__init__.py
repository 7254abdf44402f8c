"""Whole answers: one package per question, from its numbers to its sentences."""
