"""Films as another service names them, beside the titles that they are, or may be."""
