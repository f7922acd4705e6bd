"""What is known beside the ratings, as the rows that the model is given."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset.values import DatasetError
from recflix_tui.model.ratings import Features, Side
from recflix_tui.training.side_inputs import side_of
from tests.dataset.layouts import (
    MOVIES_CSV,
    U_ITEM,
    U_USER,
    USERS_DAT,
    write_1m,
    write_100k,
    write_latest,
)


def ids(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


def dense(features: Features | None) -> list[list[float]]:
    """The sparse rows written out."""
    assert features is not None
    assert features.indptr.dtype == np.int64
    assert features.indices.dtype == np.int32
    assert features.values.dtype == np.float32
    rows = []
    for start, end in zip(features.indptr[:-1], features.indptr[1:], strict=True):
        row = [0.0] * features.n_features
        for n in range(start, end):
            row[features.indices[n]] = round(float(features.values[n]), 4)
        rows.append(row)
    return rows


def titles(path: Path, *item_ids: int) -> Side:
    return side_of(ids(*item_ids), path, ids(), None)


def people(path: Path, *user_ids: int) -> list[list[float]]:
    return dense(side_of(ids(), None, ids(*user_ids), path).people)


def test_genres_of_a_title_share_a_length_of_one(tmp_path: Path) -> None:
    path = write_latest(tmp_path) / "movies.csv"
    cats, matrix, city, toys = dense(titles(path, 40, 9, 7, 1).genres)
    half, fifth = round(2**-0.5, 4), round(5**-0.5, 4)
    # Action, Adventure, Animation, Children, Comedy, Fantasy, Musical, Sci-Fi
    assert cats == [0, 0, 0, 0, 0, 0, 1, 0]
    assert matrix == [half, 0, 0, 0, 0, 0, 0, half]
    assert city == [0, half, 0, 0, 0, half, 0, 0]
    assert toys == [0, fifth, fifth, fifth, fifth, fifth, 0, 0]


def test_each_decade_of_the_file_has_a_column(tmp_path: Path) -> None:
    text = MOVIES_CSV + "50,Old (1929),Drama\n51,Older (1900),Drama\n52,Last (1990),Drama\n"
    path = write_latest(tmp_path, movies=text) / "movies.csv"
    assert dense(titles(path, 52, 50, 12, 51, 40).decade) == [
        [0, 0, 1],  # 1990
        [0, 1, 0],
        [0, 0, 0],  # no year
        [1, 0, 0],
        [0, 0, 1],
    ]


def test_the_three_layouts_of_titles_say_the_same_of_a_film(tmp_path: Path) -> None:
    old = titles(write_100k(tmp_path / "old") / "u.item", 2, 1)
    new = titles(write_1m(tmp_path / "new") / "movies.dat", 3, 1)
    # Les Misérables is Drama and Musical, Toy Story is Animation, Children's and Comedy in both;
    # only the newer file has titles of Action and Sci-Fi too.
    assert dense(old.genres) == [[*row[1:5], row[5]] for row in dense(new.genres)]
    assert dense(old.decade) == dense(new.decade) == [[1], [1]]


@pytest.mark.parametrize("name", ["movies.csv", "movies.dat", "u.item"])
def test_titles_under_another_name_are_told_by_their_first_line(name: str, tmp_path: Path) -> None:
    for write in (write_latest, write_1m, write_100k):
        write(tmp_path)
    other = (tmp_path / name).rename(tmp_path / "titles.txt")
    assert len(dense(titles(other, 1).genres)[0]) in (8, 7, 5)


def test_a_title_that_is_not_in_the_file_has_an_empty_row(tmp_path: Path) -> None:
    side = titles(write_latest(tmp_path) / "movies.csv", 999, 40, -5)
    assert [sum(row) for row in dense(side.genres)] == [0, 1, 0]
    assert [sum(row) for row in dense(side.decade)] == [0, 1, 0]


def test_the_order_is_that_of_the_ids_given(tmp_path: Path) -> None:
    path = write_latest(tmp_path) / "movies.csv"
    there, back = titles(path, 1, 7, 9, 40), titles(path, 40, 9, 7, 1)
    assert dense(there.genres) == dense(back.genres)[::-1]
    users = write_100k(tmp_path / "old") / "u.user"
    assert people(users, 186, 196) == people(users, 196, 186)[::-1]


def test_titles_without_any_genre_or_year_give_none(tmp_path: Path) -> None:
    path = write_latest(tmp_path, movies="movieId,title,genres\n1,Cats,\n") / "movies.csv"
    assert titles(path, 1) == Side()


def test_without_files_nothing_is_known() -> None:
    assert side_of(ids(1, 2), None, ids(3), None) == Side()


THIRD = round(3**-0.5, 4)


def test_ages_gender_and_occupation_of_the_100k_layout(tmp_path: Path) -> None:
    # 196 is 49, M, a writer; 186 is 17, F, an artist: the bands are -17, 18-24, ... 45-49, ...
    assert U_USER == "196|49|M|writer|55105\n186|17|F|artist|00000\n"
    path = write_100k(tmp_path) / "u.user"
    assert people(path, 196, 1, 186) == [
        [0, 0, 0, 0, THIRD, 0, 0, 0, THIRD, 0, THIRD],
        [0] * 11,
        [THIRD, 0, 0, 0, 0, 0, 0, THIRD, 0, THIRD, 0],
    ]


def test_age_codes_of_the_1m_layout_are_the_same_bands(tmp_path: Path) -> None:
    assert USERS_DAT == "1::F::1::10::48067\n2::M::56::16::70072\n"
    path = write_1m(tmp_path) / "users.dat"
    assert people(path, 2, 1) == [
        [0, 0, 0, 0, 0, 0, THIRD, 0, THIRD, 0, THIRD],
        [THIRD, 0, 0, 0, 0, 0, 0, THIRD, 0, THIRD, 0],
    ]


@pytest.mark.parametrize(
    ("band", "codes_and_ages"),
    enumerate([(1, 7, 17), (18, 24), (25, 34), (35, 44), (45, 49), (50, 55), (56, 73)]),
)
def test_an_age_and_its_code_are_in_one_band(
    band: int, codes_and_ages: tuple[int, ...], tmp_path: Path
) -> None:
    for age in codes_and_ages:
        exact, coded = tmp_path / "u.user", tmp_path / "users.dat"
        exact.write_text(f"3|{age}|F|other|00000\n")
        coded.write_text(f"3::F::{age}::0::00000\n")
        assert people(exact, 3)[0][:7] == people(coded, 3)[0][:7]
        assert people(exact, 3)[0].index(THIRD) == band


@pytest.mark.parametrize("name", ["u.user", "users.dat"])
def test_people_under_another_name_are_told_by_their_first_line(name: str, tmp_path: Path) -> None:
    write_1m(tmp_path)
    write_100k(tmp_path)
    other = (tmp_path / name).rename(tmp_path / "people.txt")
    assert sum(people(other, 1, 196)[0] + people(other, 1, 196)[1]) == pytest.approx(3 * THIRD)


def test_a_damaged_file_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write_100k(tmp_path, item=U_ITEM[:-9]) / "u.item"
    with pytest.raises(DatasetError, match=r"^u\.item line 3: .* fields where 24 belong; correct"):
        titles(path, 1)
    with pytest.raises(DatasetError, match=r"^none\.csv: there is no such file; check its path"):
        titles(tmp_path / "none.csv", 1)
    with pytest.raises(DatasetError, match=r"^none: there is no such file"):
        people(tmp_path / "none", 1)
    with pytest.raises(DatasetError, match=r"^\.: this is not a file; give one"):
        people(Path(), 1)


BAD_PEOPLE = {
    "fields": ("1|20|F|artist|1\n2|20|F|artist\n", "line 2: 4 fields where 5 belong; correct"),
    "id": ("one|20|F|artist|1\n", 'line 1: user id "one" is not a whole number'),
    "age": ("1|20|F|artist|1\n2|-4|F|artist|1\n", 'line 2: age "-4" is not a whole number'),
    "gender": ("1|20|X|artist|1\n", 'line 1: gender "X" is not F or M; correct the line'),
    "occupation": ("1|20|F| |1\n", 'line 1: occupation "" is not a word or a number; correct'),
    "twice": ("1|20|F|a|1\n1|20|F|a|1\n", "line 2: user 1 is there already; remove one of the"),
    "no text": ("1|20|F\0|a|1\n", "line 1: this is not text; download the file again"),
    "empty": ("\n", "the file is empty; download it again"),
    "too many occupations": (
        "".join(f"{n}|20|F|job {n}|1\n" for n in range(1001)),
        "line 1001: there are more than 1,000 different occupations so far; correct",
    ),
}


@pytest.mark.parametrize("case", BAD_PEOPLE)
def test_damaged_people_are_refused_with_their_line(case: str, tmp_path: Path) -> None:
    text, said = BAD_PEOPLE[case]
    path = tmp_path / "u.user"
    path.write_text(text)
    with pytest.raises(DatasetError) as caught:
        people(path, 1)
    assert str(caught.value).startswith("u.user")
    assert said in str(caught.value)
