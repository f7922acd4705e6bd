"""What is alike: what the same people pick, less what everybody picks, and of what kind it is."""
