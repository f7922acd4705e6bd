"""The same titles, ratings and tags, written in every layout that MovieLens has had."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS, Scale

TitleLine = tuple[int, str, tuple[str, ...]]  # movie id, title, genres
RatingLine = tuple[int, int, int, int]  # user id, movie id, stars, Unix seconds
TagLine = tuple[int, int, str, int]  # user id, movie id, tag, Unix seconds

# Whole stars, and genres that ML-100K has a flag for: what every layout can hold.
TITLES: tuple[TitleLine, ...] = (
    (1, "Toy Story (1995)", ("Animation", "Comedy")),
    (3, "Misérables, Les (1995)", ("Drama",)),
    (8, "[b]Bold[/b] [@click=app.bell]Ring[/] (1971)", ("Action",)),
    (9, "\x1b[31mRed\x1b[0m \x1b]0;gone\x07Alert (1972)", ("Action", "War")),
    (20, "", ()),
)
RATINGS: tuple[RatingLine, ...] = (
    (5, 1, 4, 964_982_703),
    (5, 8, 1, 964_981_247),
    (7, 3, 5, 964_982_224),
    (7, 8, 2, 964_983_815),
    (12, 1, 3, 964_982_931),
    (12, 9, 5, 964_982_400),
)
TAGS: tuple[TagLine, ...] = (
    (5, 1, "toys", 1_139_045_764),
    (7, 1, "Toys", 1_139_045_765),
    (12, 1, "toys", 1_139_045_766),
    (12, 3, 'a "classic", they say: a', 1_139_045_767),
    (12, 8, '[b]a  "Classic"[/b]', 1_139_045_768),
    (5, 8, 'A "CLASSIC", they say: a', 1_139_045_769),
    (5, 3, "\x1b[31mRED\x1b[0m", 1_139_045_770),
    (7, 8, "red", 1_139_045_771),
    (5, 3, "toys", 1_139_045_772),
    (99, 3, "red", 1_139_045_773),  # nobody who rated
    (5, 4, "red", 1_139_045_774),  # no title
)

# The genres that ML-100K has a flag for, in their order.
_FLAGS = "|".join(
    (
        "unknown|Action|Adventure|Animation|Children's|Comedy|Crime|Documentary|Drama|Fantasy",
        "Film-Noir|Horror|Musical|Mystery|Romance|Sci-Fi|Thriller|War|Western",
    )
)


def _csv(header: str, rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    text.write(header + "\n")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _titles_csv(titles: Sequence[TitleLine]) -> str:
    rows = [(number, title, "|".join(genres)) for number, title, genres in titles]
    return _csv("movieId,title,genres", rows)


def _ratings_csv(ratings: Sequence[RatingLine]) -> str:
    return _csv("userId,movieId,rating,timestamp", ratings)


def _titles_dat(titles: Sequence[TitleLine]) -> str:
    return "".join(f"{number}::{title}::{'|'.join(genres)}\n" for number, title, genres in titles)


def _ratings_dat(ratings: Sequence[RatingLine]) -> str:
    return "".join(f"{'::'.join(map(str, rating))}\n" for rating in ratings)


def _titles_item(titles: Sequence[TitleLine]) -> str:
    lines = []
    for number, title, genres in titles:
        flags = "|".join("1" if flag in genres else "0" for flag in _FLAGS.split("|"))
        lines.append(f"{number}|{title}|01-Jan-1995||http://x/|{flags}\n")
    return "".join(lines)


def _tags_csv(tags: Sequence[TagLine]) -> str:
    return _csv("userId,movieId,tag,timestamp", tags)


def _tags_dat(tags: Sequence[TagLine]) -> str:
    return "".join(f"{'::'.join(map(str, tag))}\n" for tag in tags)


def _ratings_tabs(ratings: Sequence[RatingLine]) -> str:
    return "".join("\t".join(map(str, rating)) + "\n" for rating in ratings)


@dataclass(frozen=True)
class Layout:
    """One layout: its files, how they are written, and what it makes of the ratings."""

    name: str
    titles_file: str
    titles_text: Callable[[Sequence[TitleLine]], str]
    ratings_file: str
    ratings_text: Callable[[Sequence[RatingLine]], str]
    separator: str
    scale: Scale
    encoding: str = "latin-1"
    header_lines: int = 0
    """The lines of each file before its first title, rating or tag."""
    tags_file: str = ""
    """Empty where a layout has no tags."""
    tags_text: Callable[[Sequence[TagLine]], str] = lambda tags: ""

    def write(
        self,
        folder: Path,
        titles: str | None = None,
        ratings: str | None = None,
        tags: str | None = None,
    ) -> Path:
        """Write a dataset into a new folder; titles, ratings, tags: the files' text, if not as
        usual."""
        folder.mkdir(parents=True)
        titles = self.titles_text(TITLES) if titles is None else titles
        ratings = self.ratings_text(RATINGS) if ratings is None else ratings
        files = {self.titles_file: titles, self.ratings_file: ratings}
        if self.tags_file:
            files[self.tags_file] = self.tags_text(TAGS) if tags is None else tags
        for name, text in files.items():
            (folder / name).write_bytes(text.encode(self.encoding))
        return folder

    def line_of(self, n: int) -> int:
        """The line of the n-th title, rating or tag, counted from 0."""
        return self.header_lines + n + 1

    def rating(self, *fields: object) -> str:
        """One line of ratings or tags, with whatever fields."""
        return self.separator.join(map(str, fields)) + "\n"

    def with_line(self, n: int, line: str) -> str:
        """The file of ratings, its n-th one (from 0) replaced by a line."""
        lines = self.ratings_text(RATINGS).splitlines(keepends=True)
        lines[self.header_lines + n] = line
        return "".join(lines)


LAYOUTS = (
    Layout(
        "latest",
        "movies.csv",
        _titles_csv,
        "ratings.csv",
        _ratings_csv,
        ",",
        HALF_STARS,
        encoding="utf-8",
        header_lines=1,
        tags_file="tags.csv",
        tags_text=_tags_csv,
    ),
    Layout("1M", "movies.dat", _titles_dat, "ratings.dat", _ratings_dat, "::", WHOLE_STARS),
    Layout(
        "10M",
        "movies.dat",
        _titles_dat,
        "ratings.dat",
        _ratings_dat,
        "::",
        HALF_STARS,
        encoding="utf-8",
        tags_file="tags.dat",
        tags_text=_tags_dat,
    ),
    Layout("100K", "u.item", _titles_item, "u.data", _ratings_tabs, "\t", WHOLE_STARS),
)


def as_folder(folder: Path) -> Path:
    return folder


def as_folder_in_a_folder(folder: Path) -> Path:
    folder.rename(folder.with_name("inner"))
    outer = folder
    outer.mkdir()
    folder.with_name("inner").rename(outer / "inner")
    return outer


def as_zip(folder: Path) -> Path:
    return _zipped(folder, "")


def as_zip_of_a_folder(folder: Path) -> Path:
    return _zipped(folder, "inner/")


def _zipped(folder: Path, inside: str) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, inside + path.name)
    return target


CONTAINERS = (as_folder, as_folder_in_a_folder, as_zip, as_zip_of_a_folder)
WITH_TAGS = tuple(layout for layout in LAYOUTS if layout.tags_file)
