"""Look-through: in which countries is earned what home pays."""
