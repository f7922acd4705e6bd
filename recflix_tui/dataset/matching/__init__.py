"""Which item of a dataset a film is that is named elsewhere."""
