"""What each act led to, from the key to the screen, with the milliseconds of each stage."""
