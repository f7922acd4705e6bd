"""The catalogue as a table, its search box and filters, and lists about one title."""
