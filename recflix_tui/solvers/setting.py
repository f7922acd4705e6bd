"""A setting of a solver is declared once, on its field; all that asks for settings reads it here.

The flags of the command line, the fields of the Train screen, the check before a training, what
a tuning tries and the table in docs/models.md are derived from what `setting` was told.
"""

from __future__ import annotations

import dataclasses
import inspect
import numbers
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass
from typing import Any

from recflix_tui.model.ratings import ModelError


class SettingError(ModelError):
    """A value that a setting cannot have."""

    def __init__(self, name: str, wrong: str, solver: str = "") -> None:
        super().__init__(name, wrong, solver)
        self.name = name
        """The setting's."""
        self.wrong = wrong
        """What is wrong, without the name: `must be from 1 to 512, not 0`."""
        self.solver = solver
        """The solver with which it cannot be, where others have other bounds; else ""."""

    def __str__(self) -> str:
        only = f" (with {self.solver})" if self.solver else ""
        return f"{spoken(self.name)} {self.wrong}{only}"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What is known of a setting of one solver."""

    name: str
    """The field's."""
    default: Any
    """The value where none is given; its type is the setting's."""
    help: str = ""
    """A line on what it is."""
    label: str
    """What a form calls it, in at most 15 characters; what follows a comma is a remark."""
    metavar: str = "N"
    """What stands for the value in the help of the command line."""
    bounds: tuple[float, float] = (float("-inf"), float("inf"))
    """The lowest and the highest value of a number."""
    steps: Sequence[float] = ()
    """The values that the arrows of a form go through, ascending."""
    tried: Sequence[float] = ()
    """The values that a tuning tries; none: it leaves the setting as it is."""
    needs: str = ""
    """The side input without which it has no effect, "" where it always has one."""
    usual: bool = False
    """Whether it is among the few that are shown at first."""
    words: str = ""
    """How the value of a version is told, as a format string: `{} factors`."""

    @property
    def kind(self) -> type:
        """int, float, bool, or tuple for the names of side inputs."""
        return type(self.default)

    def check(self, value: Any) -> None:
        """Raise SettingError where the value is of another type, or out of bounds."""
        low, high = map(written, self.bounds)
        if not _is_of(value, self.kind):
            within = f" from {low} to {high}" if self.kind in (int, float) else ""
            wrong = f"must be {_KINDS[self.kind]}{within}, not {value!r}"
            raise SettingError(self.name, wrong)
        if self.kind in (int, float) and not self.bounds[0] <= value <= self.bounds[1]:
            wrong = f"must be from {low} to {high}, not {written(value)}"
            raise SettingError(self.name, wrong)


_KINDS = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple: "a list of side inputs",
}


def setting(
    default: Any = MISSING,
    *,
    help: str | None = None,
    label: str | None = None,
    metavar: str | None = None,
    bounds: tuple[float, float] | None = None,
    steps: Sequence[float] | None = None,
    tried: Sequence[float] | None = None,
    needs: str | None = None,
    usual: bool | None = None,
    words: str | None = None,
) -> Any:
    """Declare a setting as a dataclass field; see `Setting` for what each argument is.

    What is not told is as the base class has it.
    """
    told = {name: value for name, value in locals().items() if name != "default"}
    metadata = {name: value for name, value in told.items() if value is not None}
    return dataclasses.field(default=default, metadata=metadata)


def settings_of(kind: type) -> Mapping[str, Setting]:
    """Return the settings of a solver by name: those that it declares itself, then the rest."""
    fields = {field.name: field for field in dataclasses.fields(kind)}
    told: dict[str, dict[str, Any]] = {}
    for base in kind.__mro__:
        for name in inspect.get_annotations(base):
            if name in fields:
                inherited = base.__dataclass_fields__[name].metadata  # type: ignore[attr-defined]
                told[name] = {**inherited, **told.get(name, {})}
    return {
        name: Setting(name=name, default=fields[name].default, **{"label": spoken(name), **facts})
        for name, facts in told.items()
    }


def spoken(name: str) -> str:
    """Return a setting's name as a message has it: `learning rate`, `factors` of `n_factors`."""
    return name.removeprefix("n_").replace("_", " ")


def in_words(values: Mapping[str, Any]) -> str:
    """Return some numbers in a line: `reg 0.5, learning rate 0.03`."""
    return ", ".join(f"{spoken(name)} {value:g}" for name, value in values.items())


def _is_of(value: object, kind: type) -> bool:
    """Whether a value may be given for one of this kind: a bool is no number, an int is one."""
    if kind is bool:
        return isinstance(value, bool)
    if kind is tuple:
        return isinstance(value, tuple) and all(isinstance(name, str) for name in value)
    number = numbers.Integral if kind is int else numbers.Real
    return isinstance(value, number) and not isinstance(value, bool)


def written(value: float) -> str:
    """Return a number as a message has it."""
    return str(value) if isinstance(value, numbers.Integral) else f"{value:g}"
