"""The search for a dataset's own settings, on a solver whose errors can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.child.events import Failed, parse_line
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.tuning.events import Measured, RungDone, TuningStarted
from tests.tuning.guess import (
    FACTS,
    TRIED,
    Guess,
    Guessing,
    errors_by_hand,
    iterate,
    make_ratings,
    outcome,
    tune,
    without_time,
)


def test_the_best_of_all_folds_wins_with_the_figures_of_numpy(tmp_path: Path) -> None:
    ratings = make_ratings()
    tuned = outcome(tune(tmp_path, ratings=ratings, candidates=7))
    values = (1.0, *TRIED)
    means = {value: np.mean(errors_by_hand(value, ratings)) for value in values}
    best = min(values, key=lambda value: means[value])
    assert tuned.kept
    assert tuned.complete
    assert tuned.changed == tuned.best == {"stars": best}
    assert tuned.settings == replace(Guess(), stars=best).plain()
    assert tuned.rmse == pytest.approx(means[best], abs=1e-6)
    assert tuned.default_rmse == pytest.approx(means[1.0], abs=1e-6)
    differences = np.subtract(errors_by_hand(1.0, ratings), errors_by_hand(best, ratings))
    assert tuned.gain == pytest.approx(differences.mean(), abs=1e-6)
    # Nadeau and Bengio: the test part is a quarter of the training part.
    error = np.sqrt((1 / 5 + 1 / 4) * differences.var(ddof=1))
    assert tuned.gain_error == pytest.approx(error, abs=1e-6)


def test_each_rung_keeps_the_defaults_and_the_best_third_of_the_others(tmp_path: Path) -> None:
    ratings = make_ratings()
    events = tune(tmp_path, ratings=ratings, candidates=7)
    started = events[0]
    assert isinstance(started, TuningStarted)
    assert started.rungs == [7, 3, 2]
    assert started.folds == [1, 2, 5]
    assert started.of == 7 * 1 + 3 * 1 + 2 * 3
    rungs = [event for event in events if isinstance(event, RungDone)]
    first = {c: errors_by_hand(c, ratings, 1)[0] for c in TRIED}
    going = {row["changed"].get("stars", 1.0) for row in rungs[0].ranking if row["goes_on"]}
    assert going == {1.0, *sorted(first, key=lambda value: first[value])[:2]}
    assert [len(rung.ranking) for rung in rungs] == [7, 3, 2]
    assert all(0 in [row["candidate"] for row in rung.ranking] for rung in rungs)
    errors = [row["rmse"] for row in rungs[0].ranking]
    assert errors == sorted(errors)


@pytest.mark.parametrize("workers", [2, 5])
def test_the_outcome_does_not_depend_on_the_workers(tmp_path: Path, workers: int) -> None:
    start = Guess(nap=0.001)
    alone = outcome(tune(tmp_path / "1", start, workers=1, candidates=7))
    several = outcome(tune(tmp_path / "n", start, workers=workers, candidates=7))
    assert without_time(alone) == without_time(several)


def test_defaults_that_nothing_beats_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Guess, "search_space", lambda start: {"stars": (1.5, 2.0, 5.0)})
    tuned = outcome(tune(tmp_path, Guess(stars=3.4), candidates=4))
    assert not tuned.kept
    assert tuned.changed == tuned.best == {}
    assert tuned.settings == Guess(stars=3.4).plain()
    assert "no settings were better" in tuned.why


def test_a_gain_within_noise_is_none(tmp_path: Path) -> None:
    """3.5 and 3.49: the first is nearer the mean of some folds, the second of others."""
    ratings = make_ratings()
    mean = float(ratings.stars.mean())
    start = Guess(stars=2 * mean - 3.5 + 0.01)  # nearly as far from the mean as 3.5
    tuned = outcome(tune(tmp_path, start, ratings, candidates=7))
    assert tuned.best == {"stars": 3.5}
    assert not tuned.kept
    assert tuned.gain is not None
    assert tuned.gain_error is not None
    assert 0 < tuned.gain < 2.132 * tuned.gain_error
    assert "no more than chance" in tuned.why
    assert tuned.settings == start.plain()


def test_progress_counts_up_and_the_time_left_runs_out(tmp_path: Path) -> None:
    events = tune(tmp_path, candidates=7)
    measured = [event for event in events if isinstance(event, Measured)]
    assert [event.number for event in measured] == list(range(1, 17))
    assert all(event.of == 16 for event in measured)
    assert measured[0].eta_seconds > 0
    assert measured[-1].eta_seconds == 0
    best = [event.best_rmse for event in measured if event.rung == 1 and event.best_rmse]
    assert best == sorted(best, reverse=True)


def test_every_event_comes_back_from_its_line(tmp_path: Path) -> None:
    for event in tune(tmp_path, candidates=3):
        assert "\n" not in event.to_json()
        assert parse_line(event.to_json()) == event


def test_when_time_is_up_the_rung_is_ended_and_one_fold_tells_nothing(tmp_path: Path) -> None:
    events = tune(tmp_path, candidates=7, seconds=1e-9)
    tuned = outcome(events)
    assert sum(isinstance(event, RungDone) for event in events) == 1
    assert (tuned.folds, tuned.complete, tuned.kept) == (1, False, False)
    assert tuned.gain is not None
    assert tuned.gain > 0
    assert "one part of the ratings" in tuned.why
    assert len(Guess.trained) == 7
    # With more time it goes on with the next rung.
    assert outcome(tune(tmp_path, candidates=7)).kept
    assert len(Guess.trained) == 16


def test_settings_that_fail_are_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Guess, "search_space", lambda start: {"stars": (-1.0, 3.5, -2.0)})
    events = tune(tmp_path, candidates=4)
    assert outcome(events).best == {"stars": 3.5}
    failed = [event for event in events if isinstance(event, Measured) and event.rmse is None]
    assert {event.problem for event in failed} == {"the guess is below zero"}


def test_where_the_defaults_fail_whatever_works_is_kept(tmp_path: Path) -> None:
    tuned = outcome(tune(tmp_path, Guess(stars=-1.0), candidates=7))
    assert tuned.kept
    assert (tuned.default_rmse, tuned.gain) == (None, None)
    assert "the guess is below zero" in tuned.why


def test_where_all_fail_the_tuning_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Guess, "search_space", lambda start: {"stars": (-3.0, -2.0)})
    *_, last = tune(tmp_path, Guess(stars=-1.0), candidates=3)
    assert last == Failed("the guess is below zero")


def test_too_few_ratings_are_told(tmp_path: Path) -> None:
    (last,) = tune(tmp_path, ratings=make_ratings(4))
    assert isinstance(last, Failed)
    assert "too few ratings" in last.message


def test_when_nobody_listens_any_more_trainings_stop(tmp_path: Path) -> None:
    Guessing.epochs_run = 0
    start = Guess(epochs=10_000, stars=2.0)
    events = iterate(tmp_path, start, make_ratings(), FACTS, candidates=7, workers=2)
    assert isinstance(next(events), TuningStarted)
    slow = Guess(epochs=10_000, nap=0.01)
    other = iterate(tmp_path / "other", slow, make_ratings(), FACTS, candidates=7, workers=2)
    next(other)
    events.close()
    other.close()
    assert Guessing.epochs_run < 10_000


def test_a_tuning_of_sgd_finds_a_ridge_that_suits(
    tmp_path: Path, taste: Ratings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SgdSettings, "search_space", lambda start: {"reg": (1.0, 30.0)})
    start = SgdSettings(factors=8, epochs=30, reg=300.0)
    tuned = outcome(tune(tmp_path, start, taste, candidates=3))
    assert tuned.kept
    assert tuned.changed == {"reg": 1.0}
