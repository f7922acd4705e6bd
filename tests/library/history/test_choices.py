"""What a person says of which title a film is: kept, listed, taken back, and where it holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recflix_tui.history.values import Export, Film
from recflix_tui.library.history.values import CHOSEN, Address
from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from tests.library.history.conftest import EXPORT, STAR_WARS, bring, rated, stars_of

STARDUST = Film("Stardust", 2007)
TOY_STORY = Film("Toy Story", 1995)
TOYS = Film("Toy Stories", 1996)  # another film


def item(library: Library, movie_id: int) -> int:
    found = library.snapshot.need_dataset().item_of(movie_id)
    assert found is not None
    return found


def of(*ratings: tuple[Film, float]) -> Export:
    return replace(EXPORT, acts=tuple(rated(film, stars) for film, stars in ratings))


def the_one_that_waits(library: Library, profile: int) -> Address:
    (waits,) = library.history.waiting(profile)
    return waits.address


def test_what_a_person_said_is_listed_and_forgotten_again(library: Library, ada: int) -> None:
    bring(library, ada, of((STAR_WARS, 5.0)))
    (unsure,) = library.history.unsure(ada)
    library.history.choose(ada, unsure.address, item(library, 1))
    (said,) = library.history.said_here(ada)
    assert (said.item, said.how, said.near) == (item(library, 1), CHOSEN, (unsure.item,))
    assert stars_of(library, ada) == {"Toy Story": 5.0}
    assert library.history.plan(ada, of((STAR_WARS, 5.0)), "mine.zip").to_do == ()
    library.history.forget(ada, said.address)
    assert (library.history.said_here(ada), library.history.unsure(ada)) == ([], [unsure])
    with pytest.raises(LibraryError, match="nobody said which title Star Wars \\(1978\\) is"):
        library.history.forget(ada, said.address)
    assert library.history.keep_all(ada) == 1
    assert [title.item for title in library.history.said_here(ada)] == [unsure.item]


def test_a_film_is_no_item_that_was_rated_through_another(library: Library, ada: int) -> None:
    bring(library, ada, of((TOYS, 1.0), (TOY_STORY, 4.0)))
    toys = the_one_that_waits(library, ada)
    told = "Toy Story \\(1995\\) has a rating of yours already; say --none"
    with pytest.raises(LibraryError, match=told):
        library.history.choose(ada, toys, item(library, 1))
    bob = library.profiles.add("Bob").id
    bring(library, bob, of((TOYS, 2.0)))
    with pytest.raises(LibraryError, match="has a rating of Ada's already, who has both"):
        library.history.choose(bob, toys, item(library, 1))
    assert stars_of(library, ada) == {"Toy Story": 4.0}


def test_what_one_person_said_is_unsure_for_others_and_hides_no_rating_of_theirs(
    library: Library, ada: int
) -> None:
    bring(library, ada, of((TOYS, 1.0)))
    library.history.choose(ada, the_one_that_waits(library, ada), item(library, 1))
    bob = library.profiles.add("Bob").id
    (film,) = library.history.plan(bob, of((TOYS, 2.0)), "his.zip").unsure
    assert (film.item, film.how) == (item(library, 1), CHOSEN)
    both = of((TOYS, 2.0), (TOY_STORY, 5.0))
    bring(library, bob, both)
    assert stars_of(library, bob) == {"Toy Story": 5.0}
    assert [(w.title, w.stars) for w in library.history.waiting(bob)] == [("Toy Stories", 2.0)]
    for again in (both, of((TOYS, 2.0))):
        assert library.history.plan(bob, again, "his.zip").to_do == ()
    assert stars_of(library, ada) == {"Toy Story": 1.0}


def test_a_file_that_has_both_films_tells_apart_what_was_said_or_taken_to_be_one(
    library: Library, ada: int
) -> None:
    bring(library, ada, of((TOYS, 1.0), (STAR_WARS, 2.0)))
    library.history.choose(ada, the_one_that_waits(library, ada), item(library, 1))
    assert stars_of(library, ada) == {"Toy Story": 1.0, "Star Wars": 2.0}
    first = Film("Star Wars", 1977)
    four = of((TOYS, 1.0), (TOY_STORY, 5.0), (STAR_WARS, 2.0), (first, 4.0))
    for _ in range(2):
        bring(library, ada, four)
        assert stars_of(library, ada) == {"Toy Story": 5.0, "Star Wars": 4.0}
        assert [title.stars for title in library.history.waiting(ada)] == [2.0, 1.0]
        assert library.history.plan(ada, four, "mine.zip").to_do == ()


def test_none_holds_in_the_dataset_in_which_it_was_said(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    bring(library, ada, of((STARDUST, 3.0), (STAR_WARS, 5.0)))
    (unsure,) = library.history.unsure(ada)
    for address in (the_one_that_waits(library, ada), unsure.address):
        library.history.choose(ada, address, None)
    assert [title.refused for title in library.history.waiting(ada)] == [True, True]
    library.datasets.add(three["large"], "large")
    library.datasets.use("large")
    assert stars_of(library, ada) == {"Stardust": 3.0}
    (waits,) = library.history.waiting(ada)  # what is but like it is not taken
    assert (waits.title, waits.refused, waits.near) == ("Star Wars", False, (unsure.item,))
    library.history.choose(ada, waits.address, None)
    library.datasets.use("small")
    assert [title.refused for title in library.history.waiting(ada)] == [False, True]


def test_what_a_larger_dataset_has_waits_in_a_smaller_one_and_is_said_to_be_that(
    library: Library, ada: int, three: dict[str, Path]
) -> None:
    bring(library, ada, of((STARDUST, 3.0), (Film("Stardust II", 2008), 1.0)))
    library.datasets.add(three["large"], "large")
    library.datasets.use("large")
    library.history.choose(ada, the_one_that_waits(library, ada), item(library, 4000))
    library.datasets.use("small")
    ii, first = sorted(library.history.waiting(ada), key=lambda title: title.stars or 0)
    assert (first.title, first.year, first.known_as, first.near) == (
        *("Stardust", 2007, "Stardust (2007)"),
        (),
    )
    assert (ii.title, ii.known_as) == ("Stardust II", "The Glass Harbour (1987)")
    told = "in larger sets it is The Glass Harbour \\(1987\\), which small does not have"
    for which in (item(library, 1), None):
        with pytest.raises(LibraryError, match=told):
            library.history.choose(ada, ii.address, which)
    assert library.history.plan(ada, of((Film("Stardust II", 2008), 1.0)), "mine.zip").to_do == ()
    library.datasets.use("large")
    assert stars_of(library, ada)["The Glass Harbour"] == 1.0
