"""A history that is brought in whole: one transaction, one undo, and nothing twice."""

from __future__ import annotations

from recflix_tui.store.imports.records import Alias, BroughtAct, InTheWay, KnownTitle, Waiting
from recflix_tui.store.records import OUTSIDE
from recflix_tui.store.store import Mark, Store

SPACE = "movielens"
SEEN = 1_600_000_000.0
ACTS = [
    BroughtAct(SPACE, 10, "rate", 4.5, SEEN, "rated"),
    BroughtAct(SPACE, 10, "watched", 1.0, SEEN - 60, "watched"),
    BroughtAct(OUTSIDE, -1, "rate", 2.0),
]
UNKNOWN = KnownTitle(OUTSIDE, -1, "The Glass Harbour", 1987, other_titles=("Der Glashafen",))


FINGERPRINT = "0af3"


def waiting(store: Store, profile_id: int, space: str = SPACE) -> list[Waiting]:
    """What a dataset with every movie of a space lacks."""
    return store.titles.waiting(profile_id, space, lambda _: True)


def bring(store: Store, profile_id: int) -> int | None:
    """The number of the import, None where it changed nothing."""
    outside = store.titles.known(OUTSIDE)
    acts = [ACTS[0], ACTS[1], BroughtAct(OUTSIDE, next(iter(outside), -1), "rate", 2.0)]
    titles = [] if outside else [UNKNOWN]
    record = store.imports.bring(profile_id, "Letterboxd", "mine.zip", acts, titles)
    return None if record is None else record.id


def test_an_import_stands_with_its_own_dates_and_names_itself(store: Store, ada: int) -> None:
    number = bring(store, ada)
    assert store.ratings(ada, SPACE) == {10: 4.5}
    assert store.marks(ada, SPACE)[Mark.WATCHED] == {10: SEEN - 60}
    standing = store.imports.standing(ada, SPACE)
    assert [(kind, row.at, row.source, row.date_kind) for (_, kind), row in standing.items()] == [
        ("rate", SEEN, "Letterboxd", "rated"),
        ("watched", SEEN - 60, "Letterboxd", "watched"),
    ]
    (record,) = store.imports.all(ada)
    assert (record.id, record.file, record.n_acts) == (number, "mine.zip", 3)
    assert store.replayer.compare(ada).differences == []


def test_what_came_without_a_date_was_not_picked_just_then(store: Store, ada: int) -> None:
    acts = [ACTS[0], BroughtAct(SPACE, 11, "rate", 3.0), BroughtAct(SPACE, 12, "watched", 1.0)]
    store.imports.bring(ada, "Letterboxd", "mine.zip", acts)
    assert store.picks_of([ada], SPACE) == [(ada, 10, SEEN)]
    store.rate(ada, SPACE, 11, 4.0)
    assert [movie for _, movie, _ in store.picks_of([ada], SPACE)] == [10, 11]


def test_what_no_dataset_has_waits_outside_the_ratings(store: Store, ada: int) -> None:
    bring(store, ada)
    ((number, title),) = store.titles.known(OUTSIDE).items()
    assert (number, title.title, title.other_titles) == (1, UNKNOWN.title, UNKNOWN.other_titles)
    (waits,) = waiting(store, ada)
    assert (waits.movie_id, waits.kind, waits.value) == (number, "rate", 2.0)
    assert store.rating_counts(SPACE) == {ada: 1}


def test_bringing_in_the_same_twice_changes_nothing(store: Store, ada: int) -> None:
    bring(store, ada)
    events = store.events(ada)
    assert bring(store, ada) is None
    assert store.events(ada) == events
    assert len(store.imports.all(ada)) == 1


def test_two_who_bring_in_the_same_at_once_bring_it_once(store: Store, ada: int) -> None:
    for _ in range(2):  # each planned it before the other was done
        record = store.imports.bring(ada, "Letterboxd", "mine.zip", ACTS, [UNKNOWN])
    assert record is None
    assert len(store.titles.known(OUTSIDE)) == 1
    assert len(waiting(store, ada)) == 1


