"""Bayesian matrix factorisation by Gibbs sampling."""
