"""What each act led to, and what is kept meanwhile: the stages, timed and drawn."""
