"""`recflix events` and `recflix replay`: what a profile did, kept, let go and played again."""
