"""Work in a process of its own: the process, and the events that it tells of itself by."""
