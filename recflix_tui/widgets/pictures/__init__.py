"""Numbers as pictures: curves, histograms, and figures rounded alike everywhere."""
