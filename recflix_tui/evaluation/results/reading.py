"""How figures are to be read: of whom they are, and what chance may have done to them."""

from __future__ import annotations

from recflix_tui.evaluation.bootstrap import RESAMPLES
from recflix_tui.evaluation.metric_names import RATING
from recflix_tui.evaluation.results.measured import Evaluation
from recflix_tui.evaluation.results.verdict import PARTS
from recflix_tui.model.split import PEOPLE
from recflix_tui.text import counted

_BY_CHANCE = (
    "├─┤: where 95 % of the figures fall when the people are drawn anew, "
    f"{RESAMPLES:,} times. Beyond chance: of both, drawn with the same people, the middle 95 % of "
    "the differences do not reach 0; so two ├─┤ may overlap, and yet differ."
)
_NO_CHANCE = (
    "No ├─┤ here: this is of all lists together, and drawing the same people twice would only show "
    "fewer of them."
)
_OF_ALL_LISTS = ("coverage", "gini")


def chance_of(metric: str, has_intervals: bool) -> str:
    """What decides whether one is better than another, and what the lines are, or why there are
    none; empty where there is nothing to tell of."""
    if has_intervals:
        return _BY_CHANCE
    return _NO_CHANCE if metric in _OF_ALL_LISTS else ""


def asked_of(evaluation: Evaluation, metric: str) -> str:
    """Who was asked, or which ratings were predicted, and who or what is left out."""
    numbers, kind = dict(evaluation.held.numbers), evaluation.held.kind
    if metric in RATING:
        of = f"Of {counted(evaluation.n_ratings, 'rating')}"
        if kind == PEOPLE:
            given = numbers["given"]
            return f"{of}: all but the {given:g} told, of people who gave more than {given:g}."
        if kind == "time":
            return f"{of} held out, less those of people and titles first seen since."
        return f"{of}, all that are held out."
    parts = _parts(evaluation, metric)
    people = "person" if evaluation.n_asked == 1 else "people"
    of = f"Of {evaluation.n_asked:,} {people} of the dataset, your profiles not among them"
    if kind == PEOPLE:
        return (
            f"{of}: who rated more than {numbers['given']:g} titles, and one of the rest "
            f"{numbers['liked_from']:g} stars or more.{parts}"
        )
    return f"{of}: who liked a title that is held out."


def _parts(evaluation: Evaluation, metric: str) -> str:
    """Which rows are parts of the app, as a sentence after another; empty without any."""
    names = [row.name for row in evaluation.rows if row.name in PARTS and metric in row.figures]
    if not names:
        return ""
    *most, last = names
    are = f"{', '.join(most)} and {last} are parts" if most else f"{last} is a part"
    return f" {are} of this app, no rivals."
