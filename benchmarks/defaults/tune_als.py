"""The cross-validation that chose the defaults of `als`: `python -m benchmarks.defaults.tune_als`.

As benchmarks.defaults.tune_sgd, on the same forms of the same ratings and the same folds.
"""

from __future__ import annotations

from benchmarks.defaults.search import Choices, parser_of, search
from recflix_tui.solvers.als.als_settings import AlsSettings

# What a tuning tries, and two settings that it leaves as they are.
_CHOICES: Choices = {
    **AlsSettings().search_space(),
    "patience": (2, 3, 5),
    "cg_steps": (0, 2, 3),
}


def main() -> None:
    asked = parser_of("benchmarks.defaults.tune_als", __doc__).parse_args()
    search(AlsSettings(), _CHOICES, asked)


if __name__ == "__main__":
    main()
