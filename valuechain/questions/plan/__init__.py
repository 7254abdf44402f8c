"""What to do first: the best measures for a budget, by whom, from when, and what stays unsolved."""
