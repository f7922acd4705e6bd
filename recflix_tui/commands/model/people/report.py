"""What was measured on people whom no training saw, as text, at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from recflix_tui.commands.model.comparing import table
from recflix_tui.commands.model.people.chances_report import chances_report
from recflix_tui.text import counted

if TYPE_CHECKING:
    from recflix_tui.evaluation.comparison import Row
    from recflix_tui.evaluation.people.found import Measured
    from recflix_tui.evaluation.people.protocol import People

# Of each metric: how it is called, and its format. Tables are cut so that they fit the width.
_FOUND = {"ndcg@10": ("NDCG@10", ".4f")}
_TABLES: tuple[tuple[str, Mapping[str, tuple[str, str]]], ...] = (
    (
        "the same: what else is found",
        {"recall@20": ("recall@20", ".4f"), "mrr": ("MRR", ".4f")},
    ),
    (
        "what is shown (first 10)",
        {
            "coverage": ("coverage", ".3f"),
            "novelty": ("novelty", ".2f"),
            "diversity": ("diversity", ".3f"),
            "gini": ("Gini", ".3f"),
        },
    ),
)
_ERRORS = {"rmse": ("RMSE", ".4f"), "mae": ("MAE", ".4f")}


def report(
    name: str, given: int, people: People, measured: Measured, *, without_tuned: bool = False
) -> str:
    """The tables, and what they were measured on.

    given: the ratings given of each person; without_tuned: there are settings that a tuning kept,
    and they were not used.
    """
    rows = measured.rows
    shown = {metric for row in rows for metric in row.figures}
    lines = [*asked_about(name, given, people), *tables_of_lists(people, measured)]
    wanted = {metric: how for metric, how in _ERRORS.items() if metric in shown}
    if wanted:  # the app's list goes by the same stars
        lines += ["", "predicted stars of the rest", *table(rows[-1:], wanted)]
    if measured.chances is not None:
        lines += ["", *chances_report(measured.chances)]
    marked = any("~" in line for line in lines)
    lines += ["", "in brackets: 95 % intervals, by resampling people"]
    if marked:
        lines.append(
            f"~ no more apart from {rows[0].name} than chance explains, on the same people"
        )
    if "ndcg@10" in shown:
        lines += _explained(rows, measured)
    if without_tuned:
        lines.append("without what tune kept: its search saw the people held out here")
    return "\n".join(lines)


def asked_about(name: str, given: int, people: People) -> list[str]:
    """What was held out of which dataset, and how many people are asked about; given: as in
    `report`."""
    return [
        f"{name}: everybody held out of training once, in {people.n_folds} folds; of each the "
        "first",
        f"{counted(given, 'rating')} given, the liked ones of the rest "
        f"({people.liked_from:g} stars and up) to be found",
        *_of_whom(people),
    ]


def tables_of_lists(people: People, measured: Measured) -> list[str]:
    """What each list finds and shows, a table for some of the metrics, an empty line before it."""
    rows, lines = measured.rows, []
    shown = {metric for row in rows for metric in row.figures}
    if "ndcg@10" in shown:
        ratios = {of: f"{ratio:.2f}" for of, ratio in measured.over_popularity.items()}
        lines += [
            "",
            f"liked titles among the {people.n_titles:,} less those given: what is found first",
            *table(rows, _FOUND, ("x popularity", ratios)),
        ]
    for title, columns in _TABLES:
        wanted = {metric: how for metric, how in columns.items() if metric in shown}
        if wanted:
            lines += ["", title, *table(rows, wanted)]
    return lines


def _of_whom(people: People) -> list[str]:
    """How many are asked about, and why others are not."""
    left = []
    if people.n_too_few:
        left.append(f"{people.n_too_few:,} have no rating beside those given")
    if people.n_nothing_liked:
        left.append(f"{people.n_nothing_liked:,} liked none of the rest")
    sample = " (a random sample)" if people.is_sample else ""
    said = f"{people.n_asked:,} of {people.n_people:,} people are asked about{sample}"
    return [f"{said}; left out:", f"  {', '.join(left)}"] if left else [said]


def _explained(rows: Sequence[Row], measured: Measured) -> list[str]:
    """What the names mean, and whether anything finds more than the app's list."""
    lines = [
        "x popularity: how many times popularity's NDCG@10, in the mean of the folds",
        "recflix: the list that the app shows, Top picks, with signals as by default;",
        "recflix-no-recency: the same, all of a person's ratings and all times alike;",
        "choice: picked, liked or not",
        "fading: what was picked before someone's last given rating, by its age",
        "stars: predicted stars alone, which say how good a title is, not what comes next",
    ]
    if all(row.name != "ease" for row in rows):
        lines.append("ease: left out, there are too many titles to keep all weights in memory")
    return lines + _best_other(rows)


def _best_other(rows: Sequence[Row]) -> list[str]:
    """How the app's list does beside the best of the others."""
    app, *others = rows
    others = [row for row in others if row.name not in _ITS_OWN]
    best = max(others, key=lambda row: row.figures["ndcg@10"].value)
    own, other = app.figures["ndcg@10"], best.figures["ndcg@10"]
    less = own.value - other.value
    lines = [
        f"recflix finds {abs(less):.4f} {'more' if less >= 0 else 'less'} than {best.name}, "
        "the best of the others"
    ]
    apart = own.less(other)
    if apart is not None:
        low, high = apart
        lines.append(f"  (the difference, person by person: {less:+.4f} [{low:+.4f} {high:+.4f}])")
    return lines


_ITS_OWN = ("recflix-no-recency", "choice", "stars")  # parts of the app's list, not its rivals
