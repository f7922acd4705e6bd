"""What each command of `recflix` calls and prints."""
