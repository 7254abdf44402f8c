"""Array in, array out: how a loss spreads, once as plain loops and once fast."""
