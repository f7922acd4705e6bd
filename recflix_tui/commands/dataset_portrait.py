"""`recflix dataset show`: a dataset's own figures, as text of at most 80 columns and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from recflix_tui.commands.shared.common import Args, open_library, open_ready, say
from recflix_tui.dataset.portrait import words
from recflix_tui.dataset.portrait.timeline import together
from recflix_tui.dataset.portrait.values import FEW, GenreFigures, Portrait, Spread, Timeline
from recflix_tui.pictures.bars import bar, log_share
from recflix_tui.text import clean

WIDTH = 80  # columns
BAR = 40  # columns of the longest bar
_GENRE_BAR, _GENRE = 24, 26  # columns of a genre's bar, and of its name
_MOST_PERIODS = 40
_LOG = "  (log bars: ten times as many is one step longer, not ten times as long)"


def show(args: Args) -> None:
    """The figures of the dataset named, else of the one in use: in an empty home, the sample."""
    with open_library(args) if args.name else open_ready(args) as library:
        portrait = library.datasets.portrait(args.name)
    say(args, data(portrait), text(portrait))


def text(portrait: Portrait) -> str:
    """All figures as lines."""
    lines = [f"{portrait.name} (imported from {clean(portrait.source)})"]
    lines += _said(words.of_the_whole(portrait))
    lines += ["", "how many users have so many ratings", _LOG, *_bins(portrait.per_user)]
    lines += _said(words.of_users(portrait))
    lines += ["", "how many titles have so many ratings", _LOG, *_bins(portrait.per_title)]
    lines += _said(words.of_titles(portrait))
    lines += ["", "stars given", *_stars(portrait)]
    lines += ["", "when", *_said(words.of_time(portrait))]
    lines += [] if portrait.time is None else _periods(portrait.time)
    lines += [
        "",
        f"  {'titles':>7}  {'ratings':>10}  mean  of a genre; a title counts in each it has",
    ]
    lines += _genres(portrait.genres)
    return "\n".join(lines)


def _said(sentences: Sequence[str]) -> list[str]:
    return [
        line
        for sentence in sentences
        for line in textwrap.wrap(sentence, WIDTH, initial_indent="  ", subsequent_indent="    ")
    ]


def _bars(rows: Sequence[tuple[str, str, float, str]]) -> list[str]:
    """Rows of a name, a figure, a bar's share and what stands behind it; columns straight."""
    names = max((len(row[0]) for row in rows), default=0)
    figures = max((len(row[1]) for row in rows), default=0)
    return [
        f"  {name:>{names}}  {figure:>{figures}}  {bar(share, BAR)} {more}".rstrip()
        for name, figure, share, more in rows
    ]


def _bins(spread: Spread) -> list[str]:
    most = max((each.n for each in spread.bins), default=0)
    return _bars(
        [
            (
                f"{each.least:,}" if each.least == each.most else f"{each.least:,}-{each.most:,}",
                f"{each.n:,}",
                log_share(each.n, most),
                "",
            )
            for each in spread.bins
        ]
    )


def _stars(portrait: Portrait) -> list[str]:
    most = max(each.n_ratings for each in portrait.stars)
    return _bars(
        [
            (
                f"{each.stars:g}",
                f"{each.n_ratings:,}",
                each.n_ratings / most,
                words.percent(each.n_ratings / portrait.n_ratings),
            )
            for each in reversed(portrait.stars)
        ]
    )


def _periods(time: Timeline) -> list[str]:
    size, periods = together(time.periods, _MOST_PERIODS)
    most = max(each.n_ratings for each in periods)
    lines = [f"  {size} {time.unit}s from the one named on"] if size > 1 else []
    return lines + _bars(
        [(each.begin, f"{each.n_ratings:,}", each.n_ratings / most, "") for each in periods]
    )


def _genres(genres: Sequence[GenreFigures]) -> list[str]:
    most = max((each.n_ratings for each in genres), default=0) or 1
    return [
        f"  {each.n_titles:>7,}  {each.n_ratings:>10,}  {_mean(each.mean_stars)}  "
        f"{bar(each.n_ratings / most, _GENRE_BAR)} {_cut(clean(each.name))}"
        for each in genres
    ]


def _cut(name: str) -> str:
    return name if len(name) <= _GENRE else f"{name[: _GENRE - 1]}…"


def _mean(stars: float | None) -> str:
    return "   -" if stars is None else f"{stars:.2f}"


def data(portrait: Portrait) -> dict[str, Any]:
    """All figures as JSON has them."""
    return {
        "name": portrait.name,
        "source": portrait.source,
        "users": portrait.n_users,
        "titles": portrait.n_titles,
        "ratings": portrait.n_ratings,
        "known_share": portrait.known_share,
        "sparsity": portrait.sparsity,
        "mean_stars": portrait.mean_stars,
        "stars": [{"stars": each.stars, "ratings": each.n_ratings} for each in portrait.stars],
        "per_user": _spread_data(portrait.per_user),
        "per_title": _spread_data(portrait.per_title),
        "time": None if portrait.time is None else _time_data(portrait.time),
        "credits": None if portrait.credits is None else asdict(portrait.credits),
        "genres": [
            {
                "genre": each.name,
                "titles": each.n_titles,
                "ratings": each.n_ratings,
                "mean_stars": each.mean_stars,
            }
            for each in portrait.genres
        ],
    }


def _spread_data(spread: Spread) -> dict[str, Any]:
    return {
        "count": spread.n,
        "without_ratings": spread.n_without,
        f"fewer_than_{FEW}": spread.n_few,
        "least": spread.least,
        "median": spread.median,
        "mean": spread.mean,
        "most": spread.most,
        "half_of_ratings": spread.n_half,
        "gini": spread.gini,
        "histogram": [{"from": b.least, "to": b.most, "count": b.n} for b in spread.bins],
    }


def _time_data(time: Timeline) -> dict[str, Any]:
    return {
        "first_day": time.first_day,
        "last_day": time.last_day,
        "without_time": time.n_unknown,
        "unit": time.unit,
        "periods": [
            {"begin": each.begin, "ratings": each.n_ratings, "mean_stars": each.mean_stars}
            for each in time.periods
        ],
    }
