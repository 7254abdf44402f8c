"""Back-test: sixteen past events beside what the model says of them."""
