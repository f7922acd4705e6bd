"""Surprise me: one film for tonight, drawn again or narrowed, over whatever screen."""
