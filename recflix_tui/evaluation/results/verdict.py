"""Which of two is better beyond chance, in words.

A difference is beyond chance where its 95 % interval, user by user, does not hold zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recflix_tui.evaluation.bootstrap import Interval
from recflix_tui.evaluation.metric_names import RANKING, RATING
from recflix_tui.evaluation.results.measured import Evaluation, MeasuredFigure
from recflix_tui.evaluation.results.metric_words import METRIC_WORDS, Group
from recflix_tui.model.split import PEOPLE

PARTS = ("recflix-no-recency", "choice", "stars")
"""Rows of people that are made of the app's own models, and no rivals of its list."""
_BY_CHANCE = "no difference that chance does not explain"

# Of each metric without an order of better and worse: what more of it is, and what less is.
_MORE_OR_LESS: Mapping[str, tuple[str, str]] = {
    "coverage": ("shows more of all titles than", "shows fewer of all titles than"),
    "novelty": ("shows rarer titles than", "shows better known titles than"),
    "diversity": ("shows titles less alike than", "shows titles more alike than"),
    "gini": ("is less even with its titles than", "is more even with its titles than"),
}


@dataclass(frozen=True)
class Pair:
    """Two figures of one metric, and how far they are apart."""

    name: str
    """Whose is the first."""
    beside: str
    """Whose is the second."""
    own: float
    """The first."""
    other: float
    """The second."""
    apart: Interval | None
    """The 95 % interval of the first less the second, user by user; None where it is not known."""

    @property
    def is_apart(self) -> bool:
        """Whether they are more apart than chance explains."""
        return self.apart is not None and not self.apart[0] <= 0 <= self.apart[1]


def pair_of(evaluation: Evaluation, beside: str, metric: str) -> Pair | None:
    """The version's own row and another one; None where either has no such figure."""
    first = evaluation.rows[0]
    own, other = first.figures.get(metric), evaluation.figure(beside, metric)
    if own is None or other is None or beside == first.name:
        return None
    return Pair(first.name, beside, own.value, other.value, _turned(other))


def said_of(pair: Pair, metric: str) -> str:
    """What the two figures come to, in a sentence without its full stop."""
    if pair.apart is None:
        return f"{_difference(pair, metric)}; chance is not measured here"
    if not pair.is_apart:
        return f"{pair.name} and {pair.beside}: {_BY_CHANCE}"
    return f"{_difference(pair, metric)}, beyond chance"


def verdicts(evaluation: Evaluation, metric: str) -> tuple[str, ...]:
    """The version beside the plainest rival, and beside the best of all rivals where that is
    another one."""
    plain = "popularity" if metric in RANKING else "biases"
    best = best_rival(evaluation, metric)
    said = []
    if (pair := pair_of(evaluation, plain, metric)) is not None:
        said.append(sentence(said_of(pair, metric)))
    if best is not None and best != plain and (pair := pair_of(evaluation, best, metric)):
        said.append(f"Of the others {_strongest(best, metric)}: {_briefly(pair, metric)}.")
    if not said and metric in RATING and evaluation.held.kind == PEOPLE:
        said.append("No baseline predicts stars here: hold out ratings to see it beside some.")
    return tuple(said)


def sentence(words: str) -> str:
    """Words as a sentence; names of models keep their small letters."""
    return f"{words[0].upper()}{words[1:]}." if words.startswith("model ") else f"{words}."


def best_rival(evaluation: Evaluation, metric: str) -> str | None:
    """The name of the best row that is neither the version's own nor a part of the app's list."""
    rivals = {
        row.name: row.figures[metric].value
        for row in evaluation.rows[1:]
        if metric in row.figures and row.name not in PARTS
    }
    if not rivals or METRIC_WORDS[metric].group is Group.DIVERSITY:
        return None
    best = min if METRIC_WORDS[metric].less_is_better else max
    return best(rivals, key=lambda name: rivals[name])


def cautions(evaluation: Evaluation, metric: str) -> tuple[str, ...]:
    """Where the figures could deceive."""
    told = []
    group, kind = METRIC_WORDS[metric].group, evaluation.held.kind
    if group is not Group.ACCURACY and kind != PEOPLE:
        told.append(
            "Ranked by predicted stars: how good a title is, not what comes next. The app's list "
            "goes by both: hold out people to measure it."
        )
    elif group is Group.DIVERSITY:
        told.append("More varied is not better by itself: titles drawn by lot are most varied.")
    if evaluation.tuned:
        told.append(
            "These settings were found by a search that saw what is held out here: the figures "
            "are a little too good."
        )
    return tuple(told)


def _difference(pair: Pair, metric: str) -> str:
    """How far the first is from the second, in words."""
    words = METRIC_WORDS[metric]
    if words.group is Group.DIVERSITY:
        more, less = _MORE_OR_LESS[metric]
        figures = f"{pair.own:.{words.digits}f} to {pair.other:.{words.digits}f}"
        return f"{pair.name} {more if pair.own >= pair.other else less} {pair.beside} ({figures})"
    if words.group is Group.ACCURACY:
        return f"{pair.name} is {_off(pair)} off than {pair.beside}"
    if pair.other <= 0:
        return f"{pair.name} finds something, {pair.beside} nothing"
    return f"{pair.name} {_times(pair, metric)} {pair.beside}{_verb(metric)}"


def _times(pair: Pair, metric: str) -> str:
    ratio = f"{pair.own / pair.other:.2f} times"
    return f"comes to {ratio} the MRR of" if metric == "mrr" else f"finds {ratio} what"


def _strongest(best: str, metric: str) -> str:
    if METRIC_WORDS[metric].group is Group.ACCURACY:
        return f"{best} is nearest"
    return f"{best} has the highest MRR" if metric == "mrr" else f"{best} finds most"


def _briefly(pair: Pair, metric: str) -> str:
    """The same as `said_of`, where it was said of whom."""
    if pair.apart is not None and not pair.is_apart:
        return _BY_CHANCE
    known = ", beyond chance" if pair.is_apart else ""
    if METRIC_WORDS[metric].group is Group.ACCURACY:
        return f"{pair.name} is {_off(pair)} off{known}"
    if pair.other <= 0:
        return f"{pair.name} finds something{known}"
    return f"{pair.name} {pair.own / pair.other:.2f} times as much{known}"


def _off(pair: Pair) -> str:
    less = "less" if pair.own <= pair.other else "more"
    return f"{abs(pair.own - pair.other):.3f} stars {less}"


def _verb(metric: str) -> str:
    return "" if metric == "mrr" else " finds"


def _turned(other: MeasuredFigure) -> Interval | None:
    """The interval of the first less the other, of that of the other less the first."""
    if other.less_low is None or other.less_high is None:
        return None
    return -other.less_high, -other.less_low
