"""From a removal to what is left of capacity and routes."""
