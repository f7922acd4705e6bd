"""Signals: what a person does becomes weights of titles, a pure function and a file each."""
