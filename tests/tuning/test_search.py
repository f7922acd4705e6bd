"""The search for a dataset's own settings, on a solver whose errors can be worked out by hand."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers import all_solvers
from recflix_tui.solvers.all_solvers import SOLVERS
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.settings import SolverSettings, check_settings
from recflix_tui.solvers.sgd import sgd_settings as sgd
from recflix_tui.training.trainer import Event, Failed, parse_line
from recflix_tui.tuning import search as tuning
from recflix_tui.tuning.search import FOLDS, Measured, RungDone, Search, Tuned, TuningStarted
from recflix_tui.tuning.tuned import TunedDefaults, find_tuned, forget_tuned, keep_tuned
from recflix_tui.tuning.tuning_journal import Measurement, forget_journals, open_journal

FACTS = {"fingerprint": "f"}
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Guess(SolverSettings):
    """A solver that predicts the same for everything: `stars`; below 0 it fails."""

    factors: int = 1
    epochs: int = 2
    holdout: float = 0.0
    stars: float = 1.0
    nap: float = 0.0

    solver: ClassVar[str] = "guess"
    search: ClassVar[dict[str, tuple[float, ...]]] = {"stars": (1.5, 2.0, 2.5, 3.0, 3.5, 4.0)}
    search_with: ClassVar[dict[str, dict[str, tuple[float, ...]]]] = {"time": {"nap": (0.001,)}}
    trained: ClassVar[list[float]] = []  # what was trained, in order


class Guessing:
    epochs_run = 0

    def __init__(self, ratings: Ratings, settings: Guess) -> None:
        self._ratings, self._settings = ratings, settings

    def epoch(self) -> Epoch:
        Guessing.epochs_run += 1
        if self._settings.stars < 0:
            raise ModelError("the guess is below zero")
        time.sleep(self._settings.nap)
        return Epoch(1, 0.0, None, 0.0)

    def model(self) -> FactorModel:
        n, m = self._ratings.n_users, self._ratings.n_items
        return FactorModel(
            mu=self._settings.stars,
            user_bias=np.zeros(n, np.float32),
            item_bias=np.zeros(m, np.float32),
            P=np.zeros((n, 1), np.float32),
            Q=np.zeros((m, 1), np.float32),
            prior=ridge_prior(1.0, 1.0, 1, 1.0),
            low=0.5,
            high=5.0,
        )


def start_guess(ratings: Ratings, settings: Guess, held: Ratings | None) -> Guessing:
    Guess.trained.append(settings.stars)
    return Guessing(ratings, settings)


@pytest.fixture(autouse=True)
def _guess_is_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has trained nothing yet."""
    monkeypatch.setitem(all_solvers.STARTS, "guess", start_guess)
    Guess.trained.clear()


def make_ratings(n: int = 400) -> Ratings:
    shares = [0.1, 0.1, 0.2, 0.4, 0.2]
    stars = np.random.default_rng(5).choice([1.0, 2.0, 3.0, 4.0, 5.0], n, p=shares)
    index = np.arange(n)
    return Ratings(index % 40, index % 21, stars.astype(np.float32), 40, 21, 0.5, 5.0)


def tune(
    folder: Path,
    start: Guess | sgd.SgdSettings | None = None,
    ratings: Ratings | None = None,
    facts: dict[str, Any] = FACTS,
    **search: Any,
) -> list[Event]:
    return list(iterate(folder, start or Guess(), ratings or make_ratings(), facts, **search))


def iterate(
    folder: Path,
    start: SolverSettings,
    ratings: Ratings,
    facts: dict[str, Any],
    **search: Any,
) -> Generator[Event, None, None]:
    asked = Search(**search)
    with open_journal(folder, start.solver, facts | asked.facts) as journal:
        yield from tuning.run(ratings, start, asked, journal)


def outcome(events: list[Event]) -> Tuned:
    last = events[-1]
    assert isinstance(last, Tuned), last
    return last


def without_time(tuned: Tuned) -> Tuned:
    return replace(tuned, seconds=0.0)


