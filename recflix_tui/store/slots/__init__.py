"""One rating or mark of a profile: where it stands, how it changes, how that is taken back."""
