"""A file as it lies on disk: opened safely, told what kind it is, and named in messages."""
