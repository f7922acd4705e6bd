"""What people here rated and marked in other datasets, found in the one in use."""
