"""What a profile set of its signals, as texts that the store keeps."""

from __future__ import annotations

import math
from collections.abc import Mapping

from recflix_tui.recommend.weighing.signal import MOST, Setting, Settings

_PREFIX = "signal."
_ON, _OFF = "on", "off"


def settings_of(values: Mapping[str, str]) -> Settings:
    """Read what was kept, by key; what says nothing that can be is passed over."""
    names = {key.split(".")[1] for key in values if key.startswith(_PREFIX) and key.count(".") == 2}
    read = {name: _setting(name, values) for name in sorted(names)}
    return {name: setting for name, setting in read.items() if setting != Setting()}


def values_of(name: str, setting: Setting) -> dict[str, str | None]:
    """What is kept of one signal's setting, by key; None for what is as by default."""
    return {
        f"{_PREFIX}{name}.weight": None if setting.weight is None else f"{setting.weight:.6g}",
        f"{_PREFIX}{name}.on": None if setting.on else _OFF,
    }


def _setting(name: str, values: Mapping[str, str]) -> Setting:
    try:
        weight = float(values[f"{_PREFIX}{name}.weight"])
    except (KeyError, ValueError):
        weight = math.nan
    on = values.get(f"{_PREFIX}{name}.on", _ON) != _OFF
    return Setting(weight if 0 <= weight <= MOST else None, on)
