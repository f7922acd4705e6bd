"""A person with ten ratings of dark science fiction, on the sample data and a quick model."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import weigh_all
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import FirstScreen, RowContext
from recflix_tui.recommend.taste import fold_in_weighed
from recflix_tui.recommend.weighing.signal import SignalContext
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.items.choice_settings import ChoiceSettings
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.training.training_set import training_ratings

QUICK = SgdSettings(factors=4, epochs=3, threads=1)
FEW = ChoiceSettings(
    most_exact=1000, most_judged=100, neighbours=50, tail_neighbours=1, most_asked=30
)
LOVED = {
    "Alien": 5.0, "Blade Runner": 5.0, "Children of Men": 4.5, "Dark City": 4.5,
    "Gattaca": 4.5, "Moon": 4.5, "The Matrix": 4.0, "The Terminator": 4.5, "The Thing": 5.0,
    "Twelve Monkeys (a.k.a. 12 Monkeys)": 5.0,
}  # fmt: skip


def test_has_science_fiction_in_ten_and_more_of_the_first_25_titles(sample: Dataset) -> None:
    ratings = training_ratings(sample, ())
    model = to_the_end(ratings, QUICK, whatever=True).model
    choice = fit_choice(ratings, settings=FEW).model
    known = np.argsort(-sample.counts, kind="stable").tolist()
    best_known = {sample.title(item): item for item in reversed(known)}
    loved = {best_known[title]: stars for title, stars in LOVED.items()}
    context = SignalContext(ProfileActivity(loved), sample, model, choice, now=1.7e9)
    taste = fold_in_weighed(weigh_all(context, {}))
    page = RowContext(taste, sample, model, "Ada", first_screen=FirstScreen(6, 5), seed=1)
    rows = home_rows(page)

    def n_of_it(items: list[int]) -> int:
        return sum("Sci-Fi" in sample.genres(item) for item in items[:25])

    assert n_of_it([item for row in rows for item in row.items]) >= 10
    assert n_of_it([item for row in rows[:5] for item in row.items[:5]]) >= 10
    assert n_of_it(known) < 10  # as it is, for anybody
