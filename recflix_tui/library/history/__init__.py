"""A person's own history, brought in and taken out: planned, applied, waiting, found again."""
