"""Foreign tables: input-output tables, trade, and published indicators of others."""
