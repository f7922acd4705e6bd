"""What was brought in from elsewhere: imports, what titles are called, and which is which."""
