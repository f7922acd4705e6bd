"""From numbers to rows: what a dataset, a model and what a profile did make of each title."""
