"""A training as a process: its ratings, the events it tells of, the child as the app sees it."""