def test_the_whole_import_is_one_undo_and_one_redo(store: Store, ada: int) -> None:
    store.rate(ada, SPACE, 10, 1.0)
    number = bring(store, ada)
    store.rate(ada, SPACE, 11, 3.0)
    assert getattr(store.undo(ada, SPACE), "movie_id", None) == 11
    undone = store.undo(ada, SPACE)
    assert undone is not None
    assert undone.batch == number
    assert store.ratings(ada, SPACE) == {10: 1.0}
    assert store.marks(ada, SPACE)[Mark.WATCHED] == {}
    assert waiting(store, ada) == []
    redone = store.redo(ada, SPACE)
    assert redone is not None
    assert redone.batch == number
    assert store.ratings(ada, SPACE) == {10: 4.5}
    assert store.marks(ada, SPACE)[Mark.WATCHED] == {10: SEEN - 60}
    assert len(waiting(store, ada)) == 1
    assert store.replayer.compare(ada).differences == []


def test_an_import_of_which_nothing_is_found_is_undone_too(store: Store, ada: int) -> None:
    for act, titles in ((ACTS[2], [UNKNOWN]), (ACTS[0], [])):
        store.imports.bring(ada, "Letterboxd", "mine.zip", [act], titles)
        assert store.undo(ada, "ml-100k") is not None
        assert waiting(store, ada, "ml-100k") == []


def test_a_title_is_rated_once_whatever_dataset_it_is_found_in(store: Store, ada: int) -> None:
    store.rate(ada, "ml-100k", 50, 4.0)
    store.set_mark(ada, "ml-100k", 50, Mark.WATCHED, True)
    assert store.ratings(ada, SPACE) == {}
    store.titles.say([Alias(SPACE, "ml-100k", 50, 260, "exact")])
    assert store.ratings(ada, SPACE) == {260: 4.0}
    assert list(store.marks(ada, SPACE)[Mark.WATCHED]) == [260]
    assert [row[:3] for row in store.all_ratings(SPACE)] == [(ada, 260, 4.0)]
    store.rate(ada, SPACE, 260, 5.0)
    assert store.ratings(ada, "ml-100k") == {50: 5.0}
    store.clear_rating(ada, SPACE, 260)
    assert store.ratings(ada, "ml-100k") == {}
    assert store.undo(ada, SPACE) is not None
    assert store.ratings(ada, SPACE) == {260: 5.0}
    assert store.replayer.compare(ada).differences == []


def test_where_both_datasets_have_one_the_newest_holds_and_clearing_takes_both(
    store: Store, ada: int
) -> None:
    store.rate(ada, SPACE, 260, 2.0)
    store.rate(ada, "ml-100k", 50, 4.0)
    store.titles.say([Alias(SPACE, "ml-100k", 50, 260, "exact")])
    assert store.ratings(ada, SPACE) == {260: 4.0}
    assert store.rating_counts(SPACE) == {ada: 1}
    store.clear_rating(ada, SPACE, 260)
    assert store.ratings(ada, SPACE) == {}
    assert store.ratings(ada, "ml-100k") == {}
    store.undo(ada, SPACE)
    assert store.ratings(ada, SPACE) == {260: 4.0}


def test_the_undo_of_an_import_leaves_what_was_changed_since_elsewhere(
    store: Store, ada: int
) -> None:
    acts = [BroughtAct("ml-100k", movie, "rate", 2.0) for movie in (50, 51)]
    store.imports.bring(ada, "Letterboxd", "mine.zip", acts)
    store.rate(ada, "ml-100k", 51, 5.0)
    store.titles.say([Alias(SPACE, "ml-100k", 50, 260, "exact")])
    assert store.undo(ada, SPACE) is not None  # which knows nothing of the other title
    assert store.ratings(ada, "ml-100k") == {51: 5.0}
    assert store.undo(ada, SPACE) is None
    store.undo(ada, "ml-100k")
    assert store.ratings(ada, "ml-100k") == {51: 2.0}
    store.undo(ada, "ml-100k")
    assert store.ratings(ada, "ml-100k") == {}
    assert store.replayer.compare(ada).differences == []
    last = store.events(ada)[-1]
    assert store.imports.began(last) == last.id  # and not with what was undone of it before


