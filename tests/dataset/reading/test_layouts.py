"""Each layout of MovieLens becomes the dataset it describes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.id_spaces import id_space_of
from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.dataset.reading import rating_files
from recflix_tui.dataset.reading.movielens import read_ratings
from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS
from recflix_tui.paths import sample_data
from tests.dataset.layouts import (
    MOVIES_CSV,
    MOVIES_DAT,
    RATINGS_CSV,
    RATINGS_DAT,
    U_DATA,
    write_1m,
    write_100k,
    write_latest,
)


def opened(source: Path, tmp_path: Path) -> Dataset:
    import_dataset(source, tmp_path / "datasets", "it")
    return open_named(tmp_path / "datasets", "it")


def test_the_latest_layout_is_read_with_titles_years_genres_and_links(tmp_path: Path) -> None:
    data = opened(write_latest(tmp_path / "ml"), tmp_path)
    assert (data.name, data.source, data.id_space, data.scale) == (
        "it",
        "ml",
        "movielens",
        HALF_STARS,
    )
    assert (data.n_users, data.n_items, data.n_ratings) == (2, 5, 5)
    assert data.user_ids.tolist() == [3, 5]
    assert data.movie_ids.tolist() == [1, 7, 9, 12, 40]
    assert [data.title(i) for i in range(5)] == [
        "Toy Story",
        "The City of Lost Children (La Cité des enfants perdus)",
        "The Matrix",
        "Untitled (movie 12)",
        "Cats",
    ]
    assert [data.year(i) for i in range(5)] == [1995, 1995, 1999, None, 1998]
    assert data.genres(2) == ("Action", "Sci-Fi")
    assert data.genres(3) == ()
    assert (data.imdb_id(0), data.imdb_id(2)) == (114709, 133093)
    assert data.imdb_id(4) is None
    assert data.tmdb_ids.tolist() == [862, 0, 0, 0, 0]
    assert (data.tmdb_id(0), data.tmdb_id(2)) == (862, None)


def test_ratings_stand_by_user_and_by_item(tmp_path: Path) -> None:
    data = opened(write_latest(tmp_path / "ml"), tmp_path)
    items, stars = data.by_user.row(1)
    assert items.tolist() == [1, 2, 3]
    assert stars.tolist() == [3.5, 5.0, 2.0]
    users, stars = data.by_item.row(2)
    assert users.tolist() == [0, 1]
    assert stars.tolist() == [0.5, 5.0]
    assert data.by_item.times[data.by_item.indptr[2] :].tolist()[:2] == [964981247, 964983815]
    assert data.counts.tolist() == [1, 1, 2, 1, 0]
    assert data.means.tolist()[:4] == [4.0, 3.5, 2.75, 2.0]
    assert np.isnan(data.means[4])
    assert data.histogram(2)[0] == (0.5, 1)
    assert data.histogram(2)[-1] == (5.0, 1)
    assert sum(n for _, n in data.histogram(2)) == 2


def test_ids_and_items_translate_both_ways(tmp_path: Path) -> None:
    data = opened(write_latest(tmp_path / "ml"), tmp_path)
    assert data.item_of(9) == 2
    assert data.item_of(10) is None
    assert data.item_of(10**12) is None
    assert data.items_of(np.array([40, 2, 1, -5, 10**12])).tolist() == [4, -1, 0, -1, -1]


def test_titles_sort_without_their_article_and_the_untitled_last(tmp_path: Path) -> None:
    data = opened(write_latest(tmp_path / "ml"), tmp_path)
    order = np.argsort(data.title_rank)
    assert [data.title(i)[:8] for i in order] == [
        "Cats",
        "The City",
        "The Matr",
        "Toy Stor",
        "Untitled",
    ]


def test_the_frame_of_titles_holds_what_the_dataset_says(tmp_path: Path) -> None:
    data = opened(write_latest(tmp_path / "ml"), tmp_path)
    assert data.titles.columns == ["movie_id", "title", "year", "genres"]
    assert data.titles.row(2) == (9, "The Matrix", 1999, ["Action", "Sci-Fi"])
    assert data.titles.row(3) == (12, "Untitled (movie 12)", None, [])


def test_the_1m_layout_is_latin_1_with_whole_stars(tmp_path: Path) -> None:
    data = opened(write_1m(tmp_path / "ml-1m"), tmp_path)
    assert data.scale == WHOLE_STARS
    assert data.id_space == "movielens"
    assert data.title(1) == "Les Misérables"
    assert data.genres(0) == ("Animation", "Children's", "Comedy")
    assert data.by_user.row(0)[0].tolist() == [0, 2]


def test_a_1m_layout_saved_again_as_utf_8_reads_the_same(tmp_path: Path) -> None:
    data = opened(write_1m(tmp_path / "ml-1m", movies=MOVIES_DAT.encode()), tmp_path)
    assert data.title(1) == "Les Misérables"


def test_the_10m_layout_has_half_stars(tmp_path: Path) -> None:
    changed = RATINGS_DAT.replace("::5::", "::4.5::")
    folder = write_1m(tmp_path / "ml-10M100K", ratings=changed, tags="1::8::slow::1\n", users=None)
    data = opened(folder, tmp_path)
    assert data.scale == HALF_STARS
    assert 4.5 in data.by_user.values


def test_the_100k_layout_has_genre_flags_and_ids_of_its_own(tmp_path: Path) -> None:
    data = opened(write_100k(tmp_path / "ml-100k"), tmp_path)
    assert (data.id_space, data.scale) == ("ml-100k", WHOLE_STARS)
    assert data.user_ids.tolist() == [186, 196]
    assert data.title(1) == "Les Misérables"
    assert data.genres(0) == ("Animation", "Children's", "Comedy")
    assert data.genres(1) == ("Drama", "Musical")
    assert (data.year(2), data.genres(2)) == (None, ())
    assert data.by_user.row(1)[0].tolist() == [0, 1]


def test_demographics_are_kept_by_their_users(tmp_path: Path) -> None:
    old = opened(write_100k(tmp_path / "old"), tmp_path)
    assert old.demographics is not None
    assert old.user_ids.tolist() == [186, 196]
    assert old.demographics.ages.tolist() == [0, 4]  # 17 is under 18, 49 in 45-49
    assert old.demographics.genders.tolist() == [0, 1]  # F, M
    assert old.demographics.occupations.tolist() == [0, 1]  # artist, writer
    import_dataset(write_1m(tmp_path / "new"), tmp_path / "datasets", "new")
    new = open_named(tmp_path / "datasets", "new")
    assert new.demographics is not None
    assert new.demographics.ages.tolist() == [0, 6]
    assert not new.demographics.ages.flags.writeable
    import_dataset(write_latest(tmp_path / "none"), tmp_path / "datasets", "none")
    assert open_named(tmp_path / "datasets", "none").demographics is None


def test_users_without_a_line_are_unknown_and_others_are_passed_over(tmp_path: Path) -> None:
    people = "186|30|F|artist|0\n77|30|M|writer|0\n"
    data = opened(write_100k(tmp_path / "ml", user=people), tmp_path)
    assert data.demographics is not None
    assert data.demographics.ages.tolist() == [2, -1]
    assert data.demographics.genders.tolist() == [0, -1]
    assert data.demographics.occupations.tolist() == [0, -1]


def test_demographics_change_no_fingerprint(tmp_path: Path) -> None:
    with_people = opened(write_100k(tmp_path / "ml"), tmp_path)
    without = import_dataset(write_100k(tmp_path / "bare", user=None), tmp_path / "datasets")
    assert without.fingerprint == with_people.fingerprint


def test_genre_names_come_from_u_genre_where_it_is(tmp_path: Path) -> None:
    item = "1|Toy Story (1995)|01-Jan-1995||http://x/|0|1\n"
    folder = write_100k(
        tmp_path / "ml", item=item, data="1\t1\t3\t881250949\n", genre="unknown|0\nToys|1\n\n"
    )
    assert opened(folder, tmp_path).genres(0) == ("Toys",)


def test_a_zip_whose_names_begin_with_a_dot_reads_like_any(tmp_path: Path) -> None:
    path = tmp_path / "dotted.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("./movies.csv", MOVIES_CSV)
        archive.writestr("./ratings.csv", RATINGS_CSV)
    assert import_dataset(path, tmp_path / "datasets").n_ratings == 5


def test_a_byte_order_mark_crlf_more_columns_and_blank_ends_do_no_harm(tmp_path: Path) -> None:
    rows = [line.split(",") for line in RATINGS_CSV.split()]
    swapped = [[movie, "x", stars, user, time] for user, movie, stars, time in rows]
    text = "\r\n".join(",".join(row) for row in swapped) + "\r\n\r\n"
    folder = write_latest(tmp_path / "odd", ratings=b"\xef\xbb\xbf" + text.encode())
    plain = opened(write_latest(tmp_path / "plain"), tmp_path)
    import_dataset(folder, tmp_path / "datasets", "odd")
    assert open_named(tmp_path / "datasets", "odd").fingerprint == plain.fingerprint


def test_another_rating_is_another_fingerprint(tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "other", ratings=RATINGS_CSV.replace("3.5", "3.0"))
    plain = opened(write_latest(tmp_path / "plain"), tmp_path)
    other = import_dataset(folder, tmp_path / "datasets", "other")
    assert other.fingerprint != plain.fingerprint


@pytest.mark.parametrize(
    ("name", "text", "scale"),
    [
        ("ratings.csv", RATINGS_CSV, HALF_STARS),
        ("u1.base", U_DATA, WHOLE_STARS),
        ("u.data", U_DATA, WHOLE_STARS),
        ("ratings.dat", RATINGS_DAT, WHOLE_STARS),
        ("ratings.dat", RATINGS_DAT.replace("::5::", "::0.5::"), HALF_STARS),
    ],
)
def test_a_bare_rating_file_is_told_by_its_first_line(
    name: str, text: str, scale: object, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text)
    table = read_ratings(path)
    assert table.scale == scale
    assert table.user_ids.dtype == table.movie_ids.dtype == table.times.dtype == np.int64
    assert table.ratings.dtype == np.float32
    assert len(table.ratings) == len(text.splitlines()) - text.startswith("userId")


@pytest.mark.parametrize("piece", [1, 30, 75, 10_000])
@pytest.mark.parametrize(
    "end", ["", "\n", "\r\n\r\n\r\n", "\n" * 100], ids=["none", "one", "blank", "many"]
)
def test_a_file_read_in_pieces_reads_as_a_whole(
    piece: int, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(RATINGS_CSV.rstrip("\n") + end)
    monkeypatch.setattr(rating_files, "_PIECE", piece)
    told: list[float] = []
    table = read_ratings(path, progress=told.append)
    assert table.user_ids.tolist() == [3, 3, 5, 5, 5]
    assert table.movie_ids.tolist() == [1, 9, 7, 9, 12]
    assert table.ratings.tolist() == [4.0, 0.5, 3.5, 5.0, 2.0]
    assert table.times.tolist()[-1] == 964982931
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) >= len(RATINGS_CSV) / (piece + 75)


def test_the_sample_data_holds_what_its_readme_says(tmp_path: Path) -> None:
    data = opened(sample_data(), tmp_path)
    assert (data.n_ratings, data.n_users, data.n_items) == (100_004, 671, 9_066)
    untitled = [i for i in range(data.n_items) if data.title(i).startswith("Untitled (movie ")]
    assert data.movie_ids[untitled].tolist() == [108548, 108583, 143410, 151307, 162376]
    assert data.counts[untitled].sum() == 7
    assert data.scale.holds(data.by_user.values).all()
    assert (sample_data() / "README.md").read_text().count("GroupLens") > 3


def test_other_data_in_the_same_layout_has_ids_of_its_own(tmp_path: Path) -> None:
    movielens = {1: "Toy Story", 318: "The Shawshank Redemption", 99999: "Anything"}
    assert id_space_of(movielens) == "movielens"
    mine = {1: "My Wedding", 2: "My Dog"}
    assert id_space_of(mine) == id_space_of(dict(reversed(mine.items())))
    assert id_space_of(mine) not in ("movielens", "ml-100k", id_space_of({1: "My Wedding"}))
    assert id_space_of({**movielens, 2: "My Dog"}) != "movielens"
