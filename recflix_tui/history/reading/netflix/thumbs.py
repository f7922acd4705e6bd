"""Netflix's ratings: stars until 2017, thumbs since, and what stands for neither.

Stars are 1 to 5; 0 is a rating taken back, -1 *not interested*, -2 *not seen*. Thumbs are 1 down,
2 up and 3 two up, and 0 taken back.
"""

from __future__ import annotations

from recflix_tui.history.files.tables import Row
from recflix_tui.history.values import Did

THUMBS_AS_STARS = {"1": 2.0, "2": 4.0, "3": 5.0}
"""The stars that a thumb comes to."""
SAID_SO = "thumbs were read as stars: down as 2, up as 4, two up as 5"
"""How thumbs were read."""
REMOVED = "its rating was taken back"
NOT_SEEN = "marked as not seen"
NO_RATING = "neither stars nor a thumb"
OLDER = "rated again later"
"""Why a rating is left out where a later one of the same film is in the file."""


class NoRatingError(Exception):
    """A row says no rating; the text is the reason that it is left out for."""


def is_thumb(row: Row) -> bool:
    """Whether a row is about a thumb, and not about stars."""
    kind = row.get("ratingtype").lower()
    if kind.startswith(("thumb", "star")):
        return kind.startswith("thumb")
    return not row.get("starvalue")


def read_rating(row: Row) -> tuple[Did, float]:
    """What a row says of its film, and the value of the act. Raises NoRatingError."""
    if is_thumb(row):
        thumb = _whole(row.get("thumbsvalue"))
        if thumb in THUMBS_AS_STARS:
            return Did.RATED, THUMBS_AS_STARS[thumb]
        raise NoRatingError(REMOVED if thumb == "0" else NO_RATING)
    star = _whole(row.get("starvalue"))
    if star in ("1", "2", "3", "4", "5"):
        return Did.RATED, float(star)
    if star == "-1":
        return Did.NOT_FOR_ME, 1.0
    raise NoRatingError({"0": REMOVED, "-2": NOT_SEEN}.get(star, NO_RATING))


def _whole(said: str) -> str:
    """`4.0` as `4`."""
    return said.removesuffix(".0")
