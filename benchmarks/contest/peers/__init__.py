"""Other libraries as contenders, a file each; each is run as its own guide shows."""
