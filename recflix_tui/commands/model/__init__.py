"""The commands on models: train, tune, evaluate, versions, warm."""
