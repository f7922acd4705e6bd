"""The settings of the worked example as the fields of a form."""

from __future__ import annotations

from collections.abc import Mapping

from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.solvers.setting import Setting, SettingError, settings_of
from recflix_tui.widgets.forms.fields import Field, FoldField, NumberField, Problem, Value, written

KNOWN = settings_of(WorkedSettings)
"""The settings by name."""


def fields() -> tuple[Field, ...]:
    """A field for each setting, those that are seldom set folded away."""
    usual = [known for known in KNOWN.values() if known.usual]
    others = [known for known in KNOWN.values() if not known.usual]
    return (*map(_field, usual), FoldField(), *map(_field, others))


def _field(known: Setting) -> NumberField:
    is_whole = known.kind is int
    return NumberField(known.name, known.label, known.steps, is_whole, help=known.help)


def defaults() -> dict[str, Value]:
    """The tutorial's own values."""
    return {name: known.default for name, known in KNOWN.items()}


def texts_of(settings: WorkedSettings) -> dict[str, str]:
    """The settings as the fields have them written."""
    return {name: written(getattr(settings, name)) for name in KNOWN}


def settings_from(values: Mapping[str, Value]) -> WorkedSettings:
    """The settings that a form's values are. Raises SettingError where one is out of bounds."""
    settings = WorkedSettings(**values)  # type: ignore[arg-type]
    settings.check()
    return settings


def problem_of(values: Mapping[str, Value]) -> Problem | None:
    """What is wrong with the values, None if nothing."""
    try:
        settings_from(values)
    except SettingError as error:
        return Problem(f"{KNOWN[error.name].label.partition(',')[0]} {error.wrong}", error.name)
    return None
