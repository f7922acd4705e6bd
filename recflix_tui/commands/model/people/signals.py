"""`recflix evaluate --signals`: what each signal of the app's list gains, on people held out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recflix_tui.commands.model.figures_data import metrics_asked_for, or_null
from recflix_tui.commands.model.measuring import shown
from recflix_tui.commands.model.people.evaluation import people_data
from recflix_tui.commands.model.people.held_out import held_out
from recflix_tui.commands.shared.common import Args
from recflix_tui.model.ratings import ModelError

if TYPE_CHECKING:
    from recflix_tui.evaluation.signals.comparison import Gain
    from recflix_tui.evaluation.signals.told import Asked


def evaluate_signals(args: Args) -> None:
    """Hold everybody out of training once, and leave each signal out of what they are shown."""
    from recflix_tui.commands.model.people.signals_report import report
    from recflix_tui.evaluation.signals.comparison import SignalComparison, gains_of

    metrics = _metrics(args)
    asked, dataset, people, given, split = held_out(args)
    comparison = SignalComparison(people, dataset, asked.settings, metrics, asked.seed)
    with shown(args) as line:
        line.started(asked.started(split))
        measured = comparison.measured(line)
    gains = gains_of(comparison.asked, measured)
    data = {
        "dataset": dataset.name,
        "split": split,
        "why": asked.choice.why,
        "tuned_left_out": asked.tuned_left_out,
        **people_data(people, measured, asked.settings, asked.seed),
        "signals": signals_data(comparison.asked, gains),
    }
    text = report(
        dataset.name,
        given,
        people,
        measured,
        comparison.asked,
        gains,
        without_tuned=asked.tuned_left_out,
    )
    asked.end(args, line, data, measured.rows, text)


def _metrics(args: Args) -> tuple[str, ...]:
    """The metrics of rankings that are asked for. Raises ModelError where a model is given, or
    metrics of no ranking."""
    from recflix_tui.evaluation.metric_names import RANKING

    if args.model_version is not None:
        raise ModelError(
            "--signals is not kept with a model; leave out --model-version, or give its settings"
        )
    metrics = tuple(m for m in metrics_asked_for(args.metrics) if m in RANKING)
    if not metrics:
        raise ModelError("signals change rankings, not predicted stars; give --metrics ranking")
    return metrics


def signals_data(asked: tuple[Asked, ...], gains: tuple[Gain, ...]) -> list[dict[str, Any]]:
    """Each signal, and what it gains: the figures of all less those without it."""
    by_name = {gain.asked.signal.name: gain for gain in gains}
    return [_signal_data(one, by_name.get(one.signal.name)) for one in asked]


def _signal_data(one: Asked, gain: Gain | None) -> dict[str, Any]:
    return {
        "name": one.signal.name,
        "label": one.signal.label,
        "weight": one.signal.default,
        "told": None if one.told is None else one.told.words,
        "note": one.words,
        "with": None if gain is None else gain.whole.name,
        "without": None if gain is None else gain.left_out.name,
        "gains": None if gain is None else _gains_data(gain),
    }


def _gains_data(gain: Gain) -> dict[str, dict[str, float | None]]:
    found = {}
    for metric, whole in gain.whole.figures.items():
        left_out = gain.left_out.figures[metric]
        low, high = (or_null(bound) for bound in whole.less(left_out) or (None, None))
        gained = or_null(whole.value - left_out.value)
        found[metric] = {"value": gained, "low": low, "high": high}
    return found
