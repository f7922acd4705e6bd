"""A comparison of models as text, at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from recflix_tui.evaluation.ranking import MOST_USERS, RELEVANT
from recflix_tui.text import counted

if TYPE_CHECKING:
    from recflix_tui.evaluation.comparison import Facts, Row
    from recflix_tui.evaluation.figures import Figure
    from recflix_tui.evaluation.intervals import Sureness

# Of each metric: how it is called, and its format. Tables are cut so that they fit the width.
TABLES: tuple[tuple[str, Mapping[str, tuple[str, str]]], ...] = (
    ("predicted stars", {"rmse": ("RMSE", ".4f"), "mae": ("MAE", ".4f")}),
    (
        "ranking of all unseen titles: what is found",
        {"ndcg@10": ("NDCG@10", ".4f"), "recall@20": ("recall@20", ".4f"), "mrr": ("MRR", ".4f")},
    ),
    (
        "ranking of all unseen titles: what is shown (first 10)",
        {
            "coverage": ("coverage", ".3f"),
            "novelty": ("novelty", ".2f"),
            "diversity": ("diversity", ".3f"),
            "gini": ("Gini", ".3f"),
        },
    ),
)
_NAME = 10


def report(
    name: str,
    split: Mapping[str, Any],
    facts: Facts,
    rows: Sequence[Row],
    *,
    without_tuned: bool = False,
) -> str:
    """The tables of a comparison, and what they were measured on.

    without_tuned: there are settings that a tuning kept, and they were not used.
    """
    lines = [f"{name}: {_held_out(split)}", _sizes(facts)]
    shown = {metric for row in rows for metric in row.figures}
    for title, columns in TABLES:
        wanted = {metric: how for metric, how in columns.items() if metric in shown}
        if wanted:
            lines += ["", title, *table(rows, wanted)]
    if rows[0].sureness is not None:
        lines += ["", *_sure(rows[0].name, rows[0].sureness)]
    marked = any("~" in line for line in lines)
    lines += ["", "in brackets: 95 % intervals, by resampling users"]
    if marked:
        lines.append(f"~ no more apart from {rows[0].name} than chance explains, on the same users")
    if any(metric not in ("rmse", "mae") for metric in shown):
        sample = " (a random sample)" if facts.n_ranked == MOST_USERS else ""
        lines.append(
            f"rankings: {counted(facts.n_ranked, 'user')}{sample} with a held-out rating of "
            f"{RELEVANT:g} or more"
        )
    if without_tuned:
        lines.append("without what tune kept: its search saw the ratings held out here")
    lines += _honestly(rows)
    if facts.n_cold:
        lines += _cold(facts, rows)
    return "\n".join(lines)


def _sure(name: str, found: Sureness) -> list[str]:
    """Whether the solver is as sure as it says, in two lines."""
    return [
        f"{name} is ±{found.uncertainty:.2f} sure of what is to be expected, in the mean; its 90 %",
        f"intervals hold {found.coverage_90:.1%} of the ratings and are {found.width_90:.2f} "
        "stars wide",
    ]


def _sizes(facts: Facts) -> str:
    sizes = f"{counted(facts.n_train, 'rating')} to train on, {facts.n_test - facts.n_cold:,}"
    if facts.n_cold:
        return f"{sizes} to test, {facts.n_cold:,} apart (see below)"
    return f"{sizes} to test"


def _honestly(rows: Sequence[Row]) -> list[str]:
    """A word on a solver that what is popular beats, as happens to all that predict stars."""
    found = {row.name: row.figures["ndcg@10"].value for row in rows if "ndcg@10" in row.figures}
    solver = rows[0].name
    if solver not in found or not found[solver] < found.get("popularity", 0.0):
        return []
    return [
        f"popularity finds more than {solver}: predicted stars say how much a title would",
        "please, not how likely it is to be picked; the app's lists go by both, see",
        "--split people",
    ]


def _held_out(split: Mapping[str, Any]) -> str:
    if split["kind"] == "user":
        return f"the last {split['leave']} of each user held out"
    if split["kind"] == "random":
        return f"{split['share']:.0%} held out at random"
    return f"the latest {split['share']:.0%} (from {_day(split['moment'])} on) held out"


def _day(moment: int) -> str:
    """The day of Unix seconds; the number itself where no calendar has such a day."""
    try:
        return datetime.fromtimestamp(moment, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return f"time {moment}"


def table(
    rows: Sequence[Row],
    columns: Mapping[str, tuple[str, str]],
    more: tuple[str, Mapping[str, str]] | None = None,
) -> list[str]:
    """A line for each model that has one of the columns, a metric each: how it is called, and its
    format. more: a last column's head, and what it says of each model, by its name."""
    last, of_models = more or ("", {})
    cells = [["", *(called for called, _ in columns.values()), last]]
    for row in rows:
        if any(metric in row.figures for metric in columns):
            shown = [
                _cell(row.figures.get(metric), form) + _like(row, rows[0], metric)
                for metric, (_, form) in columns.items()
            ]
            cells.append([row.name, *shown, of_models.get(row.name, "")])
    widths = [max(len(line[c]) for line in cells) for c in range(len(cells[0]))]
    widths[0] = max(widths[0], _NAME)
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]


def _cell(figure: Figure | None, form: str) -> str:
    if figure is None:
        return "-"
    text = f"{figure.value:{form}}"
    if figure.interval is not None:
        low, high = (f"{bound:{form}}" for bound in figure.interval)
        text += f" [{low.removeprefix('0')} {high.removeprefix('0')}]"
    return text


def _like(row: Row, solver: Row, metric: str) -> str:
    """A mark where the paired difference from the solver may be chance."""
    own, other = row.figures.get(metric), solver.figures.get(metric)
    if row is solver or own is None or other is None:
        return ""
    low, high = own.less(other) or (1.0, 1.0)
    return "~" if low <= 0 <= high else ""


def _cold(facts: Facts, rows: Sequence[Row]) -> list[str]:
    new = f"{counted(facts.n_new_users, 'user')} and {counted(facts.n_new_titles, 'title')}"
    lines = [f"apart: {counted(facts.n_cold, 'rating')} of {new} first seen after the cut"]
    errors = [f"{row.name} {row.cold_rmse:.4f}" for row in rows if row.cold_rmse is not None]
    if errors:
        lines.append(f"  RMSE of these: {', '.join(errors)}")
    return lines
