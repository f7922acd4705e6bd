"""The lesson on one rating, beside what the screens show with the rating and without it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.factors.axes import Axes
from recflix_tui.lab.lesson.lesson import Lesson
from recflix_tui.library.lab import FEW_RATINGS
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.matrix.orders import ACTIVITY, OrderBy
from recflix_tui.recommend.well_known import well_known
from tests.library.training import QUICK, train

RATED = {2: 5.0, 5: 4.5, 0: 2.0, 1: 1.0}
FOLLOWED = 5


@pytest.fixture
def ada(library: Library) -> int:
    """Somebody with four ratings, beside a trained model."""
    train(library)
    ada = library.profiles.add("Ada")
    for item, stars in RATED.items():
        library.profiles.rate(ada.id, item, stars)
    return ada.id


@pytest.fixture
def without(library: Library, ada: int, tmp_path: Path) -> Iterator[Library]:
    """A copy of the home in which the rating followed was taken off."""
    copy = Path(shutil.copytree(library.paths.home, tmp_path / "copy"))
    opened = Library.open(copy)
    opened.profiles.clear_rating(ada, FOLLOWED)
    yield opened
    opened.close()


@pytest.fixture
def lesson(library: Library, ada: int) -> Lesson:
    found = library.lab.lesson(ada, FOLLOWED)
    assert found is not None
    return found


def test_what_is_predicted_is_what_is_predicted_with_the_rating_and_without(
    library: Library, without: Library, ada: int, lesson: Lesson
) -> None:
    before, after = (x.recommendations.taste(ada) for x in (without, library))
    assert before.raw is not None
    assert after.raw is not None
    assert lesson.without.total == pytest.approx(float(before.raw[FOLLOWED]), abs=1e-5)
    assert lesson.with_it.total == pytest.approx(float(after.raw[FOLLOWED]), abs=1e-5)
    assert lesson.without.shown == pytest.approx(before.prediction(FOLLOWED), abs=1e-5)
    assert lesson.with_it.shown == pytest.approx(after.prediction(FOLLOWED), abs=1e-5)


def test_what_is_predicted_is_what_the_matrix_shows(
    library: Library, ada: int, lesson: Lesson
) -> None:
    by_activity = OrderBy(ACTIVITY)
    matrix = library.matrix.open(by_activity, by_activity)
    row = matrix.place_of_profile(ada)
    assert row is not None
    cell = matrix.cell(row, matrix.place_of_item(FOLLOWED))
    assert cell.rating == lesson.stars == RATED[FOLLOWED]
    assert cell.prediction == pytest.approx(lesson.with_it.shown, abs=1e-5)
    assert cell.error == pytest.approx(lesson.stars - lesson.with_it.total, abs=1e-5)
    assert (lesson.size.n_people, lesson.size.n_titles) == (matrix.n_rows, matrix.n_columns)
    assert lesson.size.n_ratings == matrix.n_ratings
    assert lesson.size.sparsity == pytest.approx(matrix.sparsity)
    ratings_of_it = int(library.snapshot.need_dataset().counts[FOLLOWED])
    assert (lesson.n_own, lesson.n_column) == (len(RATED), ratings_of_it + 1)


def test_the_factor_is_the_one_that_moved_predictions_most(
    library: Library, without: Library, ada: int, lesson: Lesson
) -> None:
    space = library.factors.space()
    was = without.factors.coordinates(ada, without.factors.space(Axes.COMPONENTS))
    stands = library.factors.coordinates(ada, space)
    assert lesson.factor is not None
    factor = lesson.factor.factor
    assert lesson.factor.before == pytest.approx(was[factor], abs=1e-4)
    assert lesson.factor.after == pytest.approx(stands[factor], abs=1e-4)
    moved = [abs(b - a) * s for a, b, s in zip(was, stands, space.stars, strict=True)]
    assert moved[factor] == pytest.approx(max(moved), abs=1e-4)


def test_the_title_is_the_well_known_one_whose_stars_moved_most(
    library: Library, without: Library, ada: int, lesson: Lesson
) -> None:
    before, after = (x.recommendations.taste(ada) for x in (without, library))
    known = well_known(library.snapshot.need_dataset())
    moves = {}
    for item in np.flatnonzero(known).tolist():
        if item not in RATED:
            was, stands = before.prediction(item), after.prediction(item)
            assert was is not None
            assert stands is not None
            moves[item] = abs(stands - was)
    assert lesson.title is not None
    assert moves[lesson.title.item] == pytest.approx(max(moves.values()), abs=1e-5)
    assert lesson.title.before == pytest.approx(before.prediction(lesson.title.item), abs=1e-5)
    assert lesson.title.after == pytest.approx(after.prediction(lesson.title.item), abs=1e-5)


def test_the_row_is_one_that_home_shows_otherwise_without_the_rating(
    library: Library, without: Library, ada: int, lesson: Lesson
) -> None:
    before, after = (
        {row.key: row for row in x.recommendations.home(ada).rows} for x in (without, library)
    )
    change = lesson.row
    assert change is not None
    now = after[change.key]
    assert change.title == now.title
    was = () if change.is_new else before[change.key].items
    assert change.is_new is (change.key not in before)
    assert set(change.came) == set(now.items) - set(was)
    assert set(change.left) == (set() if change.is_new else set(was) - set(now.items))
    assert list(lesson.new_rows) == [row.title for key, row in after.items() if key not in before]


def test_the_nudge_goes_by_the_settings_that_sgd_trained_with(
    library: Library, lesson: Lesson
) -> None:
    assert lesson.solver == "sgd"
    assert lesson.nudge.rate == QUICK.learning_rate
    assert lesson.nudge.error == pytest.approx(lesson.stars - lesson.without.total)


def test_the_rating_followed_is_the_one_asked_for_or_the_newest(library: Library, ada: int) -> None:
    assert library.lab.rating_to_follow(ada) == (1, 1.0)
    assert library.lab.rating_to_follow(ada, FOLLOWED) == (FOLLOWED, 4.5)
    assert library.lab.rating_to_follow(ada, 17) == (1, 1.0)
    assert library.lab.begin_lesson(ada, FOLLOWED) == (FOLLOWED, 4.5)
    assert library.lab.lesson(ada, 17) is None


def test_a_first_rating_is_followed_from_no_ratings(library: Library) -> None:
    train(library)
    bo = library.profiles.add("Bo").id
    library.profiles.rate(bo, 3, 5.0)
    lesson = library.lab.lesson(bo, 3)
    assert lesson is not None
    model = library.snapshot.need_model()
    assert lesson.without.user_bias == 0
    assert lesson.without.factors == 0
    assert lesson.without.total == pytest.approx(model.mu + float(model.item_bias[3]))


def test_where_nothing_is_rated_or_no_model_is_there_a_line_says_so(library: Library) -> None:
    bo = library.profiles.add("Bo").id
    with pytest.raises(LibraryError, match="nothing is rated yet"):
        library.lab.begin_lesson(bo)
    library.profiles.rate(bo, 3, 5.0)
    with pytest.raises(LibraryError, match="no model yet"):
        library.lab.begin_lesson(bo)


def test_a_lesson_is_offered_once_to_who_rated_a_few_titles(library: Library) -> None:
    bo, zed = (library.profiles.add(name).id for name in ("Bo", "Zed"))
    for item in range(FEW_RATINGS.start):
        assert not library.lab.lesson_is_due(bo)
        library.profiles.rate(bo, item, 4.0)
    assert not library.lab.lesson_is_due(bo)  # there is no model
    train(library)
    assert library.lab.lesson_is_due(bo)
    assert not library.lab.lesson_is_due(zed)
    library.lab.remember_offer(bo)
    assert not library.lab.lesson_is_due(bo)
    for item in range(FEW_RATINGS.stop):
        library.profiles.rate(zed, item, 4.0)
    assert not library.lab.lesson_is_due(zed)  # nobody new
