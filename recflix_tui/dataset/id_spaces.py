"""Which datasets share movie ids, so that a profile's ratings hold in all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

MOVIELENS = "movielens"
OWN = "own-"
"""What the id spaces of data that is not MovieLens' begin with."""
LANDMARKS = {
    1: "Toy Story",
    2: "Jumanji",
    32: "Twelve Monkeys",
    260: "Star Wars",
    296: "Pulp Fiction",
    318: "The Shawshank Redemption",
    356: "Forrest Gump",
    480: "Jurassic Park",
    527: "Schindler's List",
    593: "The Silence of the Lambs",
    858: "The Godfather",
    2571: "The Matrix",
}
"""Films that keep their id in every MovieLens set but ML-100K."""


def id_space_of(titles: Mapping[int, str]) -> str:
    """The id space of a catalogue in one of MovieLens' newer layouts, from its titles by id.

    It is MovieLens' own where the landmarks that it has go by their names. Other data in
    the same layout has ids of its own, and shares them with the very same titles alone.
    """
    present = LANDMARKS.keys() & titles.keys()
    if present and all(titles[n].startswith(LANDMARKS[n]) for n in present):
        return MOVIELENS
    content = "\n".join(f"{movie_id} {titles[movie_id]}" for movie_id in sorted(titles))
    return OWN + hashlib.sha256(content.encode()).hexdigest()[:16]
