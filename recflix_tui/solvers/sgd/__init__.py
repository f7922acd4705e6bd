"""Stochastic gradient descent, without and with implicit feedback."""
