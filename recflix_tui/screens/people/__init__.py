"""People of similar taste: who they are, what is shared with them and what is not."""
