"""Names that are but alike: what is a slip or a shorter name, and what another film."""

from __future__ import annotations

import pytest

from recflix_tui.dataset.matching.matcher import How
from tests.dataset.matching.small import found


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Shawshank Redemption, The (1994)", "The Shawshank Redemtion (1994)"),
        ("Shawshank Redemption, The (1994)", "Shawshnak Redemption (1994)"),
        ("Shawshank Redemption, The (1994)", "The Shawshank Redemptoin (1995)"),
        ("Cemetery of Splendor (2015)", "Cemetery of Splendour (2015)"),
        ("Angriest Man in Brooklyn, The (2014)", "The Angriest Mna in Brooklyn (2014)"),
        ("Kill Bill: Vol. 2 (2004)", "Kill Bill 2 (2004)"),
        ("Star Wars: Episode IV - A New Hope (1977)", "Star Wars (1977)"),
        ("Star Wars: Episode IV - A New Hope (1977)", "Star Wars: A New Hope (1977)"),
        ("Star Wars: Episode V - The Empire Strikes Back (1980)", "The Empire Strikes Back (1980)"),
        ("Lord of the Rings: The Two Towers, The (2002)", "The Lord of the Rings (2002)"),
        (
            "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb (1964)",
            "Doctor Strangelove (1964)",
        ),
        ("William Shakespeare's Romeo + Juliet (1996)", "Romeo + Juliet (1996)"),
    ],
)
def test_a_slip_or_a_shorter_name_is_applied_unsure(title: str, name: str) -> None:
    one = found([title], name)
    assert (one.item, one.how, one.sure) == (0, How.FUZZY, False)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        # A number, a numeral and a letter alone tell which one of a series it is.
        ("Rocky II (1979)", "Rocky III (1979)"),
        ("Rocky 2 (1979)", "Rocky 3 (1979)"),
        ("Rocky II (1979)", "Rocky (1979)"),
        ("Mesrine: Part 1 (2008)", "Mesrine: Part 2 (2008)"),
        ("Nymphomaniac: Volume I (2013)", "Nymphomaniac: Volume II (2013)"),
        ("Nymphomaniac: Volume I (2013)", "Nymphomaniac (2013)"),
        ("Nymphomaniac (2013)", "Nymphomaniac: Volume II (2013)"),
        ("Friday the 13th Part VIII (1989)", "Friday the 13th Part VII (1989)"),
        ("The Return of the Hero Part XIV (1989)", "The Return of the Hero Part XV (1989)"),
        ("8½ Women on the Beach (1999)", "8 Women on the Beach (1999)"),
        ("Vitamin C Revisited (2000)", "Vitamin D Revisited (2000)"),
        # Names that begin alike, or hold one another, are two.
        ("Hooker's World (2002)", "In This World (2002)"),
        ("Colkatay Columbus (2017)", "Columbus (2017)"),
        ("Sing: Thriller (2023)", "Sing Sing (2023)"),
        ("Justice League (2017)", "Justice League: Dawn of Apokolips (2017)"),
        ("[REC] 4: Apocalypse (2014)", "LA Apocalypse (2014)"),
        ("Crazy, Stupid, Love. (2011)", "Love (2011)"),
        ("Dragonheart: A New Beginning (2000)", "The Beginning (2000)"),
        # A letter makes another word of a short one, and of the first or the last of a word.
        ("Roots (2005)", "Robots (2005)"),
        ("Ben (1972)", "Pen (1972)"),
        ("Dark Men of the North (1990)", "Dark Man of the North (1990)"),
        ("Mysteria Of Nights (2011)", "Hysteria Of Nights (2011)"),
        ("Taking Chances (2009)", "Taking Chance (2009)"),
        # With a year between, two words that are one word, or the other way round, are two films.
        ("Deepwater (2005)", "Deep Water (2006)"),
        ("588 Rue Paradis (Mother) (1992)", "Mother (1991)"),
        ("Man, The (1972)", "Man (1973)"),
        # A slip and a year are two doubts.
        ("Priscilla (2010)", "Prescilla (2011)"),
        ("Star Wars: Episode IV - A New Hope (1977)", "Star Wars (1978)"),
    ],
)
def test_another_film_is_never_taken_for_it(title: str, name: str) -> None:
    assert found([title], name).item == -1


def test_what_two_titles_may_be_is_left_to_the_person() -> None:
    titles = ["Berserk: The Egg of the King (2012)", "Berserk: The Battle for Doldrey (2012)"]
    one = found(titles, "Berserk", year=2012, counts=[3, 8])
    assert (one.item, one.near) == (-1, (1, 0))
    titles = ["The Long Way Home (1998)", "The Lone Way Home (1998)"]
    assert found(titles, "The Lonk Way Home", year=1998).item == -1


def test_what_is_near_comes_by_likeness_then_year_then_fame() -> None:
    titles = [
        "Deathly Hallows: Part 2 (2011)",
        "Deathly Hallows: Part 1 (2010)",
        "Shallow Hal (2001)",
        "Deathly Hallows (1960)",
        "Deathly Hallows (1970)",
    ]
    one = found(titles, "Deathly Hallows: Part 3", year=2011, counts=[9, 9, 9, 1, 2])
    assert one.near == (0, 1, 4, 3)


def test_at_most_five_are_near() -> None:
    titles = [f"Emma ({year})" for year in range(1960, 2000, 5)]
    assert found(titles, "Emma", year=2009).near == (7, 6, 5, 4, 3)
