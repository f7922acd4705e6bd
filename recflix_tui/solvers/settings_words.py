"""The settings that a version was trained with, in words: all of them, and what tells it from
others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from recflix_tui.model.ratings import SIDE_INPUTS
from recflix_tui.solvers.all_solvers import SOLVERS
from recflix_tui.solvers.setting import Setting, in_words, spoken
from recflix_tui.solvers.settings import SolverSettings

_WITHOUT_EFFECT = ("threads",)  # on the model
_FIRST = ("factors", "side")  # what is told of a version that has nothing to be told from


def settings_words(solver: str, values: Mapping[str, Any]) -> str:
    """`64 factors · 37 epochs · rate 0.03 · reg 1 · side all`: of what there is, the usual
    settings, and others where they differ from the defaults."""
    said = (
        _words(solver, known, values[known.name])
        for known in _declared(solver)
        if _is_said(known, values)
    )
    return " · ".join(said)


def telling_words(trained: Sequence[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """What tells each of some trainings (solver, settings) from the others by the same solver:
    `8 factors · side none`; of one that nothing tells apart, its factors and its side inputs.

    First comes what parts it from all others, so that no two look alike where room is short.
    """
    found = []
    for solver, values in trained:
        others = [settings for name, settings in trained if name == solver]
        telling = [known for known in _declared(solver) if _varies(known.name, others)]
        if telling:
            telling = [known for known in telling if values.get(known.name) is not None]
        else:
            first = (known for known in _declared(solver) if known.name in _FIRST)
            telling = [known for known in first if _is_said(known, values)]
        said = (_words(solver, k, values[k.name]) for k in _parting(telling, values, others))
        found.append(" · ".join(said))
    return found


def _parting(
    telling: Sequence[Setting], values: Mapping[str, Any], others: Sequence[Mapping[str, Any]]
) -> list[Setting]:
    """The settings in another order: each is the one that parts `values` from most of the others
    that those before it do not."""
    left, order, alike = list(telling), [], list(others)
    while left:
        best = max(left, key=lambda k: sum(o.get(k.name) != values[k.name] for o in alike))
        order.append(best)
        left.remove(best)
        alike = [other for other in alike if other.get(best.name) == values[best.name]]
    return order


def _declared(solver: str) -> Iterable[Setting]:
    known = SOLVERS.get(solver, SolverSettings).declared()
    return (setting for setting in known if setting.name not in _WITHOUT_EFFECT)


def _varies(name: str, trained: Iterable[Mapping[str, Any]]) -> bool:
    return len({repr(values[name]) for values in trained if values.get(name) is not None}) > 1


def _is_said(known: Setting, values: Mapping[str, Any]) -> bool:
    """Whether a setting is among what is said of a version by itself."""
    value = values.get(known.name)
    if value is None:
        return False
    return bool(known.words or (value if known.kind is tuple else value != known.default))


def _words(solver: str, known: Setting, value: Any) -> str:
    """A setting in words, `value` one that it had in a training."""
    if isinstance(value, str):  # of no setting that there is: another RecFlix may have it so
        return f"{spoken(known.name)} {value}"
    if known.kind is tuple:
        return f"side {_side(solver, value)}"
    if known.words:
        return known.words.format(value)
    if known.kind is bool:
        return spoken(known.name) if value else f"no {spoken(known.name)}"
    return in_words({known.name: value})


def _side(solver: str, side: Sequence[str]) -> str:
    every = SOLVERS[solver].sides if solver in SOLVERS else SIDE_INPUTS
    if not side:
        return "none"
    return "all" if len(every) > 1 and set(side) == set(every) else ", ".join(side)
