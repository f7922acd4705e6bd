"""Finding titles by what is typed, typos and all."""
