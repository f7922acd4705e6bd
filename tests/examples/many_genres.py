"""Titles of eight genres that people rate by the genre: enough of them to be asked about groups."""

from __future__ import annotations

import csv
from pathlib import Path

GENRES = ("Action", "Comedy", "Drama", "Horror", "Musical", "Romance", "Sci-Fi", "Western")
EACH = 15
"""Titles of each genre: the first ones are the best known."""
OLD = 3
"""How many of these, the last, are old."""
N_USERS = 48


def genre_of(title: int) -> int:
    """The place of a title's genre: titles are numbered from 0, genre after genre."""
    return title // EACH


def is_old(title: int) -> bool:
    """Whether a title is of 1950: few people know those."""
    return title % EACH >= EACH - OLD


def write_many_genres(folder: Path) -> Path:
    """A folder in MovieLens' layout. Movie ids are 100 and up, in the order of the titles."""
    folder.mkdir()
    n_titles = EACH * len(GENRES)
    with (folder / "movies.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        for n in range(n_titles):
            name = f"{chr(65 + n % EACH)}{GENRES[genre_of(n)].lower()}"
            rows.writerow(
                [100 + n, f"{name} ({1950 if is_old(n) else 1990 + n % 20})", GENRES[n // EACH]]
            )
    with (folder / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["userId", "movieId", "rating", "timestamp"])
        for user in range(1, N_USERS + 1):
            for n in range(n_titles):
                loves = genre_of(n) == user % len(GENRES)
                wanted = (46 if loves else 14 - n % EACH // 2) // (3 if is_old(n) else 1)
                if (user * 7 + n * 5) % N_USERS < wanted:
                    rows.writerow([user, 100 + n, 4.5 if loves else 3.0, 1_000_000_000 + n])
    return folder
