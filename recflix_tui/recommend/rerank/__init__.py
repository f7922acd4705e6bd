"""A list chosen as a whole: of the genres that one goes for, and not all of one kind."""
