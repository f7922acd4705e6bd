"""What the solvers' defaults were chosen by: a search for each solver."""
