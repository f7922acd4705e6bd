"""The settings of versions in words."""

from __future__ import annotations

from recflix_tui.solvers.settings_words import settings_words, telling_words

USUAL = {"factors": 12, "epochs": 50, "draws": 64, "seed": 0, "side": [], "threads": 2}


def test_the_usual_settings_are_told_and_others_that_are_not_the_defaults() -> None:
    assert settings_words("gibbs", USUAL) == "12 factors · 50 sweeps · 64 draws"
    other = {**USUAL, "width": 3.0, "refit": False, "chains": 4, "seed": 7, "side": ["genres"]}
    assert settings_words("gibbs", other) == (
        "12 factors · 50 sweeps · 64 draws · width 3 · side genres · no refit · seed 7"
    )
    assert settings_words("gibbs", {}) == ""


def test_what_tells_trainings_apart_is_what_differs_among_those_by_one_solver() -> None:
    wide = {**USUAL, "width": 3.0}
    usual = {**USUAL, "width": 2.0, "threads": 4}
    sgd = {"factors": 64, "epochs": 200, "side": ["implicit"]}
    told = telling_words([("gibbs", usual), ("gibbs", wide), ("sgd", sgd)])
    assert told == ["width 2", "width 3", "64 factors · side implicit"]


def test_what_parts_a_training_from_all_others_is_told_first() -> None:
    like = {"factors": 64, "epochs": 20, "seed": 0}
    told = telling_words(
        [("als", like), ("als", {**like, "seed": 1}), ("als", {**like, "factors": 32})]
    )
    assert told == ["64 factors · seed 0", "seed 1 · 64 factors", "32 factors · seed 0"]


def test_trainings_that_nothing_tells_apart_are_told_by_their_factors() -> None:
    assert telling_words([("gibbs", USUAL), ("gibbs", USUAL)]) == ["12 factors", "12 factors"]


def test_side_inputs_are_told_where_one_training_had_them_and_another_not() -> None:
    every = ["implicit", "genres", "decade", "time", "people"]
    some = [("gibbs", {**USUAL, "side": side}) for side in ([], every, ["time", "genres"])]
    assert telling_words(some) == ["side none", "side all", "side time, genres"]


def test_of_a_damaged_version_or_an_unknown_solver_nothing_is_made_up() -> None:
    told = telling_words([("", {}), ("magic", {"factors": 3, "spell": 1}), ("magic", {})])
    assert told == ["", "3 factors", ""]


def test_a_value_that_no_setting_can_have_is_told_as_it_is() -> None:
    odd = {"factors": "many", "seed": "x", "refit": "no", "side": "genres"}
    assert settings_words("gibbs", odd) == "factors many · side genres · refit no · seed x"
