"""The rows of Home: each kind in a file of its own, and the page that orders them."""
