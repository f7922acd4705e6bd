"""The settings of all solvers side by side: for the help of the command line and for the docs."""

from __future__ import annotations

from collections.abc import Mapping

from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.setting import Setting, written

BySolver = Mapping[str, Setting]
"""A setting as each solver that has it has it, by the solver's name."""


def every_setting() -> dict[str, BySolver]:
    """Return all settings by name, those that a solver declares itself first."""
    found: dict[str, dict[str, Setting]] = {}
    for solver, kind in SOLVERS.items():
        for known in kind.declared():
            found.setdefault(known.name, {})[solver] = known
    everyones = [name for name, having in found.items() if len(having) == len(SOLVERS)]
    usual = [name for name, having in found.items() if any(s.usual for s in having.values())]
    order = [*usual, *(name for name in found if name not in everyones), *everyones]
    return {name: found[name] for name in dict.fromkeys(order)}


def flag_of(name: str) -> str:
    """Return the flag of a setting on the command line: `--learning-rate`."""
    return f"--{name.replace('_', '-')}"


def help_of(by_solver: BySolver) -> str:
    """Return what a setting is, and what it needs to have an effect."""
    first = next(iter(by_solver.values()))
    return f"{first.help}; with --side {first.needs}" if first.needs else first.help


def defaults_of(by_solver: BySolver) -> str:
    """Return the defaults of a setting: `0.05`, or `sgd 64, als 64, gibbs 12`."""
    return _together({solver: _default(solver, known) for solver, known in by_solver.items()})


def settings_table() -> str:
    """Return the settings as a table in Markdown."""
    lines = ["| flag | what it is | default | within |", "| --- | --- | --- | --- |"]
    for name, by_solver in every_setting().items():
        words = help_of(by_solver), defaults_of(by_solver), _range(by_solver)
        lines.append(f"| `{flag_of(name)}` | {' | '.join(words)} |")
    return "\n".join(lines)


def _default(solver: str, known: Setting) -> str:
    if known.kind is tuple:
        return settings_for(solver).side_word
    if known.kind is bool:
        return "yes" if known.default else "no"
    return written(known.default)


def _range(by_solver: BySolver) -> str:
    numbers = {s: known for s, known in by_solver.items() if known.kind in (int, float)}
    bounds = {s: " to ".join(map(written, known.bounds)) for s, known in numbers.items()}
    same = set(bounds.values())
    return same.pop() if len(same) == 1 else _together(bounds)


def _together(words: Mapping[str, str]) -> str:
    """Words by solver in a line: one word where all solvers have the same."""
    if len(words) == len(SOLVERS) and len(set(words.values())) == 1:
        return next(iter(words.values()))
    return ", ".join(f"{solver} {word}" for solver, word in words.items())
