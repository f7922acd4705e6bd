"""A dataset's own figures: how many, how full, how spread, of which stars, when, which genres."""
