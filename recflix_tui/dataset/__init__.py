"""What many people rated: a dataset read, kept on disk, opened and searched."""
