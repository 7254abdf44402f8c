"""Foreign tables in, graphs out: input-output tables, trade, networks."""
