"""A heatmap's parts: what it is given, where its cells stand, how its lines are drawn."""
