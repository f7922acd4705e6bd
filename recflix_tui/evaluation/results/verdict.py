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
_BY_CHANCE = "chance may explain the difference"
_MOST_DIGITS = 3  # of an interval, which is told to give an idea

# Of each metric without an order of better and worse: what more of it is, and what less is.
_MORE_OR_LESS: Mapping[str, tuple[str, str]] = {
    "coverage": ("shows more of all titles", "shows fewer of all titles"),
    "novelty": ("shows rarer titles", "shows better known titles"),
    "diversity": ("shows titles less alike", "shows titles more alike"),
    "gini": ("is less even", "is more even"),
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


def beside_of(pair: Pair, metric: str) -> str:
    """How the first does beside the second, which is named already: with the interval of their
    difference."""
    if pair.apart is None:
        return f"{_briefly(pair, metric)}; chance is not measured here"
    said = _briefly(pair, metric) if pair.is_apart else f"beside {pair.name} {_BY_CHANCE}"
    return f"{said} ({_signed(pair.apart, metric)})"


def between(ends: Interval, metric: str) -> str:
    """An interval in words: `0.351 to 0.386`."""
    digits = min(METRIC_WORDS[metric].digits, _MOST_DIGITS)
    return f"{ends[0]:.{digits}f} to {ends[1]:.{digits}f}"


def verdicts(evaluation: Evaluation, metric: str) -> tuple[str, ...]:
    """The version beside the plainest rival, and beside the best of all rivals where that is
    another one."""
    plain = "popularity" if metric in RANKING else "biases"
    best = best_rival(evaluation, metric)
    said = []
    if (pair := pair_of(evaluation, plain, metric)) is not None:
        said.append(sentence(said_of(pair, metric)))
    if best is not None and best != plain and (pair := pair_of(evaluation, best, metric)):
        said.append(f"The best simple rival is {best}: {_briefly(pair, metric)}.")
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
    if metric == "rmse":
        told.append(_beside_holdout(evaluation))
    if group is not Group.ACCURACY and kind != PEOPLE:
        told.append(
            "These lists go by predicted stars alone, the app's do not: hold out people to see "
            "how they do."
        )
    elif group is Group.DIVERSITY:
        told.append("More varied is not better by itself: titles drawn by lot are most varied.")
    if evaluation.tuned:
        told.append(
            "These settings were found by a search that saw what is held out here: the figures "
            "are a little too good."
        )
    return tuple(told)


def _beside_holdout(evaluation: Evaluation) -> str:
    """Why an RMSE is not that of the version's holdout, which Train and the top bar show."""
    if evaluation.held.kind != PEOPLE:
        return "It is not Train's holdout: a model is trained anew here, less what is held out."
    told = f"{dict(evaluation.held.numbers)['given']:g}"
    return (
        f"It is not Train's holdout, of people whom training knows: these it never saw, but for "
        f"the {told} ratings told."
    )


def _difference(pair: Pair, metric: str) -> str:
    """How far the first is from the second, in words."""
    words = METRIC_WORDS[metric]
    if words.group is Group.DIVERSITY:
        more, less = _MORE_OR_LESS[metric]
        figures = f"{pair.own:.{words.digits}f} to {pair.other:.{words.digits}f}"
        return (
            f"{pair.name} {more if pair.own >= pair.other else less} than {pair.beside} ({figures})"
        )
    if words.group is Group.ACCURACY:
        return f"{pair.name} is {_off(pair)} off than {pair.beside}"
    if pair.other <= 0:
        return f"{pair.name} finds something, {pair.beside} nothing"
    return f"{pair.name} {_times(pair, metric)} {pair.beside}{_verb(metric)}"


def _times(pair: Pair, metric: str) -> str:
    ratio = f"{pair.own / pair.other:.2f} times"
    return f"comes to {ratio} the MRR of" if metric == "mrr" else f"finds {ratio} what"


def _briefly(pair: Pair, metric: str) -> str:
    """The same as `said_of`, where it was said of whom."""
    if pair.apart is not None and not pair.is_apart:
        return _BY_CHANCE
    known = ", beyond chance" if pair.is_apart else ""
    if METRIC_WORDS[metric].group is Group.DIVERSITY:
        more, less = _MORE_OR_LESS[metric]
        return f"{pair.name} {more if pair.own >= pair.other else less}{known}"
    if METRIC_WORDS[metric].group is Group.ACCURACY:
        return f"{pair.name} is {_off(pair)} off{known}"
    if pair.other <= 0:
        return f"{pair.name} finds something, it nothing{known}"
    ratio = f"{pair.own / pair.other:.2f} times"
    said = f"has {ratio} its MRR" if metric == "mrr" else f"finds {ratio} as much"
    return f"{pair.name} {said}{known}"


def _signed(ends: Interval, metric: str) -> str:
    """The interval of a difference: `−0.010 to +0.020`."""
    digits = METRIC_WORDS[metric].digits
    return " to ".join(f"{end:+.{digits}f}" for end in ends).replace("-", "−")


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
