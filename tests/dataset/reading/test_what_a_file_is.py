"""A file that is not what it should be is told what it is; what is beyond doubt is read."""

from __future__ import annotations

import bz2
import gzip
import lzma
from pathlib import Path

import pytest

from recflix_tui.dataset.imported import import_dataset, open_named
from tests.dataset.layouts import (
    LINKS_CSV,
    MOVIES_CSV,
    MOVIES_DAT,
    RATINGS_CSV,
    RATINGS_DAT,
    U_DATA,
    U_ITEM,
    U_USER,
    USERS_DAT,
    write_1m,
    write_100k,
    write_latest,
)
from tests.dataset.refusal import refusal

TAGS_CSV = "userId,movieId,tag,timestamp\n3,1,toys,1139045764\n"
CSV = {"movies": MOVIES_CSV, "ratings": RATINGS_CSV, "links": LINKS_CSV, "tags": TAGS_CSV}
FOREIGN: dict[str, tuple[bytes, str]] = {
    "gzip": (gzip.compress(b"x" * 99), "this is a gzip file, not plain text; unpack it"),
    "bzip2": (bz2.compress(b"x" * 99), "this is a bzip2 file, not plain text; unpack it"),
    "xz": (lzma.compress(b"x" * 99), "this is an xz file, not plain text; unpack it"),
    "zip": (b"PK\x03\x04 and more", "this is a zip file or a workbook, not plain text; "),
    "a page": (b"\n<!DOCTYPE html>\n<html>", "this is a web page, not the data; download the"),
    "a page without doctype": (b"<HTML lang=en>\n", "this is a web page, not the data; "),
    "lfs": (b"version https://git-lfs.github.com/spec/v1\n", "this is a Git LFS pointer"),
}


@pytest.mark.parametrize("name", CSV)
@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_of_another_kind_is_told_what_it_is(name: str, kind: str, tmp_path: Path) -> None:
    content, said = FOREIGN[kind]
    found = refusal(write_latest(tmp_path / "ml", **{name: content}), tmp_path)
    assert found.startswith(f"{name}.csv: {said}")


