"""Home as a whole: which rows, in which order, and what stands on them."""
