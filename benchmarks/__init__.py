"""Measurements of RecFlix's model: its speed beside its peers', and the tuning of its defaults."""
