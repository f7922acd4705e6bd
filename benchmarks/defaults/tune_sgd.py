"""The cross-validation that chose the defaults of `sgd`: `python -m benchmarks.defaults.tune_sgd`.

It draws settings at random around the defaults and ranks them by RMSE over five folds of the
sample data (and of any rating file named), each file in the forms of `benchmarks.rating_forms`.
"""

from __future__ import annotations

from benchmarks.defaults.search import Choices, parser_of, search
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

_CHOICES: Choices = {
    "factors": [32, 64, 96, 128],
    "learning_rate": [0.01, 0.015, 0.02, 0.03, 0.04],
    "decay": [0.94, 0.95, 0.96, 0.97, 0.98],
    "reg": [0.8, 1.0, 1.2, 1.4],
    "reg_bias": [0.4, 0.7, 1.0, 1.5, 2.0],
    "spread": [0.05, 0.15, 0.3],
}
_IMPLICIT_CHOICES: Choices = {
    "rate_of_users": [0.05, 0.1, 0.2],
    "rate_of_items": [0.2, 0.4, 0.8],
    "reg_implied": [0.3, 1.0, 3.0],
}


def main() -> None:
    parser = parser_of("benchmarks.defaults.tune_sgd", __doc__)
    parser.add_argument("--side", choices=("none", "implicit"), default="none")
    asked = parser.parse_args()
    if asked.side == "implicit":
        search(SgdSettings(side=("implicit",)), _CHOICES | _IMPLICIT_CHOICES, asked)
    else:
        search(SgdSettings(side=()), _CHOICES, asked)


if __name__ == "__main__":
    main()
