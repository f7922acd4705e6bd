"""Of whom figures are, and what chance may have done to them."""

from __future__ import annotations

from recflix_tui.evaluation.bootstrap import RESAMPLES
from recflix_tui.evaluation.results.measured import Held
from recflix_tui.evaluation.results.reading import asked_of, chance_of
from tests.evaluation.results.evaluations import RANDOM, Told, make_evaluation

BOTH: dict[str, Told] = {"ndcg@10": 0.3, "rmse": 0.9}
ROWS = dict.fromkeys(("recflix", "recflix-no-recency", "ease", "stars"), BOTH)


def test_who_is_asked_and_who_is_left_out_is_told() -> None:
    assert asked_of(make_evaluation(ROWS), "ndcg@10") == (
        "Of 70 people of the dataset, your profiles not among them: who rated more than 10 titles, "
        "and one of the rest 4 stars or more. recflix-no-recency and stars are parts of this app, "
        "no rivals."
    )
    only = make_evaluation({"recflix": BOTH, "choice": BOTH}, n_asked=1)
    assert asked_of(only, "mrr").startswith("Of 1 person of the dataset")
    assert asked_of(only, "ndcg@10").endswith("choice is a part of this app, no rivals.")
    assert asked_of(make_evaluation({"gibbs": BOTH}, RANDOM), "ndcg@10").endswith(
        "who liked a title that is held out."
    )


def test_which_ratings_are_predicted_is_told() -> None:
    time = Held("time", (("share", 0.1),), 0)
    assert asked_of(make_evaluation(ROWS), "rmse") == (
        "Of 1,234 ratings: all but the 10 told, of people who gave more than 10."
    )
    assert asked_of(make_evaluation(ROWS, RANDOM), "rmse").endswith("all that are held out.")
    assert asked_of(make_evaluation(ROWS, time), "rmse").endswith("first seen since.")


def test_what_decides_is_told_where_there_are_intervals_and_else_why_there_are_none() -> None:
    assert f"{RESAMPLES:,} times" in chance_of("rmse", has_intervals=True)
    assert chance_of("gini", has_intervals=False).startswith("No ├─┤ here")
    assert chance_of("rmse", has_intervals=False) == ""
