"""Matrix: the user-item matrix as a picture that one moves about in."""
