"""MovieLens files of every layout, read and checked."""
