"""What two to five people may watch together: rows for all of them, and what each would say."""
