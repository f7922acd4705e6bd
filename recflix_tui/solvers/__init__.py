"""How a model is fitted: each solver in a folder of its own, and what they share."""
