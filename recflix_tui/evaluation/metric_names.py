"""What is measured, by name."""

from __future__ import annotations

RATING = ("rmse", "mae")  # of predicted stars
RANKING = ("ndcg@10", "recall@20", "mrr", "coverage", "novelty", "diversity", "gini")
METRICS = (*RATING, *RANKING)
