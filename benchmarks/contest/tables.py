"""What was measured of each contender, as tables of Markdown."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.contest.contest import CONTENDERS
from benchmarks.contest.works import Work


@dataclass
class Row:
    """What was measured of one contender; None: not measured."""

    contender: str
    """The class, by name."""
    seconds: list[float] = field(default_factory=list)
    """Of each epoch or profile, over all rounds."""
    loading: float | None = None
    """Seconds to import the library and compile what there is to compile."""
    trained: float | None = None
    """Seconds of a whole training."""
    rmse: float | None = None
    """Stars, on the ratings held out."""
    memory: int = 0
    """Bytes over the data's own."""
    trouble: str | None = None
    """Why it was not run, or did not finish; None where it did."""

    @property
    def name(self) -> str:
        return CONTENDERS[self.contender].name

    @property
    def median(self) -> float:
        return statistics.median(self.seconds) if self.seconds else float("nan")


def table(work: Work, rows: list[Row], n_ratings: int, least: float | None) -> list[str]:
    """Lines of Markdown. least: seconds that the machine's limit allows, None where unknown."""
    if not n_ratings:
        return _profile_table(rows, least)
    lines = [
        f"| | s {work.unit} (best) | million ratings/s | times RecFlix "
        "| s to the end | holdout RMSE | MB | share |",
        "| --- |" + " ---: |" * 7,
    ]
    for row in rows:
        cells = [
            f"{row.median:#.3g} ({min(row.seconds):#.3g})" if row.seconds else "",
            _shown(n_ratings / row.median / 1e6, "#.3g"),
            _shown(row.median / rows[0].median, ".1f"),
            _shown(row.trained, "#.3g"),
            _shown(row.rmse, ".4f"),
            f"{row.memory / 1e6:,.0f}" if row.memory else "",
            "" if least is None else _shown(least / row.median, ".0%"),
        ]
        lines.append(_line(row, cells))
    return lines


def _profile_table(rows: list[Row], least: float | None) -> list[str]:
    lines = [
        "| | median ms | 95th percentile | times RecFlix | share |",
        "| --- |" + " ---: |" * 4,
    ]
    for row in rows:
        high = float(np.quantile(row.seconds, 0.95)) if row.seconds else float("nan")
        cells = [
            _shown(row.median * 1e3, ".2f"),
            _shown(high * 1e3, ".2f"),
            _shown(row.median / rows[0].median, ".1f"),
            "" if least is None else _shown(least / row.median, ".0%"),
        ]
        lines.append(_line(row, cells))
    return lines


def _line(row: Row, cells: list[str]) -> str:
    name = row.name + (f" ({row.trouble})" if row.trouble else "")
    return f"| {name} | " + " | ".join(cells) + " |"


def _shown(value: float | None, form: str) -> str:
    return "" if value is None or np.isnan(value) else format(value, form)


def notes(work: Work, rows: list[Row], n_ratings: int, held: float) -> list[str]:
    """What a reader of the table has to know."""
    told = [work.note]
    own = [f"{row.name} {row.loading:.1f} s" for row in rows if row.loading is not None]
    told.append("Loading, with compilation where it was not cached: " + ", ".join(own) + ".")
    if n_ratings:
        usual = [
            f"{row.name} {_settings(CONTENDERS[row.contender].usual)}"
            for row in rows
            if row.trained is not None
        ]
        if usual:
            told.append(f"To the end, with {held:.0%} held out: " + "; ".join(usual) + ".")
    return told


def _settings(usual: dict[str, Any]) -> str:
    shown = ", ".join(f"{name}={value}" for name, value in usual.items())
    return f"with its defaults but {shown}" if shown else "with its defaults"
