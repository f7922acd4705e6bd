"""`recflix explain`: why a title is predicted as it is, and what would be if."""
