"""What a model is: ratings and how they are split, factors, and how a profile is folded in."""
