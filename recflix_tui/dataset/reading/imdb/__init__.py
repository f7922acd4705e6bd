"""IMDb's own daily files: streamed, and joined with a dataset's titles by their IMDb ids."""
