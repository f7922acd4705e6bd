"""What a person fills in: settings, and stars."""
