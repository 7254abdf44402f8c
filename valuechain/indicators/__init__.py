"""One indicator per file: pure functions of a compiled stack and a response."""
