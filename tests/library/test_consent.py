"""Nothing of one profile reaches another's page, signals or model, until its owner agrees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.library.views import Consent, Mark
from recflix_tui.recommend.weighing.signal import Setting
from recflix_tui.training.events import Saved, Started
from tests.library.training import QUICK


@pytest.fixture
def library(home: Path, small_movielens: Path) -> Iterator[Library]:
    """At a time that stands still: the signals go by the hour."""
    opened = Library.open(clock=lambda: 1.75e9)
    opened.datasets.add(small_movielens, "small")
    yield opened
    opened.close()


def seen_by(library: Library, profile_id: int) -> list[Any]:
    """All that a profile is shown and predicted, as bytes and plain values."""
    taste = library.recommendations.taste(profile_id)
    rows = library.recommendations.home(profile_id).rows
    household, near = library.session.inputs.household(library.snapshot.need_dataset(), profile_id)
    arrays = [taste.scores, taste.worth, household.items, near.items]
    return [
        *(None if array is None else np.asarray(array).tobytes() for array in arrays),
        [(row.key, row.title, np.asarray(row.items).tolist()) for row in rows],
        [repr((state.signal.name, state)) for state in library.signals.all(profile_id)],
    ]


def change_everything(library: Library, profile_id: int, stars: float) -> None:
    for item in range(12):
        library.profiles.rate(profile_id, item, stars)
    library.profiles.toggle_mark(profile_id, 13, Mark.WATCHED)
    library.profiles.toggle_mark(profile_id, 14, Mark.NOT_FOR_ME)
    library.profiles.abandon(profile_id, 15, 0.2)
    library.profiles.set_region(profile_id, "north")
    library.profiles.set_novelty(profile_id, stars / 5)
    library.behaviour.session_began(profile_id)
    library.behaviour.record(profile_id, Act(ActKind.OPENED, 16, seconds=60.0))
    library.behaviour.record(profile_id, Act(ActKind.SEARCHED, 17, text="town"))
    library.behaviour.record(profile_id, Act(ActKind.SHOWN, items=tuple(range(20, 30))))
    library.behaviour.flush()


def train(library: Library) -> tuple[Started, Saved]:
    first, *_, last = library.models.train(QUICK, use="always")
    assert isinstance(first, Started)
    assert isinstance(last, Saved)
    return first, last


def test_what_one_profile_does_is_nothing_to_another_until_it_agrees(library: Library) -> None:
    ada, ben = library.profiles.add("Ada").id, library.profiles.add("Ben").id
    for item in range(5):
        library.profiles.rate(ben, 3 * item, 1.0 + item / 2)
    library.profiles.set_region(ben, "NORTH")  # as free text, whatever its case
    for name in ("trending", "regional"):
        library.signals.set(ben, name, Setting(1.0))
    started, saved = train(library)
    n_ratings = library.snapshot.need_dataset().n_ratings
    assert (started.n_ratings, started.stayed_out, saved.stayed_out) == (n_ratings, 1, 1)
    before = seen_by(library, ben)

    change_everything(library, ada, 5.0)
    assert seen_by(library, ben) == before
    started, _ = train(library)
    assert (started.n_ratings, started.stayed_out) == (n_ratings, 2)
    assert seen_by(library, ben) == before

    library.profiles.set_consent(ada, Consent.HOUSEHOLD, True)
    shared = seen_by(library, ben)
    assert shared[2] != before[2]
    assert shared[3] != before[3]
    assert shared[1] != before[1]
    assert shared[-1] != before[-1]
    library.profiles.set_consent(ada, Consent.HOUSEHOLD, False)
    assert seen_by(library, ben) == before

    library.profiles.set_consent(ada, Consent.TRAINING, True)
    started, _ = train(library)
    assert (started.n_ratings, started.stayed_out) == (n_ratings + 12, 1)
    assert seen_by(library, ben)[0] != before[0]
    library.profiles.set_consent(ada, Consent.TRAINING, False)
    train(library)
    assert seen_by(library, ben) == before

    library.profiles.set_consent(ada, Consent.HOUSEHOLD, True)
    assert seen_by(library, ben)[2:4] == shared[2:4]
    library.profiles.remove(ada)  # and all that it did, wherever it counts
    assert seen_by(library, ben) == before
