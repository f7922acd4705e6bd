"""What `recflix explain` says of changes that are tried out: `--without` and its like."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from recflix_tui.commands.shared.common import Args, table, title_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import item_called, title_with_year
from recflix_tui.recommend.all_signals import signal_named
from recflix_tui.recommend.page.difference import AS_IT_IS, RowDifference
from recflix_tui.recommend.what_if.beside import Side, TitleIf, WhatIf
from recflix_tui.recommend.what_if.changes import Changes
from recflix_tui.text import one_in


def changes_of(args: Args, library: Library, profile_id: int) -> Changes:
    """What is to be tried out. Raises LibraryError, WhatIfError and SignalError."""
    dataset = library.snapshot.need_dataset()

    def movie_id(called: str) -> int:
        return int(dataset.movie_ids[item_called(dataset, called)])

    return library.what_if.changes(
        profile_id,
        without=[movie_id(called) for called in args.without],
        stars=[(movie_id(called), stars) for called, stars in args.given],
        signals=args.without_signal,
        genres=args.without_genre,
    )


# --- as data --------------------------------------------------------------------------------


def what_if_data(dataset: Dataset, tried: WhatIf) -> dict[str, Any]:
    """All of it as JSON has it."""
    changes = tried.changes
    rated = tried.before.taste.activity.ratings
    return {
        "without": [title_data(dataset, item) for item in sorted(changes.without)],
        "with": [
            {**title_data(dataset, item), "rating": stars, "rated": rated.get(item)}
            for item, stars in changes.stars.items()
        ],
        "without_genres": [dataset.genre_names[genre] for genre in sorted(changes.genres)],
        "without_signals": sorted(changes.signals),
        "before": _side(dataset, tried.before),
        "after": _side(dataset, tried.after),
        "rows": [_row(dataset, row) for row in tried.page.moved],
    }


def _side(dataset: Dataset, side: Side) -> dict[str, Any]:
    title, taste = side.title, side.taste
    assert title is not None
    return {
        "prediction": title.why.prediction,
        "baseline": title.why.baseline,
        "shown": title.why.shown,
        "uncertainty": title.uncertainty,
        "probability": title.probability,
        "match": title.match,
        "place": title.place,
        "rating": title.own,
        "top": [
            {**title_data(dataset, item), "prediction": taste.prediction(item)} for item in side.top
        ],
    }


def _row(dataset: Dataset, row: RowDifference) -> dict[str, Any]:
    """A row of the page that is not as it was."""
    return {
        "key": row.key,
        "title": row.title,
        "place_before": row.place_before,
        "place_after": row.place_after,
        "before": [title_data(dataset, item) for item in row.before],
        "after": [title_data(dataset, item) for item in row.after],
    }


# --- in words -------------------------------------------------------------------------------


def what_if_words(dataset: Dataset, tried: WhatIf) -> str:
    """What is tried out, the title before and after, the first ten picks, the rows that move."""
    was, would_be = tried.before.title, tried.after.title
    assert was is not None
    assert would_be is not None
    lines = [f"what if: {'; '.join(_changes(dataset, tried))}", table(_figures(was, would_be))]
    lines += ["", "top ten", table(_top(dataset, tried))]
    lines += ["", *(_moved(tried) or ["no row of Home moves"])]
    return "\n".join(lines)


def _changes(dataset: Dataset, tried: WhatIf) -> Iterable[str]:
    changes = tried.changes
    for item in sorted(changes.without):
        yield f"{title_with_year(dataset, item)} never rated"
    rated = tried.before.taste.activity.ratings
    for item, stars in changes.stars.items():
        was = f"{rated[item]:g}" if item in rated else "unrated"
        yield f"{title_with_year(dataset, item)} {stars:g} in place of {was}"
    for genre in sorted(changes.genres):
        yield f"nothing done with {dataset.genre_names[genre]}"
    for name in sorted(changes.signals):
        yield f"{signal_named(name).label} off"


def _figures(was: TitleIf, would_be: TitleIf) -> list[tuple[str, str, str, str]]:
    def row(say: Callable[[TitleIf], str], what: str) -> tuple[str, str, str, str]:
        before, after = say(was), say(would_be)
        return (before, "", AS_IT_IS, what) if before == after else (before, "->", after, what)

    rows = [row(_stars, "stars")]
    both = (was.place, would_be.place, was.probability, would_be.probability)
    if None not in both:
        rows.append(row(lambda title: one_in(title.probability or 0), "to be among your next 20"))
    return [*rows, row(lambda title: title.place_words, "among all picks")]


def _stars(title: TitleIf) -> str:
    doubt = "" if title.uncertainty is None else f" ±{title.uncertainty:.2f}"
    return f"{title.why.shown:.2f}{doubt}"


def _top(dataset: Dataset, tried: WhatIf) -> list[tuple[str, str, str, str, str]]:
    """Both lists side by side, with a sign at what leaves, comes, climbs or falls."""
    top = tried.top
    rows = []
    for place in range(max(len(top.before), len(top.after))):
        left, right, sign, gone = "", "", "", ""
        if place < len(top.before):
            left = title_with_year(dataset, top.before[place])
            gone = "-" if top.before[place] in top.left else ""
        if place < len(top.after):
            item = top.after[place]
            right, moved = title_with_year(dataset, item), top.climbed.get(item, 0)
            sign = "+" if item in top.came else f"{'▲' if moved > 0 else '▼'}{abs(moved)}"
            sign = sign if moved or item in top.came else ""
        rows.append((str(place + 1), gone, left, sign, right))
    return rows


def _moved(tried: WhatIf) -> list[str]:
    """A line for each row of the page that is not as it was."""
    return [f"{row.title}: {row.became}" for row in tried.page.moved]
