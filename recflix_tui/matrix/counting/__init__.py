"""What is counted once for a matrix, so that any window of it is a matter of look-ups."""
