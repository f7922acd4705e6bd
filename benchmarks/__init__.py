"""What RecFlix is measured by: accuracy and speed beside its peers, and the app itself."""
