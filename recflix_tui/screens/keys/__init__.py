"""What each key does: the actions by name and key, and what those on titles do."""
