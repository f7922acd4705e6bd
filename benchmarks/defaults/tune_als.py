"""The cross-validation that chose the defaults of `als`: `python -m benchmarks.defaults.tune_als`.

As benchmarks.defaults.tune_sgd, on the same forms of the same ratings and the same folds.
"""

from __future__ import annotations

from benchmarks.defaults.search import Choices, parser_of, search
from recflix_tui.solvers.als.als_settings import AlsSettings

_CHOICES: Choices = {
    "factors": [16, 32, 64, 96],
    "reg": [0.9, 1.0, 1.1, 1.2, 1.3, 1.4],
    "reg_bias": [0.4, 0.7, 1.0, 1.4],
    "spread": [0.03, 0.1, 0.3, 1.0],
    "patience": [2, 3, 5],
    "cg_steps": [0, 2, 3],
}


def main() -> None:
    asked = parser_of("benchmarks.defaults.tune_als", __doc__).parse_args()
    search(AlsSettings(), _CHOICES, asked)


if __name__ == "__main__":
    main()
