"""Which file, whose it is, and the reading of it: dialogs."""
