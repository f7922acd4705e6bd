"""The screen on which a model is trained or tuned, and its versions are compared."""
