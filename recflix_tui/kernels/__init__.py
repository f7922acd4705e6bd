"""Compiled loops that know arrays alone, and what they are written with."""
