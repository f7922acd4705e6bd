"""What the screens inside the model ask of the library beside its faces, and start by it."""
