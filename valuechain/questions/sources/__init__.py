"""Sources: on what the model rests, what licences ask, and what to check first."""
