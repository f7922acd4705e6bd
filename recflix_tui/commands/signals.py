"""`recflix signals list` and `set`: what each signal says of a profile, and how much it counts."""

from __future__ import annotations

from typing import Any

from recflix_tui.commands.shared.common import Args, open_ready, say, table, title_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.lookup import title_with_year
from recflix_tui.library.signals import SignalState
from recflix_tui.recommend.all_signals import SignalError, signal_named
from recflix_tui.recommend.weighing.figures import figures_of
from recflix_tui.recommend.weighing.signal import MOST, Setting
from recflix_tui.text import counted


def list_(args: Args) -> None:
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.profile), library.snapshot.need_dataset()
        states = library.signals.all(profile.id)
        data = [_data(dataset, state) for state in states]
        say(args, data, table([_row(dataset, state) for state in states]))


def set_(args: Args) -> None:
    with open_ready(args) as library:
        profile = library.profiles.find(args.profile)
        signal = signal_named(args.name)
        before = library.signals.setting(profile.id, signal.name)
        library.signals.set(profile.id, signal.name, _setting(args.value, before))
        now = library.signals.setting(profile.id, signal.name)
        weight = signal.default if now.weight is None else now.weight
        data = {"name": signal.name, "weight": weight, "default": signal.default, "on": now.on}
        said = f"{weight:g}" if now.on else f"off (its weight is {weight:g})"
        own = "" if now.weight is None else f"; the default is {signal.default:g}"
        say(args, data, f"{profile.name}: {signal.label}: {said}{own}")


def _setting(value: str, before: Setting) -> Setting:
    """What `WEIGHT`, `on`, `off` and `default` make of what was set before; a signal that is given
    a weight counts from then on, and one as by default, too. Raises SignalError."""
    if value == "default":
        return Setting()
    if value in ("on", "off"):
        return Setting(before.weight, value == "on")
    try:
        return Setting(float(value))
    except ValueError:
        raise SignalError(
            f'"{value}" is no weight: give 0 to {MOST:g}, on, off or default'
        ) from None


def _data(dataset: Dataset, state: SignalState) -> dict[str, Any]:
    signal = state.signal
    return {
        "name": signal.name,
        "label": signal.label,
        "weight": state.weight,
        "default": signal.default,
        "on": state.on,
        "guess": signal.guess,
        "gain": signal.gain,
        "about": signal.about,
        "formula": signal.formula,
        "nothing": state.nothing,
        "note": state.note,
        "values_of": "worth" if state.of_worth else "score",
        "n_titles": state.n_titles,
        "titles": [
            {**title_data(dataset, item), "year": dataset.year(item), "value": value}
            for item, value in state.speaks_for
        ],
    }


def _row(dataset: Dataset, state: SignalState) -> tuple[str, str, str, str]:
    weight = f"{state.weight:g}" if state.on else "off"
    said = state.nothing or _moves(dataset, state)
    return weight, state.signal.name, state.signal.label, said


def _moves(dataset: Dataset, state: SignalState) -> str:
    """`moves 194 titles, most for ×1.12 Alien (1979)`, and what it goes by where that is not all;
    `most against` where it speaks for none."""
    (item, value), *_ = state.speaks_for
    [figure] = figures_of([value], state.of_worth, state.weight)
    side = "for" if value > 0 else "against"
    most = f"most {side} {figure or 'hardly anything:'} {title_with_year(dataset, item)}"
    note = f" ({state.note})" if state.note else ""
    return f"moves {counted(state.n_titles, 'title')}, {most}{note}"
