"""One's own history brought in: the file, what would become of it, what it changed, what waits."""
