"""What a person sees: a screen a file, its style sheet beside it; all_screens.py lists them."""
