"""Factors: titles as points in what the model learnt, and the sliders of one's own taste."""
