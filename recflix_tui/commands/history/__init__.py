"""A person's own history in the shell: brought in, listed, marked, taken out, put back."""
