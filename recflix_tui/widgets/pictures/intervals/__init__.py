"""Figures side by side as bars with their intervals, block by block."""