def test_a_title_that_is_none_of_a_dataset_waits_there_alone(store: Store, ada: int) -> None:
    store.rate(ada, "ml-100k", 50, 4.0)
    title = KnownTitle("ml-100k", 50, "Star Wars", 1977)
    store.titles.name([title])
    assert store.titles.not_looked_up(SPACE, FINGERPRINT) == [title]
    for fingerprint in (FINGERPRINT, "0b0e"):
        store.titles.refuse(SPACE, title.address, fingerprint)
        assert store.titles.not_looked_up(SPACE, fingerprint) == []
    assert store.titles.not_looked_up(SPACE, FINGERPRINT) == []
    assert store.titles.not_looked_up(SPACE, "0c0d") == [title]
    assert store.ratings(ada, SPACE) == {}
    assert [row.movie_id for row in waiting(store, ada)] == [50]
    assert store.titles.forget(SPACE, title.address)
    assert not store.titles.forget(SPACE, title.address)
    assert store.titles.not_looked_up(SPACE, FINGERPRINT) == [title]


def test_what_a_person_chose_gives_way_to_what_a_person_says_alone(store: Store, ada: int) -> None:
    store.rate(ada, "ml-100k", 50, 4.0)
    for movie_id, how in ((261, "chosen"), (260, "exact")):
        store.titles.say([Alias(SPACE, "ml-100k", 50, movie_id, how)])
    assert store.ratings(ada, SPACE) == {261: 4.0}
    store.titles.refuse(SPACE, ("ml-100k", 50), FINGERPRINT)
    assert store.ratings(ada, SPACE) == {}


def test_a_title_is_no_movie_that_is_rated_through_another(store: Store, ada: int) -> None:
    bob = store.add_profile("Bob").id
    dune = Alias(SPACE, "ml-100k", 50, 260, "chosen")
    store.rate(ada, "ml-100k", 50, 4.0)
    store.rate(bob, SPACE, 260, 1.0)  # who did nothing to the title
    assert store.titles.choose(dune) == []
    store.rate(bob, "ml-100k", 51, 2.0)
    store.set_mark(bob, "ml-100k", 51, Mark.WATCHED, True)
    other = Alias(SPACE, "ml-100k", 51, 260, "chosen")
    assert store.titles.choose(other) == [InTheWay(bob, "rate")]
    assert store.ratings(bob, SPACE) == {260: 1.0}
    store.rate(ada, "ml-100k", 51, 2.0)
    assert store.titles.choose(other) == [InTheWay(ada, "rate"), InTheWay(bob, "rate")]


def test_a_film_is_kept_apart_from_one_of_its_name_that_is_chosen(store: Store, ada: int) -> None:
    bring(store, ada)
    acts = [BroughtAct(OUTSIDE, -1, "rate", 5.0)]
    store.titles.say([Alias(SPACE, OUTSIDE, 1, 10, "chosen")])
    store.imports.bring(ada, "Letterboxd", "mine.zip", acts, [UNKNOWN])
    assert list(store.titles.known(OUTSIDE)) == [1, 2]
    assert store.ratings(ada, OUTSIDE) == {1: 2.0, 2: 5.0}


def test_a_person_who_goes_takes_the_names_of_their_films_along(store: Store, ada: int) -> None:
    bob = store.add_profile("Bob").id
    bring(store, ada)
    store.rate(bob, "ml-100k", 50, 4.0)
    store.titles.name([KnownTitle("ml-100k", 50, "Star Wars", 1977)])
    store.remove_profile(ada)
    assert store.titles.known(OUTSIDE) == {}
    assert list(store.titles.known("ml-100k")) == [50]
    assert store.imports.all(ada) == []
