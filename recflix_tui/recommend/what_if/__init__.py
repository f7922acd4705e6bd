"""What a profile's page would be if it had done something else: nothing is kept of it."""
