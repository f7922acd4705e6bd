"""Trakt's export, written in its layout of 2026 and in the one before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.drivers.exports.packing import packed

Entry = dict[str, Any]

A_PAGE = 250
"""Plays of a file of the history."""


def movie(
    title: str | None, year: int | None, imdb: str | None = None, tmdb: object = None
) -> Entry:
    """A film, as an entry names it."""
    ids = {"trakt": 991, "slug": "a-film", "imdb": imdb, "tmdb": tmdb}
    return {"title": title, "year": year, "ids": ids}


def episode(show: str, number: int, year: int = 2019) -> Entry:
    """What an entry says of an episode."""
    return {
        "type": "episode",
        "episode": {"season": 1, "number": number, "title": "Two", "ids": {"trakt": number}},
        "show": {"title": show, "year": year, "ids": {"trakt": 5}},
    }


def rated(at: str, rating: object, film: Entry) -> Entry:
    """An entry of the ratings."""
    return {"rated_at": at, "rating": rating, "type": "movie", "movie": film}


def played(at: str, film: Entry) -> Entry:
    """An entry of the history."""
    return {"id": 1, "watched_at": at, "action": "watch", "type": "movie", "movie": film}


def listed(at: str, film: Entry) -> Entry:
    """An entry of a list."""
    return {"listed_at": at, "type": "movie", "movie": film}


def write_trakt(
    path: Path,
    *,
    ratings: Sequence[Entry] = (),
    history: Sequence[Entry] = (),
    watched: Sequence[Entry] = (),
    watchlist: Sequence[Entry] = (),
    favorites: Sequence[Entry] = (),
    own_list: Sequence[Entry] = (),
    shows: Sequence[Entry] = (),
) -> Path:
    """The zip of 2026, the history in pages."""
    files: dict[str, object] = {
        "user-profile.json": {"username": "nobody"},
        "user-stats.json": {"movies": {"plays": 2}},
        "ratings-movies.json": ratings,
        "ratings-shows.json": shows,
        "ratings-episodes.json": [],
        "watched-movies.json": watched,
        "lists-watchlist.json": watchlist,
        "lists-favorites.json": favorites,
        "lists-lists.json": [{"name": "Mine", "ids": {"trakt": 77}}],
        "lists-list-77-mine.json": own_list,
        "collection-movies.json": [{"collected_at": "2020-01-01", "movie": movie("Kept", 1990)}],
        "comments-movies.json": [{"type": "movie", "movie": movie("Said", 1990), "comment": {}}],
    }
    if len(history) <= A_PAGE:
        files["watched-history.json"] = history
    for page, start in enumerate(range(0, len(history), A_PAGE), start=1):
        if len(history) > A_PAGE:
            files[f"watched-history-{page}.json"] = history[start : start + A_PAGE]
    return packed(path, {name: json.dumps(value) for name, value in files.items()})


def write_old_trakt(
    path: Path, *, ratings: Sequence[Entry], history: Sequence[Entry], watchlist: Sequence[Entry]
) -> Path:
    """The zip of before, all under a folder of the user's name."""
    files = {
        "watched/watched-movies.json": history[:1],
        "watched/history.json": history,
        "ratings/ratings-movies.json": ratings,
        "lists/watchlist.json": watchlist,
    }
    return packed(path, {name: json.dumps(value) for name, value in files.items()}, "nobody/")
