"""The one door that screens and commands go through: a home, opened, and its faces."""
