"""What the pane shows, one thing a block: the whole, titles, users, stars, times, genres."""

from __future__ import annotations

from collections.abc import Sequence

from recflix_tui.dataset.portrait import words
from recflix_tui.dataset.portrait.timeline import together
from recflix_tui.dataset.portrait.values import Period, Portrait, Spread
from recflix_tui.pictures.axes import ticks
from recflix_tui.pictures.bars import decades, log_share
from recflix_tui.widgets.pictures.portrait.level import LevelBar, level
from recflix_tui.widgets.pictures.portrait.lines import Line, said, short, spaced
from recflix_tui.widgets.pictures.portrait.upright import Upright, margin, most_bars, upright

Block = list[Line]

LOG = "Log axes: one bar to the right is twice as many ratings, one number up ten times as many {}."
MARK = 6  # cells of a number up the left, at most


def blocks(portrait: Portrait, width: int, height: int) -> list[Block]:
    """All blocks in `width` cells; height: lines of a picture of upright bars."""
    titles, users = portrait.per_title, portrait.per_user
    return [
        [_title(f"The dataset {portrait.name}"), *said(words.of_the_whole(portrait), width)],
        [
            *_spread("title", titles, width, height),
            *said([LOG.format("titles")], width, "quiet"),
            *said(words.of_titles(portrait), width),
        ],
        [*_spread("user", users, width, height), *said(words.of_users(portrait), width)],
        [_title("Stars given"), *_stars(portrait, width)],
        _time(portrait, width, height),
        [
            _title("Genres"),
            *_genres(portrait, width),
            *said(["Mean: of the stars. A title counts in each of its genres."], width, "quiet"),
        ],
    ]


def _title(text: str) -> Line:
    return [(text, "title")]


def _spread(who: str, spread: Spread, width: int, height: int) -> Block:
    """Upright bars on two log axes: how many have so many ratings."""
    most = max((each.n for each in spread.bins), default=0)
    bars = Upright(
        [log_share(each.n, most) for each in spread.bins],
        [(log_share(n, most), short(n)) for n in reversed(decades(most))],
        [f"{each.least:,}" for each in spread.bins],
    )
    left = margin(bars)
    return [
        _title(f"Ratings a {who}"),
        [(f"{who}s".rjust(left), "quiet")],
        *upright(bars, width, height),
        [(" " * left + f"ratings of a {who}", "quiet")],
    ]


def _stars(portrait: Portrait, width: int) -> Block:
    most = max(each.n_ratings for each in portrait.stars)
    rows = [
        LevelBar(
            f"{each.stars:g}",
            each.n_ratings / most,
            (short(each.n_ratings), spaced(words.percent(each.n_ratings / portrait.n_ratings))),
        )
        for each in reversed(portrait.stars)
    ]
    return level(rows, width, ("ratings", "share"))


def _time(portrait: Portrait, width: int, height: int) -> Block:
    """Upright bars a year, or a month, each with its number."""
    time = portrait.time
    if time is None:
        return [_title("When"), *said(words.of_time(portrait), width)]
    size, periods = together(time.periods, most_bars(width, MARK))
    unit = time.unit if size == 1 else f"{size} {time.unit}s"
    bars = _over_time(periods)
    return [
        _title(f"Ratings a {unit}" if size == 1 else f"Ratings in {unit} each"),
        [("ratings".rjust(margin(bars)), "quiet")],
        *upright(bars, width, height),
        *said(words.of_time(portrait), width),
    ]


def _over_time(periods: Sequence[Period]) -> Upright:
    most = max(each.n_ratings for each in periods)
    return Upright(
        [each.n_ratings / most for each in periods],
        [(n / most, short(n)) for n in reversed(ticks(0, most, 4)) if n],
        [each.begin for each in periods],
    )


def _genres(portrait: Portrait, width: int) -> Block:
    most = max((each.n_ratings for each in portrait.genres), default=0) or 1
    rows = [
        LevelBar(
            each.name,
            each.n_ratings / most,
            (
                short(each.n_titles),
                short(each.n_ratings),
                "-" if each.mean_stars is None else f"{each.mean_stars:.2f}",
            ),
        )
        for each in portrait.genres
    ]
    return level(rows, width, ("titles", "ratings", "mean"))
