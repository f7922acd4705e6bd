"""Pictures in files: PNG and SVG, by Matplotlib."""
