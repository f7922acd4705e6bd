"""What an evaluation came to."""
