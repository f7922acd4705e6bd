"""A cloud's parts: what is in it, where its names have room, how its lines are drawn."""
