"""RecFlix's solvers and other libraries in turn on the same ratings, each in its own process."""