def errors_by_hand(stars: float, ratings: Ratings, folds: int = FOLDS) -> list[float]:
    """RMSE of a guess on each fold."""
    fold = tuning.folds_of(len(ratings.stars), 0)
    exact = ratings.stars.astype(np.float64)
    return [float(np.sqrt(np.mean((exact[fold == f] - stars) ** 2))) for f in range(folds)]


# --- the search ---------------------------------------------------------------------------------


def test_the_best_of_all_folds_wins_with_the_figures_of_numpy(tmp_path: Path) -> None:
    ratings = make_ratings()
    tuned = outcome(tune(tmp_path, ratings=ratings, candidates=7))
    values = (1.0, *Guess.search["stars"])
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
    first = {c: errors_by_hand(c, ratings, 1)[0] for c in Guess.search["stars"]}
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
    monkeypatch.setattr(Guess, "search", {"stars": (1.5, 2.0, 5.0)})
    tuned = outcome(tune(tmp_path, Guess(stars=3.4), candidates=4))
    assert not tuned.kept
    assert tuned.changed == tuned.best == {}
    assert tuned.settings == Guess(stars=3.4).plain()
    assert "no candidate was better" in tuned.why


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
    assert "within noise" in tuned.why
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
    assert "one fold" in tuned.why
    assert len(Guess.trained) == 7
    # With more time it goes on with the next rung.
    assert outcome(tune(tmp_path, candidates=7)).kept
    assert len(Guess.trained) == 16


def test_settings_that_fail_are_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Guess, "search", {"stars": (-1.0, 3.5, -2.0)})
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
    monkeypatch.setattr(Guess, "search", {"stars": (-3.0, -2.0)})
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
    monkeypatch.setattr(sgd.SgdSettings, "search", {"reg": (1.0, 30.0)})
    start = sgd.SgdSettings(factors=8, epochs=30, reg=300.0)
    tuned = outcome(tune(tmp_path, start, taste, candidates=3))
    assert tuned.kept
    assert tuned.changed == {"reg": 1.0}


# --- what is drawn ------------------------------------------------------------------------------


def test_drawn_are_the_defaults_and_distinct_settings_of_the_space() -> None:
    start = sgd.SgdSettings()
    drawn = tuning.draw(start, 30, seed=4)
    assert drawn[0] == start
    assert len(set(drawn)) == 30
    for settings in drawn:
        for name, value in tuning.changed(settings, start).items():
            assert value in sgd.SgdSettings.search[name]
    assert tuning.draw(start, 10, seed=4) == drawn[:10]
    assert tuning.draw(start, 10, seed=5) != drawn[:10]


def test_earlier_settings_are_tried_before_random_ones() -> None:
    before = sgd.SgdSettings(reg=9.0)
    drawn = tuning.draw(sgd.SgdSettings(), 5, 0, [before])
    assert drawn[:2] == [sgd.SgdSettings(), before]
    assert drawn[2:] == tuning.draw(sgd.SgdSettings(), 4, 0)[1:]


def test_a_small_space_is_drawn_whole() -> None:
    drawn = tuning.draw(Guess(), 100, 0)
    guesses = sorted(settings.stars for settings in drawn if isinstance(settings, Guess))
    assert guesses == [1.0, *Guess.search["stars"]]


def test_a_side_input_brings_its_own_settings() -> None:
    assert set(tuning.space(Guess())) == {"stars"}
    assert set(tuning.space(Guess(side=("time",)))) == {"stars", "nap"}


@pytest.mark.parametrize("solver", SOLVERS)
def test_all_values_of_a_solvers_space_are_within_bounds(solver: str) -> None:
    kind = SOLVERS[solver]
    start = kind(side=kind.sides)  # type: ignore[call-arg]
    for name, values in tuning.space(start).items():
        for value in values:
            check_settings(replace(start, **{name: value}))  # type: ignore[arg-type]
            assert isinstance(value, type(getattr(start, name)))


def test_the_folds_share_the_ratings_evenly() -> None:
    fold = tuning.folds_of(1003, seed=1)
    assert sorted(np.bincount(fold)) == [200, 200, 201, 201, 201]
    assert (fold == tuning.folds_of(1003, seed=1)).all()
    assert (fold != tuning.folds_of(1003, seed=2)).any()


