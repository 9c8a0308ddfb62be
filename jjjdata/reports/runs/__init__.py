"""Running the notebooks of a batch, and keeping what has not changed."""
