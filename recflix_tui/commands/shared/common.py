"""What the commands share: a library to work on, and how results are printed."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.library import Library
from recflix_tui.text import clean

Args = argparse.Namespace


@contextmanager
def open_library(args: Args) -> Iterator[Library]:
    library = Library.open(args.home)
    if library.warning is not None:
        print(f"recflix: {clean(library.warning)}", file=sys.stderr)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def open_ready(args: Args) -> Iterator[Library]:
    """A library with a dataset in use: in an empty home, the sample."""
    with open_library(args) as library:
        _use_sample_if_none(library)
        yield library


@contextmanager
def open_as_it_is(args: Args) -> Iterator[Library]:
    """A library ready as `open_ready`'s, or with a dataset in use that cannot be opened."""
    with open_library(args) as library:
        if library.snapshot.dataset_problem is None:
            _use_sample_if_none(library)
        yield library


def _use_sample_if_none(library: Library) -> None:
    if library.datasets.use_sample_if_none():
        print("recflix: no dataset was in use; the sample data is opened", file=sys.stderr)


def say(args: Args, data: object, text: str) -> None:
    print(json.dumps(data) if args.json else text)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as text; all columns but the last are padded to one width."""
    widths = [max(len(row[c]) for row in rows) for c in range(len(rows[0]) - 1)] if rows else []
    return "\n".join(
        "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=False)] + [row[-1]])
        for row in rows
    )


def title_data(dataset: Dataset, item: int) -> dict[str, Any]:
    return {"movie_id": int(dataset.movie_ids[item]), "title": dataset.title(item)}


def draw_over(text: str) -> None:
    """Write over the line that stands on the terminal, cut where the terminal ends."""
    text = text[: shutil.get_terminal_size().columns - 1]
    print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def stage_drawer(args: Args) -> Callable[[str, float], None] | None:
    """How far work is, drawn over one line where a person looks on; None where nobody does."""
    return _draw_stage if sys.stderr.isatty() and not args.json else None


def _draw_stage(stage: str, fraction: float) -> None:
    draw_over(f"{stage} {fraction:4.0%}")
