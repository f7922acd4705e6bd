"""What the Compare screen and its follower know of evaluations: values, and their words."""

from __future__ import annotations

from recflix_tui.evaluation.results.charts import Bar, Chart, charts_so_far, of_measure
from recflix_tui.evaluation.results.measured import Evaluation
from recflix_tui.evaluation.results.metric_words import Group
from recflix_tui.evaluation.results.state import EvaluationState
from recflix_tui.evaluation.results.ways import KINDS, MEASURES, Way, usual_way
from recflix_tui.library.inside.evaluations import Compared, Evaluations, Look

__all__ = [
    "KINDS",
    "MEASURES",
    "Bar",
    "Chart",
    "Compared",
    "Evaluation",
    "EvaluationState",
    "Evaluations",
    "Group",
    "Look",
    "Way",
    "charts_so_far",
    "of_measure",
    "usual_way",
]
