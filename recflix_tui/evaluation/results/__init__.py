"""What an evaluation came to: told on its way, kept for its version, and said in words."""
