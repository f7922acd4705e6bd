"""Home of each profile as it was made last: in memory, and on disk for the next start."""
