"""The search for the settings that suit one dataset, and what it found."""