def test_of_large_data_whole_users_are_drawn() -> None:
    ratings = make_ratings(400)  # ten of each user
    part = tuning.sampled(ratings, 105, seed=3)
    assert len(part.stars) == 100
    assert (np.bincount(part.users)[np.unique(part.users)] == 10).all()
    assert tuning.sampled(ratings, 400, seed=3) is ratings


def test_of_users_with_more_ratings_than_are_wanted_one_is_kept() -> None:
    ratings = make_ratings(400)  # ten of each user
    part = tuning.sampled(replace(ratings, users=ratings.users + 5, n_users=45), 9, seed=3)
    assert len(part.stars) == 10
    assert len(np.unique(part.users)) == 1


def test_one_fold_has_no_standard_error() -> None:
    assert tuning.paired(np.array([0.25])) == (0.25, None)


# --- the journal --------------------------------------------------------------------------------


def test_what_was_measured_is_not_measured_again(tmp_path: Path) -> None:
    first = outcome(tune(tmp_path, candidates=7))
    assert len(Guess.trained) == 16
    events = tune(tmp_path, candidates=7)
    assert len(Guess.trained) == 16
    assert without_time(outcome(events)) == without_time(first)
    started = events[0]
    assert isinstance(started, TuningStarted)
    assert started.known == started.of == 16
    assert all(event.known for event in events if isinstance(event, Measured))
    # Other data, or another seed and hence other folds, are measured anew.
    tune(tmp_path, candidates=7, facts={"fingerprint": "g"})
    assert len(Guess.trained) == 32
    tune(tmp_path, candidates=7, seed=1)
    assert len(Guess.trained) == 48


