"""The user-item matrix as pictures: its orders, its counts at every size, its cells."""
