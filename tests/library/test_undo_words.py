"""What undo and redo say of what they did."""

from __future__ import annotations

import pytest

from recflix_tui.library import undo_words
from recflix_tui.library.library import Library
from recflix_tui.library.views import Mark
from recflix_tui.store.imports.records import BroughtAct, KnownTitle


@pytest.fixture
def ada(library: Library) -> int:
    return library.profiles.add("Ada").id


def told(library: Library, ada: int) -> list[str]:
    """What an undo and a redo say."""
    done = undo_words.undo(library, ada), undo_words.redo(library, ada)
    return [taken.words for taken in done if taken is not None]


def test_a_rating_and_a_mark_are_told_with_their_title(library: Library, ada: int) -> None:
    assert undo_words.undo(library, ada) is None
    library.profiles.rate(ada, 2, 3.0)
    title = library.snapshot.need_dataset().title(2)
    assert told(library, ada) == [
        f"undone: {title} is unrated again",
        f"redone: {title} is rated 3 again",
    ]
    library.profiles.rate(ada, 2, 4.5)
    library.profiles.toggle_mark(ada, 2, Mark.MY_LIST)
    assert told(library, ada)[0] == f"undone: {title} is off My List again"
    assert undo_words.undo(library, ada)
    assert told(library, ada)[0] == f"undone: {title} is back to 3"


def test_a_title_that_no_dataset_has_goes_by_its_name(library: Library, ada: int) -> None:
    library.session.store.rate(ada, "outside", 1, 4.0)
    assert told(library, ada)[0] == f"undone: {undo_words.ELSEWHERE} is unrated again"
    library.session.store.titles.name([KnownTitle("outside", 1, "The Glass Harbour", 1987)])
    assert told(library, ada) == [
        "undone: The Glass Harbour is unrated again",
        "redone: The Glass Harbour is rated 4 again",
    ]


def test_an_import_is_told_as_one(library: Library, ada: int) -> None:
    space = library.snapshot.need_dataset().id_space
    acts = [BroughtAct(space, 10, "rate", 4.0), BroughtAct(space, 20, "watched", 1.0)]
    library.session.store.imports.bring(ada, "Letterboxd", "mi\x07ne.zip", acts)
    assert told(library, ada) == [
        "undone: the import of 2 ratings and marks from Letterboxd (mine.zip)",
        "redone: the import of 2 ratings and marks from Letterboxd (mine.zip)",
    ]
