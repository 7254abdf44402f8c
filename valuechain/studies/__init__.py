"""Whole questions: what is asked, computed and handed over as a result."""
