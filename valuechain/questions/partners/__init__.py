"""Partners: which country is worth trusting, and what a coalition holds itself."""
