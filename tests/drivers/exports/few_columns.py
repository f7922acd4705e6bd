"""Exports of the services that have one file each, in their own layouts."""

from __future__ import annotations

MOVIELENS_ORG = "movie_id,imdb_id,tmdb_id,rating,average_rating,title"
MOVIELENS_DATASET = "userId,movieId,rating,timestamp"
TMDB = (
    "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,"
    "Date Rated"
)
SIMKL = "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB"


def csv_of(header: str, *rows: str) -> str:
    """A file of one of these headers, ended as RFC 4180 has it."""
    return "\r\n".join((header, *rows, ""))
