"""What the signals of a profile are made from, and what it set of them."""
