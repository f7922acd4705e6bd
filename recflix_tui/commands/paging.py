"""`recflix page`: a profile's Home as the screen shows it."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import Any

from recflix_tui.commands.model.training import train_first
from recflix_tui.commands.shared.common import Args, open_ready, say, title_data
from recflix_tui.commands.shared.screen_size import screen_of
from recflix_tui.library.views import HomeView
from recflix_tui.recommend.page.page_figures import page_figures
from recflix_tui.recommend.reasons.because import reason_on
from recflix_tui.recommend.rerank.figures_words import figures_words
from recflix_tui.recommend.rerank.list_figures import ListFigures
from recflix_tui.recommend.row.row import FirstScreen, Row

NAMED = 5  # titles of a row that are named in words


def page(args: Args) -> None:
    screen = screen_of(args.size)
    with open_ready(args) as library:
        profile = library.profiles.find(args.profile)
        train_first(library)
        view = library.recommendations.home(profile.id, (), screen, args.seed, args.at)
        figures = page_figures(view.rows, view.taste, view.dataset, screen)
        if args.json:
            say(args, _page_data(view, screen, figures), "")
        else:
            say(args, None, _page_words(view, screen, figures))


# --- as data --------------------------------------------------------------------------------


def _page_data(view: HomeView, screen: FirstScreen, figures: ListFigures) -> dict[str, Any]:
    known = asdict(figures).items()
    return {
        "screen": screen._asdict(),
        "rows": [_row_data(view, row) for row in view.rows],
        "figures": {name: value if isfinite(value) else None for name, value in known},
    }


def _row_data(view: HomeView, row: Row) -> dict[str, Any]:
    dataset, taste = view.dataset, view.taste
    return {
        "key": row.key,
        "title": row.title,
        "reason": row.note,
        "titles": [
            {
                **title_data(dataset, item),
                "year": dataset.year(item),
                "genres": list(dataset.genres(item)),
                "prediction": taste.prediction(item),
                "reason": reason_on(row, item, taste, dataset),
            }
            for item in row.items
        ],
    }


# --- in words -------------------------------------------------------------------------------


def _page_words(view: HomeView, screen: FirstScreen, figures: ListFigures) -> str:
    told = [_row_words(view, row) for row in view.rows]
    if view.rows:
        seen = f"the first {screen.tiles} of the first {screen.rows} rows"
        told.append(f"{seen}: {figures_words(figures)}")
    return "\n".join(told)


def _row_words(view: HomeView, row: Row) -> str:
    titles = " · ".join(view.dataset.title(item) for item in row.items[:NAMED])
    return f"{row.title}  {row.note}\n  {titles}"