def test_a_line_cut_short_is_dropped_and_a_damaged_one_measured_again(tmp_path: Path) -> None:
    first = outcome(tune(tmp_path, candidates=7))
    (path,) = tmp_path.glob("*.jsonl")
    lines = path.read_bytes().split(b"\n")
    lines[3] = lines[3][: len(lines[3]) // 2]
    torn = b"\n".join(lines[:-1])[:-9]
    path.write_bytes(torn)
    again = outcome(tune(tmp_path, candidates=7))
    assert len(Guess.trained) == 16 + 2
    assert without_time(again) == without_time(first)
    tune(tmp_path, candidates=7)
    assert len(Guess.trained) == 18


def test_threads_are_no_part_of_what_was_measured(tmp_path: Path) -> None:
    with open_journal(tmp_path, "guess", {}) as journal:
        journal.add(Guess(threads=1), 3, Measurement(0.5, 1.0))
        assert journal.find(Guess(threads=2), 3) == Measurement(0.5, 1.0)
        assert journal.find(Guess(seed=2), 3) is None
        assert journal.find(Guess(), 2) is None


def test_two_tunings_of_one_dataset_do_not_mix(tmp_path: Path) -> None:
    with (
        open_journal(tmp_path, "guess", {}),
        pytest.raises(ModelError, match="being tuned"),
        open_journal(tmp_path, "other", {}),
    ):
        pass


def test_journals_are_forgotten_by_solver_or_all(tmp_path: Path) -> None:
    for solver in ("als", "sgd"):
        with open_journal(tmp_path, solver, {}):
            pass
    forget_journals(tmp_path, "als")
    assert [path.name[:3] for path in tmp_path.glob("*.jsonl")] == ["sgd"]
    forget_journals(tmp_path)
    assert not list(tmp_path.glob("*.jsonl"))
    forget_journals(tmp_path / "nothing")


CHILD = """
import sys
from pathlib import Path
from tests.tuning.test_search import FACTS, Guess, iterate, make_ratings
for event in iterate(
    Path(sys.argv[1]), Guess(nap=0.01), make_ratings(), FACTS, candidates=7, workers=2
):
    print(event.to_json(), flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
def test_a_killed_tuning_goes_on_where_it_was(tmp_path: Path) -> None:
    told: set[tuple[int, int]] = set()
    for _ in range(4):
        before = len(told)
        command = [sys.executable, "-c", CHILD, str(tmp_path / "killed")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
            assert child.stdout is not None
            known = json.loads(child.stdout.readline())["known"]
            assert known >= before, "a measurement that was told is lost"
            for event in map(parse_line, child.stdout):
                assert isinstance(event, Measured | RungDone)
                if isinstance(event, Measured):
                    told.add((event.candidate, event.fold))
                if len(told) >= before + 3:
                    break
            child.kill()
    start = Guess(nap=0.01)
    events = tune(tmp_path / "killed", start, candidates=7, workers=2)
    known_now = {(e.candidate, e.fold) for e in events if isinstance(e, Measured) and e.known}
    assert told <= known_now
    assert len(Guess.trained) == 16 - len(known_now)
    whole = outcome(tune(tmp_path / "whole", start, candidates=7))
    assert without_time(outcome(events)) == without_time(whole)


# --- what is kept -------------------------------------------------------------------------------

FOUND = TunedDefaults({"reg": 0.5, "factors": 96}, 0.8, 0.9, 0.1, 0.01, 5, 16, 0, 1e9)


def test_tuned_settings_take_the_place_of_defaults_alone(tmp_path: Path) -> None:
    start = sgd.SgdSettings(factors=8, side=("implicit",))
    keep_tuned(tmp_path, "f", start, FOUND)
    found = find_tuned(tmp_path, "f", start)
    assert found == FOUND
    assert found.of(start, given=["factors"]) == replace(start, reg=0.5)
    assert found.of(start) == replace(start, reg=0.5, factors=96)


def test_a_search_that_was_ended_early_leaves_what_was_kept(tmp_path: Path) -> None:
    kept = replace(FOUND, settings={"stars": 2.5})
    keep_tuned(tmp_path, "f", Guess(), kept)
    search = Search(candidates=7, seconds=1e-9)
    *_, last = tuning.tune(make_ratings(), Guess(), search, tmp_path, "f")
    assert isinstance(last, Tuned)
    assert not last.complete
    assert find_tuned(tmp_path, "f", Guess()) == kept


def test_tuned_settings_are_of_one_dataset_solver_and_side(tmp_path: Path) -> None:
    start = sgd.SgdSettings(side=("implicit",))
    keep_tuned(tmp_path, "f", start, FOUND)
    assert find_tuned(tmp_path, "other", start) is None
    assert find_tuned(tmp_path, "f", sgd.SgdSettings(side=())) is None
    assert find_tuned(tmp_path, "f", SOLVERS["als"](side=("implicit",))) is None  # type: ignore[call-arg]
    # Those of other ratings go when new ones are kept.
    keep_tuned(tmp_path, "other", sgd.SgdSettings(side=()), FOUND)
    assert find_tuned(tmp_path, "f", start) is None
    assert find_tuned(tmp_path, "other", sgd.SgdSettings(side=())) == FOUND


def test_tuned_settings_are_forgotten_by_solver_or_all(tmp_path: Path) -> None:
    for solver, side in itertools.product(("sgd", "als"), ((), ("implicit",))):
        keep_tuned(tmp_path, "f", SOLVERS[solver](side=side), FOUND)  # type: ignore[call-arg]
    assert sorted(forget_tuned(tmp_path, "als")) == ["als", "als+implicit"]
    keep_tuned(tmp_path, "f", sgd.SgdSettings(side=()), None)
    assert forget_tuned(tmp_path) == ["sgd+implicit"]
    assert not list(tmp_path.iterdir())
    assert forget_tuned(tmp_path) == []


def test_settings_that_the_solver_no_longer_has_are_passed_over(tmp_path: Path) -> None:
    start = sgd.SgdSettings()
    keep_tuned(tmp_path, "f", start, replace(FOUND, settings={"momentum": 0.9}))
    assert find_tuned(tmp_path, "f", start) is None
    keep_tuned(tmp_path, "f", start, replace(FOUND, settings={"reg": -1.0}))
    assert find_tuned(tmp_path, "f", start) is None


def test_a_damaged_file_is_told_and_can_be_forgotten(tmp_path: Path) -> None:
    (tmp_path / "tuned.json").write_text('{"format": 1, "solv')
    with pytest.raises(ModelError, match=r"damaged.*tune --forget"):
        find_tuned(tmp_path, "f", sgd.SgdSettings())
    forget_tuned(tmp_path)
    assert find_tuned(tmp_path, "f", sgd.SgdSettings()) is None
