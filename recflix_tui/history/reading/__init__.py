"""Exports read, a file a service: what each says that a person did."""
