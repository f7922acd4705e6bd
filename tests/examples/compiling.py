"""`python -m tests.examples.compiling` has all loops compiled, for the types that tests use."""

from __future__ import annotations

from recflix_tui.evaluation.comparison import Comparison, split_of
from recflix_tui.evaluation.metric_names import METRICS
from recflix_tui.matrix import warming as matrix_warming
from recflix_tui.pictures import dots
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.solvers.warming import warm
from tests.examples.models import make_taste


def main() -> None:
    """Run each loop once; what was compiled earlier is loaded in a moment."""
    for _ in warm():
        pass
    matrix_warming.warm()
    dots.warm()
    taste = make_taste()
    held = split_of(taste, "random", 0.2, 5, seed=0)
    for _ in Comparison(taste, held, settings_for("sgd", epochs=1), METRICS).rows():
        pass


if __name__ == "__main__":
    main()
