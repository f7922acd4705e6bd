"""Home's wall of shelves: where tiles stand, what each shows, and how they are drawn."""
