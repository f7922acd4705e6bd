"""What the worked example's screen says: figures, the nudges of a rating, what goes on in words."""
