"""`recflix page`: a profile's Home as the screen shows it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from math import isfinite
from typing import Any

from recflix_tui.commands.model.training import train_first
from recflix_tui.commands.shared.common import Args, open_ready, say, title_data
from recflix_tui.errors import RecflixError
from recflix_tui.library.library import Library
from recflix_tui.library.views import HomeView
from recflix_tui.recommend.page.page_figures import figures_words, page_figures
from recflix_tui.recommend.reasons.because import because_words
from recflix_tui.recommend.row.row import USUAL_SCREEN, Row

NAMED = 5  # titles of a row that are named in words


class MomentError(RecflixError):
    """A time cannot be read."""


def page(args: Args) -> None:
    with open_ready(args) as library:
        profile = library.profiles.find(args.profile)
        train_first(library)
        at = None if args.at is None else _moment(args.at)
        view = library.recommendations.home(profile.id, seed=args.seed, at=at)
        figures = page_figures(view.rows, view.taste, view.dataset, USUAL_SCREEN)
        known = {
            name: value if isfinite(value) else None for name, value in asdict(figures).items()
        }
        rows = [_data(library, profile.id, view, row) for row in view.rows]
        told = [_words(view, row) for row in view.rows]
        if view.rows:
            seen = f"the first {USUAL_SCREEN.tiles} of the first {USUAL_SCREEN.rows} rows"
            told.append(f"{seen}: {figures_words(figures)}")
        say(args, {"rows": rows, "figures": known}, "\n".join(told))


def _moment(text: str) -> float:
    """Unix seconds of a time as a person writes it. Raises MomentError."""
    try:
        return float(datetime.fromisoformat(text).timestamp())
    except (ValueError, OverflowError, OSError):
        raise MomentError(f'"{text}" is no time; give one like "2026-11-27 21:00"') from None


def _data(library: Library, profile_id: int, view: HomeView, row: Row) -> dict[str, Any]:
    dataset, why = view.dataset, library.recommendations.why_picked
    return {
        "key": row.key,
        "title": row.title,
        "reason": row.note,
        "titles": [
            {
                **title_data(dataset, item),
                "year": dataset.year(item),
                "genres": list(dataset.genres(item)),
                "prediction": view.taste.prediction(item),
                "reason": because_words(why(profile_id, item), dataset) or row.note,
            }
            for item in row.items
        ],
    }


def _words(view: HomeView, row: Row) -> str:
    titles = " · ".join(view.dataset.title(item) for item in row.items[:NAMED])
    return f"{row.title}  {row.note}\n  {titles}"
