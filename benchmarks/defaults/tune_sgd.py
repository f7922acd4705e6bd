"""The cross-validation that chose the defaults of `sgd`: `python -m benchmarks.defaults.tune_sgd`.

It draws settings at random among the values that a tuning tries, and ranks them by RMSE over
five folds of the sample data (and of any rating file named), each file in the forms of
`benchmarks.rating_forms`.
"""

from __future__ import annotations

from benchmarks.defaults.search import parser_of, search
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings


def main() -> None:
    parser = parser_of("benchmarks.defaults.tune_sgd", __doc__)
    parser.add_argument("--side", choices=("none", "implicit"), default="none")
    asked = parser.parse_args()
    start = SgdSettings(side=("implicit",) if asked.side == "implicit" else ())
    search(start, start.search_space(), asked)


if __name__ == "__main__":
    main()
