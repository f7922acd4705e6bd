"""Who would love or hate a title: by the stars to be expected, and how sure these are."""

from __future__ import annotations

import enum

from recflix_tui.dataset.values import Scale

LOVED_FROM, LIKED_FROM, HATED_BELOW = 5 / 6, 2 / 3, 1 / 2
"""Ways along the scale: on half stars to five 4.25, 3.5 and 2.75 stars. docs/together.md tells how
many of the titles of each word were in truth liked."""
FEW = 5
"""Ratings below which nothing is said of a person's taste."""


class Says(enum.StrEnum):
    """What a person would say of a title."""

    LOVE = "love"
    LIKE = "like"
    SO_SO = "so-so"
    HATE = "hate"
    NOT_SURE = "not sure"
    SEEN = "seen"


def says(stars: float, doubt: float | None, n_ratings: int, scale: Scale) -> Says:
    """What somebody would say of a title that they have not seen.

    stars: to be expected of it; doubt: their standard deviation in stars, None where unknown;
    n_ratings: how many ratings tell of their taste. `NOT_SURE` where these are fewer than five, or
    where one standard deviation to either side reaches both what they would like and what they
    would hate.
    """
    like, hate = on_scale(LIKED_FROM, scale), on_scale(HATED_BELOW, scale)
    either = doubt is not None and stars - doubt < hate and stars + doubt >= like
    return Says.NOT_SURE if n_ratings < FEW or either else word_of(stars, scale)


def word_of(stars: float, scale: Scale) -> Says:
    """What somebody would say of a title that they would give so many stars, or gave."""
    love, like, hate = (on_scale(way, scale) for way in (LOVED_FROM, LIKED_FROM, HATED_BELOW))
    if stars >= like:
        return Says.LOVE if stars >= love else Says.LIKE
    return Says.HATE if stars < hate else Says.SO_SO


def on_scale(way: float, scale: Scale) -> float:
    """The stars at a way along the scale, 0 its lower end, 1 its upper."""
    return scale.low + way * (scale.high - scale.low)


_SENTENCES = {
    Says.LOVE: "{} would love it",
    Says.LIKE: "{} would like it",
    Says.SO_SO: "{} could take it or leave it",
    Says.HATE: "{} would hate it",
    Says.NOT_SURE: "not sure whether {} would like it",
    Says.SEEN: "seen by {}",
}
UNKNOWN = "{} rated too few titles to tell"


def sentence(name: str, word: Says, rating: float | None = None, unknown: bool = False) -> str:
    """`Vera would love it`, `not sure whether Vera would like it`, `seen by Vera (4.5)`; rating:
    what they gave what they have seen, in stars, None where they gave nothing; unknown: whether it
    is not sure for want of ratings."""
    words = UNKNOWN if unknown and word is Says.NOT_SURE else _SENTENCES[word]
    said = words.replace("{}", name)
    return said if rating is None else f"{said} ({rating:g})"
