"""What each signal gains, as text, at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from recflix_tui.commands.model.people.report import asked_about, tables_of_lists
from recflix_tui.evaluation.signals.told import AS_RATED, HALF_WATCHED
from recflix_tui.evaluation.signals.variants import ALONE, NONE

if TYPE_CHECKING:
    from recflix_tui.evaluation.people.found import Measured
    from recflix_tui.evaluation.people.protocol import People
    from recflix_tui.evaluation.signals.comparison import Gain
    from recflix_tui.evaluation.signals.told import Asked

# Of each metric: how it is called, and how many digits of it fit.
_GAINS = {"ndcg@10": ("NDCG@10", 4), "recall@20": ("recall@20", 3), "mrr": ("MRR", 3)}
_NAME = 13


def report(
    name: str,
    given: int,
    people: People,
    measured: Measured,
    asked: Sequence[Asked],
    gains: Sequence[Gain],
    *,
    without_tuned: bool = False,
) -> str:
    """What each signal gains, what cannot be told, and the lists that this comes from.

    asked: all signals; gains: of those that the data can speak for; the others as in the report on
    people.
    """
    lines = asked_about(name, given, people)
    metrics = [metric for metric in _GAINS if metric in measured.rows[0].figures]
    if metrics:
        title = "what each signal gains: the list with all of them less the list without it"
        lines += ["", title, *_gains(gains, metrics)]
    lines += ["", *_untold(asked), *tables_of_lists(people, measured)]
    lines += [
        "",
        "in brackets: 95 % intervals, by resampling people; of gains in pairs",
        f"{AS_RATED.name}: Top picks with all signals at their defaults; {ALONE}: by ratings",
        f"  alone; {NONE}: what everybody picks and likes; {HALF_WATCHED.name}: all signals, of",
        f"  the ratings given {HALF_WATCHED.words}",
        f"~ no more apart from {AS_RATED.name} than chance explains, on the same people",
    ]
    if without_tuned:
        lines.append("without what tune kept: its search saw the people held out here")
    return "\n".join(lines)


def _gains(gains: Iterable[Gain], metrics: Sequence[str]) -> list[str]:
    """A line for each signal; those that ratings are told otherwise for come last."""
    by_words: dict[str, list[Gain]] = {AS_RATED.words: []}
    for gain in gains:
        assert gain.asked.told is not None
        by_words.setdefault(gain.asked.told.words, []).append(gain)
    heads = {metric: (called, digits) for metric, (called, digits) in _GAINS.items()}
    widths = {metric: 3 * (digits + 2) + 4 for metric, (_, digits) in heads.items()}
    cells = [(heads[metric][0].ljust(widths[metric])) for metric in metrics]
    lines = ["  ".join([" " * _NAME, *cells]).rstrip()]
    for words, those in by_words.items():
        if those and words != AS_RATED.words:
            lines.append(f"told {words}:")
        for gain in those:
            cells = [_gain(gain, metric).ljust(widths[metric]) for metric in metrics]
            lines.append("  ".join([gain.asked.signal.name.ljust(_NAME), *cells]).rstrip())
    return lines


def _gain(gain: Gain, metric: str) -> str:
    """How much more is found with the signal, and the interval of that."""
    digits = _GAINS[metric][1]
    whole, left_out = gain.whole.figures[metric], gain.left_out.figures[metric]
    text = _signed(whole.value - left_out.value, digits)
    apart = whole.less(left_out)
    if apart is None:
        return text
    low, high = (_signed(bound, digits) for bound in apart)
    return f"{text} [{low} {high}]"


def _signed(number: float, digits: int) -> str:
    return f"{number:+.{digits}f}".replace("0.", ".", 1)


def _untold(asked: Iterable[Asked]) -> list[str]:
    """What the data cannot tell, or only in part."""
    those = list(asked)
    lines = [f"{one.signal.name}: {one.words}" for one in those if one.told and one.words]
    untold = [one for one in those if one.told is None]
    if untold:
        lines.append("not to be told from this data:")
        lines += [f"  {one.signal.name}: {one.words}" for one in untold]
    return lines
