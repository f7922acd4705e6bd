"""However a service spells a title, it is found by its name and year."""

from __future__ import annotations

import pytest

from recflix_tui.dataset.matching.matcher import How
from tests.dataset.matching.small import found

SPELLINGS = {
    "8½ (8 1/2) (1963)": ["8½ (1963)", "8 1/2 (1963)", "Otto e mezzo (8½) (1963)"],
    "8 ½ Women (a.k.a. 8 1/2 Women) (1999)": ["8½ Women (1999)", "8 1/2 women (1999)"],
    "Alien³ (a.k.a. Alien 3) (1992)": ["Alien³ (1992)", "Alien 3 (1992)", "ALIEN3 (1992)"],
    "M*A*S*H (a.k.a. MASH) (1970)": ["M*A*S*H (1970)", "MASH (1970)", "M.A.S.H. (1970)"],
    "WALL·E (2008)": ["WALL·E (2008)", "WALL-E (2008)", "Walle (2008)"],
    "If.... (1968)": ["If.... (1968)", "if… (1968)"],
    "...And Justice for All (1979)": ["…And Justice for All. (1979)", "And Justice for All (1979)"],
    "$1,000,000 Duck (1971)": ["$1,000,000 Duck (1971)", "1000000 Duck (1971)"],
    "Seven (a.k.a. Se7en) (1995)": ["Se7en (1995)", "Seven (1995)", "Seven (a.k.a. Se7en) (1995)"],
    "Amelie (Fabuleux destin d'Amélie Poulain, Le) (2001)": [
        "Amélie (2001)",
        "Le Fabuleux Destin d’Amelie Poulain (2001)",
    ],
    "Æon Flux (2005)": ["Aeon Flux (2005)", "ÆON FLUX (2005)"],
    "Łódź Ghetto (1989)": ["Lodz Ghetto (1989)", "Łódz ghetto (1989)"],
    "Ødipus (1990)": ["Odipus (1990)", "Ødipus (1990)"],
    "Große Straße (1991)": ["Grosse Strasse (1991)"],
    "Kış Uykusu (Winter Sleep) (2014)": ["Kis Uykusu (2014)", "Winter Sleep (2014)"],
    "Caché (Hidden) (2005)": ["Caché (2005)", "Cache (2005)", "Hidden (2005)"],
    "Birdman: Or (The Unexpected Virtue of Ignorance) (2014)": [
        "Birdman or (The Unexpected Virtue of Ignorance) (2014)",
        "Birdman (2014)",
    ],
    "Kill Bill: Vol. 2 (2004)": ["Kill Bill: Volume 2 (2004)", "Kill Bill Vol II (2004)"],
    "Godfather: Part II, The (1974)": [
        "The Godfather Part II (1974)",
        "The Godfather: Part 2 (1974)",
        "Godfather - Pt. Two (1974)",
    ],
    "Star Trek V: The Final Frontier (1989)": ["Star Trek 5: The Final Frontier (1989)"],
    "Friday the 13th Part V: A New Beginning (1985)": [
        "Friday the 13th Part 5: A New Beginning (1985)"
    ],
    "Fast & Furious (2009)": ["Fast and Furious (2009)"],
    "Schindler's List (1993)": ["Schindler’s List (1993)", "Schindlers List (1993)"],
    "Matrix, The (1999)": ["The Matrix (1999)", "Matrix, The (1999)", "MATRIX (1999)"],
    "Vitelloni, I (1953)": ["I vitelloni (1953)", "Vitelloni (1953)"],
    "Avventura, L' (Adventure, The) (1960)": ["L’avventura (1960)", "The Adventure (1960)"],
    "À fond (2016)": ["A fond (2016)"],
    "F.I.S.T. (1978)": ["FIST (1978)", "F.I.S.T (1978)"],
    "Romeo + Juliet (1996)": ["Romeo & Juliet (1996)", "Romeo and Juliet (1996)"],
    "Twelve Angry Men (1957)": ["12 Angry Men (1957)"],
    "(500) Days of Summer (2009)": ["500 Days of Summer (2009)"],
    "千と千尋の神隠し (2001)": ["千と千尋の神隠し (2001)"],
    "!!! (2010)": ["!!! (2010)"],
}
TITLES = list(SPELLINGS)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_found_in_each_spelling(title: str) -> None:
    for spelling in SPELLINGS[title]:
        one = found(TITLES, spelling)
        assert (one.item, one.how, one.sure) == (TITLES.index(title), How.EXACT, True), spelling


def test_any_name_of_a_film_may_match_and_the_main_one_counts_first() -> None:
    titles = ["Hidden (2005)", "Caché (2005)"]
    assert found(["Caché (2005)"], "Hidden", "Caché", year=2005).item == 0
    assert found(titles, "Hidden", "Caché", year=2005).item == 0
    assert found(titles, "Caché", "Hidden", year=2005).item == 1


def test_the_closest_spelling_is_meant_where_several_titles_would_do() -> None:
    titles = ["Star! (1968)", "Star (1968)", "Star, The (1968)"]
    assert found(titles, "Star!", year=1968).item == 0
    assert found(titles, "Star", year=1968).item == 1
    assert found(titles, "The Star", year=1968).item == 2


def test_a_main_name_comes_before_one_in_brackets() -> None:
    assert found(["Amour (Love) (2011)", "Love (2011)"], "Love", year=2011).item == 1


def test_two_articles_are_two_films() -> None:
    assert found(["Deal (2008)", "Das Deal (2008)"], "The Deal", year=2008).item == -1


@pytest.mark.parametrize("name", ["", " ", "(1999)", "!", "\x1b[31m"])
def test_what_is_no_name_is_no_film(name: str) -> None:
    one = found(["Untitled (1999)", "", "(1999)", "Matrix, The (1999)"], name, year=1999)
    assert (one.item, one.how, one.sure) == (-1, None, False)
