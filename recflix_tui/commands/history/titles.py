"""Titles as the commands of a history name them, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from recflix_tui.commands.events.words import moment
from recflix_tui.commands.shared.common import title_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.history.values import CHOSEN
from recflix_tui.library.lookup import title_with_year

SAID_HERE = "as was said here"
"""How a film was found of which a person said which it is."""


def year_data(dataset: Dataset, item: int) -> dict[str, Any]:
    """A title with its movie id and its year."""
    return {**title_data(dataset, item), "year": dataset.year(item)}


def with_id(dataset: Dataset, item: int) -> str:
    """`The Matrix (1999) = 2571`."""
    return f"{title_with_year(dataset, item)} = {dataset.movie_ids[item]}"


def with_ids(dataset: Dataset, items: Iterable[int]) -> str:
    """Several of them."""
    return "; ".join(with_id(dataset, item) for item in items)


def how_words(how: str) -> str:
    """How a film was found."""
    return SAID_HERE if how == CHOSEN else how


def date(at: float) -> str:
    """A day, as the person's clock has it."""
    return moment(at)[:10]
