"""Explain: one loss followed back to its suppliers, its figures and their sources."""
