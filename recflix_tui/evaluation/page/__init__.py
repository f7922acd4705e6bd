"""Home measured as a whole, on people held out, beside single lists."""
