"""Lab: the worked example, stepped through by hand."""
