"""Which titles of Netflix are films."""

from __future__ import annotations

import pytest

from recflix_tui.history.reading.netflix.titles import Shows, find_shows, is_clip

NOBODY = Shows(frozenset())


@pytest.mark.parametrize(
    "title",
    [
        "The Glass Harbour",
        "John Wick: Chapter 2",
        "John Wick: Chapter 3 - Parabellum",
        "Kill Bill: Vol. 2",
        "Dune: Part Two",
        "Spider-Man: Into the Spider-Verse",
        "Mission: Impossible - Fallout",
        "The Long Saga: Breaking Day: Part 1",
        "Star Wars: Episode IV: A New Hope",
        "Fear Street: Part 1: 1994",
        "Open Season: Scared Silly",
        "Season of the Witch",
        "2:22",
        "Re:Born",
        "Del 1: En annen",
    ],
)
def test_a_colon_does_not_make_a_series(title: str) -> None:
    assert NOBODY.show_of(title) is None


@pytest.mark.parametrize(
    ("title", "show"),
    [
        ("Night Desk: Season 2: The Long Shift", "Night Desk"),
        ("Heroes: Saison 1: Genesis", "Heroes"),
        ("Heroes : Saison 1 : Genesis", "Heroes"),
        ("Dark: Stagione 1: Segreti", "Dark"),
        ("Dark: Staffel 1: Geheimnisse", "Dark"),
        ("Dark: Temporada 1: Secretos", "Dark"),
        ("Dark: Temporada 1: Capítulo 3", "Dark"),
        ("Night Desk: Seizoen 3: Het begin", "Night Desk"),
        ("Night Desk: 2. évad: Az út", "Night Desk"),
        ("Night Desk: シーズン1: 始まり", "Night Desk"),
        ("Night Desk: Limited Series: One", "Night Desk"),
        ("Night Desk: Miniserie: Eins", "Night Desk"),
        ("Night Desk: Part 1: One", "Night Desk"),
        ("Night Desk: Parte 2: Uno", "Night Desk"),
        ("Night Desk: Parte 1: Capítulo 1", "Night Desk"),
        ("Night Desk: Book One: Water", "Night Desk"),
        ("Night Desk: Universo 1: Uno", "Night Desk"),
        ("Night Desk: Bay: Season 1: One", "Night Desk: Bay"),
        ("Night Desk: Kipindi 1: Moja", "Night Desk"),
        ("Night Desk: Night Desk 2: Chapter One: Gone", "Night Desk"),
        ("Night Desk: The Long Shift (Episode 4)", "Night Desk"),
        ("Night Desk: Der Anfang (Folge 4)", "Night Desk"),
        ("Night Desk: Episode 4", "Night Desk"),
        (": Episode title", ""),
    ],
)
def test_an_episode_is_told_in_many_languages(title: str, show: str) -> None:
    assert NOBODY.show_of(title) == show


def test_a_show_that_other_titles_show_takes_its_own_with_it() -> None:
    shows = find_shows(
        [("Night Desk: Season 2: The Long Shift", "1/2/25"), ("Spider-Man: Homecoming", "1/2/25")]
    )
    assert shows.show_of("Night desk: The Special") == "Night desk"
    assert shows.show_of("Spider-Man: Far From Home") is None
    assert (
        find_shows([("Harbour Trek: Bay: Season 1: One", "")]).show_of("Harbour Trek: II") is None
    )
    assert shows.is_show("Night Desk")
    assert not shows.is_show("Spider-Man")


def test_many_titles_of_a_name_are_episodes_and_a_row_of_films_is_not() -> None:
    in_a_day = [(f"Our Coast: Bay {n}", "1/2/25") for n in range(3)]
    in_all = [(f"Our Hills: Hill {n}", f"1/{n}/25") for n in range(1, 9)]
    films = [(f"Harbour Tales: Film {n}", f"1/{n % 3}/25") for n in range(6)]
    undated = [(f"Dockers: Film {n}", "") for n in range(4)]
    shows = find_shows(in_a_day + in_all + films + undated)
    assert shows.names == {"our coast", "our hills"}


@pytest.mark.parametrize(
    ("title", "clip"),
    [
        ("The Glass Harbour (Trailer)", True),
        ("Génération 56k : Saison 1 (Bande-annonce)", True),
        ("Clip: The Glass Harbour", True),
        ("The Glass Harbour_hook_01", True),
        ("Trailer Park: The Film", False),
        ("Eclipse: Clip", False),
    ],
)
def test_a_clip_is_told_by_its_title(title: str, clip: bool) -> None:
    assert is_clip(title) is clip
