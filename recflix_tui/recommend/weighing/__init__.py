"""How signals are weighed: what one is, their settings, and what they come to together."""
