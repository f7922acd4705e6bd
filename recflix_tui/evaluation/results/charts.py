"""What was measured, metric by metric: who is beside whom, in which order, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from recflix_tui.evaluation.bootstrap import Interval
from recflix_tui.evaluation.metric_names import METRICS, RATING
from recflix_tui.evaluation.results.keeping import is_on_same
from recflix_tui.evaluation.results.measured import Evaluation, MeasuredFigure, MeasuredRow
from recflix_tui.evaluation.results.metric_words import (
    METRIC_WORDS,
    Group,
    MetricWords,
    model_words,
)
from recflix_tui.evaluation.results.verdict import (
    PARTS,
    Pair,
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
    """Whether it is a version's, and not a baseline's or a part's."""


@dataclass(frozen=True)
class Chart:
    """All figures of one metric."""

    metric: str
    """Its name in metric_names.py."""
    words: MetricWords
    """How it is told."""
    bars: tuple[Bar, ...]
    """The version looked at first, then other versions, then the others, the best first."""
    verdict: tuple[str, ...] = ()
    """Which is better beyond chance, a sentence each."""
    cautions: tuple[str, ...] = ()
    """Where the figures could deceive, a sentence each."""


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
            Bar(row.name, row.figures[metric], model_words(row.name), row is rows[0])
            for row in rows
            if metric in row.figures
        ]
        if bars:
            own = [bar for bar in bars if bar.is_own]
            rest = [bar for bar in bars if not bar.is_own]
            ordered = (*own, *_best_first(rest, METRIC_WORDS[metric]))
            charts.append(Chart(metric, METRIC_WORDS[metric], ordered))
    return _in_order(charts, kind)


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
    words, first = METRIC_WORDS[metric], evaluation.rows[0]
    theirs = [other for other in others if metric in other.rows[0].figures]
    rest = [
        Bar(row.name, row.figures[metric], _about(evaluation, row.name, metric), is_own=False)
        for row in evaluation.rows[1:]
        if metric in row.figures and not (metric in RATING and row.name in PARTS)  # the same stars
    ]
    own = [bar for of in (evaluation, *theirs) if (bar := _own(of, metric, bool(theirs)))]
    if not own and not rest:
        return None
    bars, said = [*own[:1]], [*verdicts(evaluation, metric)]
    for other, bar in zip(theirs, own[1:], strict=False):
        figure = first.figures.get(metric)
        if figure is None:
            continue
        gap = apart(evaluation, other, metric)
        names = f"model {evaluation.version}", f"model {other.version}"
        words_of = said_of(Pair(*names, figure.value, bar.figure.value, gap), metric)
        said.append(sentence(words_of))
        bars.append(replace(bar, about=words_of))
    bars += _best_first(rest, words)
    return Chart(metric, words, tuple(bars), tuple(said), cautions(evaluation, metric))


def _own(of: Evaluation, metric: str, several: bool) -> Bar | None:
    """The bar of a version; several: whether there are others beside it."""
    row = of.rows[0]
    if metric not in row.figures:
        return None
    name = f"{row.name} · model {of.version}" if several else row.name
    return Bar(name, row.figures[metric], model_words(row.name), is_own=True)


def _about(evaluation: Evaluation, name: str, metric: str) -> str:
    pair = pair_of(evaluation, name, metric)
    said = "" if pair is None else f"; {said_of(pair, metric)}"
    return f"{model_words(name)}{said}"


def _best_first(bars: Sequence[Bar], words: MetricWords) -> list[Bar]:
    sign = 1 if words.less_is_better else -1
    return sorted(bars, key=lambda bar: sign * bar.figure.value)
