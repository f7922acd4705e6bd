"""What can be said on the command line: commands and their flags, a file for each kind."""
