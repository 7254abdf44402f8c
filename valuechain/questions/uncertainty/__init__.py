"""How sure is each headline, what decides it, and what to find out first."""
