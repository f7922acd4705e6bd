"""What lies over a screen for a moment: help, a question, a choice."""
