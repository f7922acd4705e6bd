"""Title after title to rate, chosen to teach the model most."""
