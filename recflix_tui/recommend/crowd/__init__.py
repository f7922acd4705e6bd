"""What everybody in a dataset did, counted for the signals that speak of titles."""
