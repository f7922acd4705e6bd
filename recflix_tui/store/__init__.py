"""What the people here did: state and event log in one SQLite file."""
