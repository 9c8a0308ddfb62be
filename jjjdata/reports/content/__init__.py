"""What the reports say: the pieces that the notebooks show."""
