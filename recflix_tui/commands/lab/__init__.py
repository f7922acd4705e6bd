"""What `recflix lab` prints."""
