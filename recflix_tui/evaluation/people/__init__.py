"""The app's own question: what will someone new pick and like after their first ratings?"""
