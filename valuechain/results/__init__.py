"""What a result is: tables with a contract, routes, provenance, and how they are written."""
