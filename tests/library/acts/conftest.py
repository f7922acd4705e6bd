"""A library with a clock that tests set, shared by all of them; each has a profile of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from recflix_tui.times import DAY
from tests.store.model import hurry

START = 20_000 * DAY + 100.0


class Now:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def shared(
    small_movielens: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Library, Now]]:
    clock = Now()
    opened = Library.open(tmp_path_factory.mktemp("acts"), clock=clock)
    opened.datasets.add(small_movielens, "small")
    hurry(opened.session.store)
    yield opened, clock
    opened.close()


@pytest.fixture
def library(shared: tuple[Library, Now]) -> Library:
    return shared[0]


@pytest.fixture
def clock(shared: tuple[Library, Now]) -> Now:
    shared[1].now = START
    return shared[1]


@pytest.fixture
def ada(library: Library, clock: Now) -> Iterator[int]:
    """A profile of this test alone."""
    yield library.profiles.add("Ada").id
    for left in library.profiles.summaries():
        library.profiles.remove(left.id)
