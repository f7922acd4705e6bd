"""What was measured, metric by metric: who is beside whom, in which order, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from recflix_tui.evaluation.bootstrap import Interval
from recflix_tui.evaluation.metric_names import METRICS, RANKING, RATING
from recflix_tui.evaluation.results.keeping import is_on_same
from recflix_tui.evaluation.results.measured import Evaluation, MeasuredFigure, MeasuredRow
from recflix_tui.evaluation.results.metric_words import (
    METRIC_WORDS,
    Group,
    MetricWords,
    model_words,
)
from recflix_tui.evaluation.results.reading import asked_of, chance_of
from recflix_tui.evaluation.results.verdict import (
    PARTS,
    Pair,
    beside_of,
    between,
    cautions,
    pair_of,
    said_of,
    sentence,
    verdicts,
)
from recflix_tui.model.split import PEOPLE

Apart = Callable[[Evaluation, Evaluation, str], Interval | None]
"""The 95 % interval of the difference of a metric between the first rows of two evaluations."""


@dataclass(frozen=True)
class Bar:
    """One figure beside others."""

    name: str
    """Whose it is."""
    figure: MeasuredFigure
    """What was measured."""
    about: str
    """What it is, and how the version looked at does beside it."""
    is_own: bool
    """Whether it is that of the version looked at."""

    def words(self, metric: str) -> str:
        """All of it, with its 95 % interval where there is one."""
        ends = self.figure.interval
        of = "" if ends is None else f" ({between(ends, metric)})"
        return f"{self.name}{of}: {self.about}"


@dataclass(frozen=True)
class Chart:
    """All figures of one metric."""

    metric: str
    """Its name in metric_names.py."""
    words: MetricWords
    """How it is told."""
    bars: tuple[Bar, ...]
    """Those of versions among the others, the best first."""
    verdict: tuple[str, ...] = ()
    """Which is better beyond chance, a sentence each."""
    cautions: tuple[str, ...] = ()
    """Where the figures could deceive, a sentence each."""
    asked: str = ""
    """Of whom, or of what, the figures are, and who is left out: a sentence."""
    by_chance: str = ""
    """What is beyond chance, and what the intervals are; empty without any."""


def charts_of(
    evaluation: Evaluation, others: Sequence[Evaluation], apart: Apart
) -> tuple[Chart, ...]:
    """An evaluation beside those of other versions that were measured on the same, a chart for
    each metric that was measured."""
    found = (_chart(evaluation, others, metric, apart) for metric in METRICS)
    return _in_order([c for c in found if c is not None], evaluation.held.kind)


def charts_so_far(rows: Sequence[MeasuredRow], kind: str) -> tuple[Chart, ...]:
    """What is measured so far, of an evaluation that goes on; kind: of its split."""
    charts = []
    for metric in METRICS:
        bars = [
            Bar(row.name, row.figures[metric], model_words(row.name, metric), row is rows[0])
            for row in rows
            if metric in row.figures
        ]
        if bars:
            words = METRIC_WORDS[metric]
            charts.append(Chart(metric, words, tuple(_best_first(bars, words))))
    return _in_order(charts, kind)


def of_measure(charts: Sequence[Chart], measure: str) -> tuple[Chart, ...]:
    """Those that `--metrics` of this word asks for: all, those of rankings or those of stars."""
    asked = {"all": METRICS, "ranking": RANKING, "rating": RATING}[measure]
    return tuple(chart for chart in charts if chart.metric in asked)


def _in_order(charts: Sequence[Chart], kind: str) -> tuple[Chart, ...]:
    """Where people are held out, what finds most stands first: the app's list is asked about."""
    is_accuracy = [chart.words.group is Group.ACCURACY for chart in charts]
    order = sorted(range(len(charts)), key=lambda n: kind == PEOPLE and is_accuracy[n])
    return tuple(charts[n] for n in order)


def beside(evaluation: Evaluation, all_kept: Iterable[Evaluation]) -> tuple[Evaluation, ...]:
    """Those of other versions that measured the same people and ratings, the newest first."""
    same = [
        other
        for other in all_kept
        if other.version != evaluation.version and is_on_same(other, evaluation)
    ]
    return tuple(sorted(same, key=lambda other: -other.version))


def _chart(
    evaluation: Evaluation, others: Sequence[Evaluation], metric: str, apart: Apart
) -> Chart | None:
    words, first = METRIC_WORDS[metric], evaluation.rows[0].figures.get(metric)
    theirs = [other for other in others if first and metric in other.rows[0].figures]
    bars = [
        Bar(row.name, row.figures[metric], _about(evaluation, row.name, metric), is_own=False)
        for row in evaluation.rows[1:]
        if metric in row.figures and not (metric in RATING and row.name in PARTS)  # the same stars
    ]
    said = [*verdicts(evaluation, metric)]
    if first is not None:
        bars.insert(0, _of_version(evaluation, metric, bool(theirs)))
        for other in theirs:
            bar, gap = _of_version(other, metric, several=True), apart(evaluation, other, metric)
            names = f"model {evaluation.version}", f"model {other.version}"
            words_of = said_of(Pair(*names, first.value, bar.figure.value, gap), metric)
            said.append(sentence(words_of))
            bars.append(replace(bar, about=words_of, is_own=False))
    if not bars:
        return None
    return Chart(
        metric,
        words,
        tuple(_best_first(bars, words)),
        tuple(said),
        cautions(evaluation, metric),
        asked_of(evaluation, metric),
        chance_of(metric, any(bar.figure.interval for bar in bars)),
    )


def _of_version(of: Evaluation, metric: str, several: bool) -> Bar:
    """The bar of a version, which has such a figure; several: whether there are others beside."""
    row = of.rows[0]
    name = f"{row.name} · model {of.version}" if several else row.name
    return Bar(name, row.figures[metric], model_words(row.name, metric), is_own=True)


def _about(evaluation: Evaluation, name: str, metric: str) -> str:
    pair = pair_of(evaluation, name, metric)
    said = "" if pair is None else f"; {beside_of(pair, metric)}"
    return f"{model_words(name, metric)}{said}"


def _best_first(bars: Sequence[Bar], words: MetricWords) -> list[Bar]:
    """By their figures alone: a list that keeps one at the top reads as a ranking that it leads."""
    sign = 1 if words.less_is_better else -1
    return sorted(bars, key=lambda bar: sign * bar.figure.value)
