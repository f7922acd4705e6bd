"""By what the choice model is fitted: chosen on the sample data alone (docs/models.md)."""

from __future__ import annotations

from dataclasses import dataclass

_LAMBDA, _OF_USERS, _POWER = 200.0, 600.0, 0.17


@dataclass(frozen=True)
class ChoiceSettings:
    """What a fit of the choice model goes by."""

    most_exact: int = 10_000
    """The best known titles, whose weights are exact."""
    most_judged: int = 2_000
    """The best known titles, on which chances are calibrated."""
    neighbours: int = 200
    """The strongest weights of each of them that are kept."""
    tail_neighbours: int = 30
    """The same of the other titles."""
    half_life: float = 1000.0
    """Days from a moment at which a pick counts for half in the popularity of that moment."""
    recency: float = 1.0
    """`ChoiceModel.recency`."""
    recency_scale: float = 5.0
    """`ChoiceModel.recency_scale`, in ratings."""
    liking: float = 0.8
    """`ChoiceModel.liking`, a star of five."""
    most_asked: int = 1_000
    """People at most on whom chances are calibrated."""


def ridge(n_users: int) -> float:
    """The ridge lambda of the weights: 200 on the sample's 600 people, 500 on 130,000."""
    return float(_LAMBDA * (max(n_users, 1) / _OF_USERS) ** _POWER)
