"""What counts and how much, and what moves when that is changed."""
