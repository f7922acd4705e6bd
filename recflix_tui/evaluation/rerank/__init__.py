"""What re-ranking costs and gains: the list of the best beside lists chosen as a whole."""