@pytest.mark.parametrize("name", CSV)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_named(name: str, encoding: str, tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml", **{name: CSV[name].encode(encoding)})
    called = encoding[:6].upper()
    said = f"{name}.csv line 1: this is not UTF-8 text but {called}; save the file as UTF-8"
    assert refusal(folder, tmp_path) == said


@pytest.mark.parametrize("name", CSV)
def test_line_ends_of_old_macs_are_named(name: str, tmp_path: Path) -> None:
    text = CSV[name].replace("Matrix, The\n", "Matrix, The ").replace("\n", "\r")
    said = f"{name}.csv line 1: the line ends are lone CRs, as on old Macs; save the file with LF"
    folder = write_latest(tmp_path / "ml", **{name: text})
    assert refusal(folder, tmp_path).startswith(said)


@pytest.mark.parametrize("name", CSV)
def test_a_lone_line_end_of_old_macs_is_named_with_its_line(name: str, tmp_path: Path) -> None:
    text = CSV[name].removesuffix("\n") + "\r" + CSV[name].splitlines()[-1] + "\n"
    said = f"{name}.csv line {CSV[name].count(chr(10))}: the line ends are lone CRs"
    folder = write_latest(tmp_path / "ml", **{name: text})
    assert refusal(folder, tmp_path).startswith(said)


@pytest.mark.parametrize("name", CSV)
@pytest.mark.parametrize(
    ("sep", "called"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars"), ("::", "double colons")]
)
def test_a_csv_parted_by_something_else_is_told_by_what(
    name: str, sep: str, called: str, tmp_path: Path
) -> None:
    folder = write_latest(tmp_path / "ml", **{name: CSV[name].replace(",", sep)})
    said = f"the fields are parted by {called} where commas belong; save the file with commas"
    assert refusal(folder, tmp_path) == f"{name}.csv line 1: {said}"


@pytest.mark.parametrize("name", ["ratings", "links", "tags"])
def test_lines_parted_otherwise_than_their_header_are_told(name: str, tmp_path: Path) -> None:
    header, _, lines = CSV[name].partition("\n")
    folder = write_latest(tmp_path / "ml", **{name: f"{header}\n{lines.replace(',', ';')}"})
    said = f"{name}.csv line 2: the fields are parted by semicolons where commas belong"
    assert refusal(folder, tmp_path).startswith(said)


def test_titles_with_commas_parted_by_semicolons_are_told(tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml", movies="movieId,title,genres\n1;Toy, The (1995);Drama\n")
    assert "line 2: the fields are parted by semicolons" in refusal(folder, tmp_path)


@pytest.mark.parametrize(
    ("file", "text", "belongs", "sep", "called"),
    [
        ("u.data", U_DATA, "\t", " ", "blanks"),
        ("u.data", U_DATA, "\t", ",", "commas"),
        ("u.data", U_DATA, "\t", ";", "semicolons"),
        ("u.item", U_ITEM, "|", "\t", "tabs"),
        ("u.user", U_USER, "|", ";", "semicolons"),
        ("u.user", U_USER, "|", "\t", "tabs"),
    ],
)
def test_the_files_of_100k_are_told_what_parts_their_fields(
    file: str, text: str, belongs: str, sep: str, called: str, tmp_path: Path
) -> None:
    folder = write_100k(tmp_path / "ml", **{file[2:]: text.replace(belongs, sep)})
    said = f"{file} line 1: the fields are parted by {called} where "
    assert refusal(folder, tmp_path).startswith(said)


@pytest.mark.parametrize(
    ("name", "text"), [("movies", MOVIES_DAT), ("ratings", RATINGS_DAT), ("users", USERS_DAT)]
)
@pytest.mark.parametrize(("sep", "called"), [(";", "semicolons"), (",", "commas"), (":", "colons")])
def test_the_files_of_1m_are_told_what_parts_their_fields(
    name: str, text: str, sep: str, called: str, tmp_path: Path
) -> None:
    plain = text.replace(", ", " ")  # a comma in a title is no separator
    folder = write_1m(tmp_path / "ml", **{name: plain.replace("::", sep)})
    said = f"{name}.dat line 1: the fields are parted by {called} where double colons belong"
    assert refusal(folder, tmp_path).startswith(said)


def test_names_of_columns_where_none_belong_are_told(tmp_path: Path) -> None:
    said = "line 1: the line names the columns, and none does in this layout; remove it"
    ratings = "UserID::MovieID::Rating::Timestamp\n" + RATINGS_DAT
    assert refusal(write_1m(tmp_path / "1m", ratings=ratings), tmp_path) == f"ratings.dat {said}"
    data = "user_id\titem_id\trating\ttimestamp\n" + U_DATA
    assert refusal(write_100k(tmp_path / "100k", data=data), tmp_path) == f"u.data {said}"


def test_a_note_to_excel_is_told(tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml", ratings="sep=;\n" + RATINGS_CSV.replace(",", ";"))
    assert refusal(folder, tmp_path).startswith('ratings.csv line 1: "sep=;" is a note to Excel')


@pytest.mark.parametrize("quoted", [True, False])
def test_decimal_commas_are_told(quoted: bool, tmp_path: Path) -> None:
    stars = '"3,5"' if quoted else "3,5"
    folder = write_latest(tmp_path / "ml", ratings=RATINGS_CSV.replace("3.5", stars))
    found = refusal(folder, tmp_path)
    assert found.startswith("ratings.csv line 4: the rating " if not quoted else "ratings.csv line")
    assert "a decimal comma" in found
    assert found.endswith("; save the file with decimal points")


TIMES = {
    "964982224000": "is in milliseconds; give Unix seconds: divide the times by 1,000",
    "964982224000000": "is in microseconds; give Unix seconds: divide the times by 1,000,000",
    "964982224000000000": "is in nanoseconds; give Unix seconds: divide the times by 1,000,000,000",
    "4102444801": "is after the year 2100; give Unix seconds, or remove the line",
    "-964982224": "is before 1970; correct or remove the line",
    "2000-07-30 18:37:04": "is a date, not a number; give the times as Unix seconds",
    "30/07/2000 18:37": "is a date, not a number; give the times as Unix seconds",
}


@pytest.mark.parametrize("name", ["ratings", "tags"])
@pytest.mark.parametrize("time", TIMES)
def test_times_that_are_no_unix_seconds_are_told_what_they_are(
    name: str, time: str, tmp_path: Path
) -> None:
    old = "964982224" if name == "ratings" else "1139045764"
    folder = write_latest(tmp_path / "ml", **{name: CSV[name].replace(old, time)})
    line = 4 if name == "ratings" else 2
    assert refusal(folder, tmp_path) == f'{name}.csv line {line}: timestamp "{time}" {TIMES[time]}'


def fingerprint_of(folder: Path, tmp_path: Path) -> str:
    return import_dataset(folder, tmp_path / "datasets", folder.name).fingerprint


def test_blanks_around_numbers_and_quotes_read_as_numbers(tmp_path: Path) -> None:
    plain = fingerprint_of(write_latest(tmp_path / "plain"), tmp_path)
    rows = [line.split(",") for line in RATINGS_CSV.split()]
    quoted = "\n".join(",".join(f'"{field} "' for field in row) for row in rows) + "\n"
    spaced = "\n".join(" , ".join(row) for row in rows) + "\n"
    assert fingerprint_of(write_latest(tmp_path / "quoted", ratings=quoted), tmp_path) == plain
    assert fingerprint_of(write_latest(tmp_path / "spaced", ratings=spaced), tmp_path) == plain


def test_the_names_of_columns_and_files_are_read_in_any_case(tmp_path: Path) -> None:
    plain = fingerprint_of(write_latest(tmp_path / "plain"), tmp_path)
    changed = {
        "ratings": RATINGS_CSV.replace("userId,movieId,rating", "USERID,movieid, Rating "),
        "movies": MOVIES_CSV.replace("movieId,title", '"MovieID","TITLE"'),
        "links": LINKS_CSV.replace("movieId,imdbId", "movieid,IMDBID"),
        "tags": TAGS_CSV.replace("userId", "UserID"),
    }
    folder = write_latest(tmp_path / "other", **changed)
    for name in ("ratings", "movies"):
        (folder / f"{name}.csv").rename(folder / f"{name.title()}.CSV")
    assert fingerprint_of(folder, tmp_path) == plain
    assert open_named(tmp_path / "datasets", "other").imdb_id(0) == 114709


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    text = RATINGS_CSV.replace("timestamp", "UserID")
    text = "\n".join(line + ",9" for line in text.split()).replace("UserID,9", "UserID,timestamp")
    found = refusal(write_latest(tmp_path / "ml", ratings=text), tmp_path)
    assert (
        found == "ratings.csv line 1: the column userId is there more than once; keep one of them"
    )


@pytest.mark.parametrize(
    "written", ["tt0114709", "TT0114709", "tt0114709 ", '" tt114709"', "114709"]
)
def test_an_id_at_imdb_is_read_with_or_without_its_letters(written: str, tmp_path: Path) -> None:
    links = LINKS_CSV.replace("0114709", written)
    import_dataset(write_latest(tmp_path / "ml", links=links), tmp_path / "datasets")
    assert open_named(tmp_path / "datasets", "ml").imdb_id(0) == 114709


@pytest.mark.parametrize(
    ("written", "number"), [("862", 862), (" 0862 ", 862), ("862.0", 862), ("0", None), ("", None)]
)
def test_an_id_at_tmdb_may_be_blank_or_written_by_a_spreadsheet(
    written: str, number: int | None, tmp_path: Path
) -> None:
    links = LINKS_CSV.replace("862", written)
    import_dataset(write_latest(tmp_path / "ml", links=links), tmp_path / "datasets")
    assert open_named(tmp_path / "datasets", "ml").tmdb_id(0) == number


def test_links_without_a_column_of_ids_at_tmdb_are_read(tmp_path: Path) -> None:
    links = "movieId,imdbId\n1,0114709\n"
    import_dataset(write_latest(tmp_path / "ml", links=links), tmp_path / "datasets")
    data = open_named(tmp_path / "datasets", "ml")
    assert (data.imdb_id(0), data.tmdb_id(0)) == (114709, None)


@pytest.mark.parametrize(
    ("more", "column"), [("1,,862\n1,7,862\n", "imdbId"), ("1,0114709,\n1,0114709,9\n", "tmdbId")]
)
def test_two_different_ids_of_a_movie_are_refused(more: str, column: str, tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml", links=LINKS_CSV + more)
    assert refusal(folder, tmp_path).startswith(f"links.csv line 6: movie 1 has another {column}")


def test_genres_that_differ_in_case_are_one_in_its_most_common_spelling(tmp_path: Path) -> None:
    movies = (
        "movieId,title,genres\n1,A,drama|DRAMA|Drama\n7,B, Drama |WAR\n9,C,war\n"
        "12,D,(No Genres Listed)\n40,E,Unknown|Sci-Fi\n"
    )
    import_dataset(write_latest(tmp_path / "ml", movies=movies), tmp_path / "datasets")
    data = open_named(tmp_path / "datasets", "ml")
    assert data.genre_names == ("Drama", "Sci-Fi", "WAR")
    assert [data.genres(i) for i in range(5)] == [
        ("Drama",),
        ("Drama", "WAR"),
        ("WAR",),
        (),
        ("Sci-Fi",),
    ]


def test_the_scale_of_a_rating_file_without_tags_is_told_by_its_values(tmp_path: Path) -> None:
    halves = write_1m(tmp_path / "halves", ratings=RATINGS_DAT.replace("::5::", "::4.5::"))
    whole = write_1m(tmp_path / "whole")
    for folder, step in ((halves, 0.5), (whole, 1.0)):
        import_dataset(folder, tmp_path / "datasets")
        assert open_named(tmp_path / "datasets", folder.name).scale.step == step


def test_duplicate_ratings_are_counted_from_the_first_line(tmp_path: Path) -> None:
    again = "5,9,1.0,5\n3,1,2.0,5\n3,1,2.0,5\n"
    found = refusal(write_latest(tmp_path / "ml", ratings=RATINGS_CSV + again), tmp_path)
    assert found == (
        "ratings.csv line 7: user 5 has rated movie 9 already, the first of 3 duplicate ratings; "
        "keep one rating of each title by each user"
    )


def test_ratings_of_unknown_movies_are_counted_and_duplicates_with_them(tmp_path: Path) -> None:
    more = "5,8,1.0,5\n5,8,1.0,6\n6,10,2.0,5\n"
    found = refusal(write_latest(tmp_path / "ml", ratings=RATINGS_CSV + more), tmp_path)
    assert found == (
        "ratings.csv line 7: movie 8 is not among the titles, the first of 3 such ratings "
        "(of 2 movies); add the titles, or remove the lines; line 8 is a duplicate"
    )


def test_titles_and_users_that_are_there_again_are_counted(tmp_path: Path) -> None:
    lines = MOVIES_DAT.splitlines(keepends=True)
    folder = write_1m(tmp_path / "ml", movies=MOVIES_DAT + lines[1] + lines[0])
    said = "movies.dat line 4: movie 3 is there already, the first of 2 such lines; keep one line"
    assert refusal(folder, tmp_path).startswith(said)
    folder = write_1m(tmp_path / "ml", movies=MOVIES_DAT, users=USERS_DAT * 3)
    said = "users.dat line 3: user 1 is there already, the first of 4 such lines; keep one line of"
    assert refusal(folder, tmp_path).startswith(said)


@pytest.mark.parametrize("name", CSV)
def test_a_field_without_an_end_is_refused_before_it_is_read(name: str, tmp_path: Path) -> None:
    field = "x" * (3 << 20)
    folder = write_latest(tmp_path / "ml", **{name: CSV[name] + field})
    line = CSV[name].count("\n") + 1
    said = f"{name}.csv line {line}: the line goes on for over 1,048,576 bytes; correct the line"
    assert refusal(folder, tmp_path).startswith(said)


def test_what_a_message_quotes_is_short_and_clean(tmp_path: Path) -> None:
    junk = "\x1b[31m" + "9" * 70_000 + "\x07"
    for name, old in (("ratings", "3,1,4.0"), ("movies", "1,Toy"), ("links", "1,0114709")):
        folder = write_latest(tmp_path / name, **{name: CSV[name].replace(old, junk + old, 1)})
        found = refusal(folder, tmp_path)
        assert found.startswith(f"{name}.csv line 2: ")
        assert len(found) < 200


@pytest.mark.parametrize("name", CSV)
def test_lines_that_are_wholly_in_quotes_are_told(name: str, tmp_path: Path) -> None:
    text = "".join(f'"{line}"\n' for line in CSV[name].replace('"', "").splitlines())
    said = f"{name}.csv line 1: the whole line is one field in quotes; save the file without quotes"
    assert refusal(write_latest(tmp_path / "ml", **{name: text}), tmp_path).startswith(said)


def test_an_empty_line_among_titles_and_users_is_told(tmp_path: Path) -> None:
    for name, text in (("movies", MOVIES_DAT), ("users", USERS_DAT)):
        folder = write_1m(tmp_path / name, **{name: text.replace("\n", "\n\n", 1)})
        said = f"{name}.dat line 2: the line is empty; remove it"
        assert refusal(folder, tmp_path) == said


def test_what_cannot_be_seen_in_a_number_is_told_or_passed_over(tmp_path: Path) -> None:
    hard = RATINGS_CSV.replace("5,7,3.5", "5,\u00a07,3.5\u2003")  # blanks of other widths
    plain = fingerprint_of(write_latest(tmp_path / "plain"), tmp_path)
    assert fingerprint_of(write_latest(tmp_path / "hard", ratings=hard), tmp_path) == plain
    hidden = RATINGS_CSV.replace("5,7,3.5", "5,7\u200b,3.5")
    assert refusal(write_latest(tmp_path / "hidden", ratings=hidden), tmp_path / "other") == (
        'ratings.csv line 4: movieId "7" is not a whole number of up to 18 digits, '
        "for it has invisible characters; correct or remove the line"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_older_layouts_are_read_in_each_encoding_of_their_copies(
    encoding: str, tmp_path: Path
) -> None:
    movies = MOVIES_DAT.replace("Toy Story", "Surviving \u2018Misérables\u2019")
    folder = write_1m(tmp_path / "ml", movies=movies.encode(encoding))
    import_dataset(folder, tmp_path / "datasets")
    assert open_named(tmp_path / "datasets", "ml").title(0) == "Surviving \u2018Misérables\u2019"


def test_a_csv_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml", movies=MOVIES_CSV.encode("cp1252"))
    said = "movies.csv line 3: this is not UTF-8 text; save the file as UTF-8"
    assert refusal(folder, tmp_path).startswith(said)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_of_two_kinds_in_one_file_read_alike(end: str, tmp_path: Path) -> None:
    plain = fingerprint_of(write_latest(tmp_path / "plain"), tmp_path)
    changed = {
        name: CSV[name].replace("\n", end, 3).encode("utf-8-sig") for name in ("ratings", "links")
    }
    assert fingerprint_of(write_latest(tmp_path / "mixed", **changed), tmp_path) == plain
