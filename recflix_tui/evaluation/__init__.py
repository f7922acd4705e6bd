"""How good a model is: the measures, the baselines it has to beat, and how sure that is."""
