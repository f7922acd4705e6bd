"""What if: a title and the page, if one had rated otherwise. Nothing of it is kept."""
