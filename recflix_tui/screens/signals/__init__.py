"""Signals: what moves the rows, each of it to be seen, weighed and switched off."""
