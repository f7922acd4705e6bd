"""Behaviour in memory, kept up act by act, and what a profile did as a list."""
