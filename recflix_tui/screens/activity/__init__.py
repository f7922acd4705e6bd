"""What a profile did, what holds since, and how it came to the screen."""
