"""What we do not know: draws of the figures, ensembles of results, and what decides them."""
