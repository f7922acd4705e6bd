"""Who directed the titles, who is in them, and how long they are."""
