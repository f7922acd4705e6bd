"""What the readers have in common: their frame, days, numbers, stars, and whose part is read."""
