"""The ways to measure that are offered: what is held out, in how many folds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recflix_tui.evaluation.results.measured import Evaluation, Held
from recflix_tui.model.split import PEOPLE
from recflix_tui.text import counted

KINDS = (PEOPLE, "random", "user", "time")
"""The kinds of splits, the one that measures the app's own list first."""
MEASURES = ("all", "ranking", "rating")
"""What `--metrics` may be here."""
_FOLDS = (2, 3, 5, 10)
_USUAL = {"given": 10.0, "share": 0.1, "leave": 5.0}


@dataclass(frozen=True)
class Way:
    """A way to measure."""

    kind: str
    """`people`, `random`, `user` or `time`."""
    numbers: tuple[tuple[str, float], ...]
    """Its numbers by name, as `Held` has them, but for liked_from where that is the usual one."""
    seed: int = 0
    """Of all that is drawn."""

    @property
    def flags(self) -> dict[str, str]:
        """The flags of `recflix evaluate` that ask for it."""
        told = {name.replace("_", "-"): f"{value:g}" for name, value in self.numbers}
        return {"split": self.kind, **told, "seed": str(self.seed)}

    @property
    def words(self) -> str:
        """Its numbers, as they are chosen."""
        numbers = dict(self.numbers)
        if self.kind == PEOPLE:
            told = [f"{numbers['folds']:g} folds"]
            if numbers["given"] != _USUAL["given"]:
                told.append(f"{numbers['given']:g} told")
        elif self.kind == "user":
            told = [f"{numbers['leave']:g} each"]
        else:
            told = [f"{100 * numbers['share']:.3g} % of all"]
        if "liked_from" in numbers:
            told.append(f"liked from {numbers['liked_from']:g}")
        return ", ".join(told + ([f"seed {self.seed}"] if self.seed else []))

    @property
    def told(self) -> str:
        """What is held out, and what is asked of a model, in a sentence or two."""
        numbers = dict(self.numbers)
        if self.kind == PEOPLE:
            given = counted(int(numbers["given"]), "rating")
            return (
                f"People are dealt into {numbers['folds']:g} parts, the folds; each in turn is "
                f"kept out of training. The first {given} of each person in it are told; the list "
                "that the app shows is to find what they liked of the rest."
            )
        if self.kind == "user":
            return (
                f"The last {counted(int(numbers['leave']), 'rating')} of each person are held "
                "out, to be predicted from the others."
            )
        share = f"{100 * numbers['share']:.3g} % of all ratings are held out"
        if self.kind == "time":
            return f"The latest {share}: what is new, to be predicted from what was known before."
        return f"{share}, drawn at random, to be predicted from the others."

    def fits(self, held: Held) -> bool:
        """Whether an evaluation that held this out measured in this way."""
        numbers, theirs = dict(self.numbers), dict(held.numbers)
        if "liked_from" not in numbers:
            theirs.pop("liked_from", None)
        return (self.kind, self.seed, numbers) == (held.kind, held.seed, theirs)


def ways_of(kind: str, kept: Iterable[Evaluation] = ()) -> tuple[Way, ...]:
    """The ways of a kind: the usual ones, and in what other ways something was measured."""
    usual = list(_usual(kind))
    for evaluation in kept:
        held = evaluation.held
        if held.kind == kind and not any(way.fits(held) for way in usual):
            usual.append(Way(kind, held.numbers, held.seed))
    return tuple(usual)


def usual_way(kind: str = PEOPLE) -> Way:
    """The way of a kind that is taken where nothing else is asked for."""
    ways = _usual(kind)
    return ways[_FOLDS.index(5)] if kind == PEOPLE else ways[0]


def _usual(kind: str) -> tuple[Way, ...]:
    if kind == PEOPLE:
        return tuple(
            Way(kind, (("given", _USUAL["given"]), ("folds", float(folds)))) for folds in _FOLDS
        )
    name = "leave" if kind == "user" else "share"
    return (Way(kind, ((name, _USUAL[name]),)),)
