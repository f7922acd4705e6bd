"""Matrix factorisation worked out by hand on a few ratings, one nudge at a time."""
