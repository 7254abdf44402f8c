"""Whole answers, a package each: numbers, tables, words, screens and figures of one question."""
