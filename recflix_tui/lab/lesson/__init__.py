"""One rating followed through the model: the error it had, the nudge it gives, what it changes."""
