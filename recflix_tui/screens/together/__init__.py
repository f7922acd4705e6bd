"""Watch together: who watches, rows for all of them, and who would love or hate each title."""
