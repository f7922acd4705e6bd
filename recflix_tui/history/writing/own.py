"""RecFlix's own file: all acts as they stand, exactly, and the log of how they came about.

{"format": 1, "program": "RecFlix", "name": ..., "acts": [...], "log": [...]}; an act is what was
done ("did"), to which film, its value, when ("at", Unix seconds) and what that time is of
("date"). What is not known is not said.
"""

from __future__ import annotations

import json
from dataclasses import fields

from recflix_tui.history.values import Act, Film, OwnHistory
from recflix_tui.history.writing.laid_out import LaidOut

FORMAT = 1
"""The version of the layout."""
PROGRAM = "RecFlix"
"""Who wrote it, in the file."""


def lay_out(own: OwnHistory) -> LaidOut:
    """Everything; each act and each event on a line of its own, so that a person can read it."""
    head = {"format": FORMAT, "program": PROGRAM, "name": own.name}
    top = ",\n".join(f" {_json(key)}: {_json(value)}" for key, value in head.items())
    acts = _lines([_act(act) for act in own.acts])
    log = _lines(list(own.log))
    content = f'{{\n{top},\n "acts": {acts},\n "log": {log}\n}}\n'
    # A lone surrogate, which UTF-8 has no bytes for, becomes the escape that JSON has for it.
    body = content.encode("utf-8", "backslashreplace")
    return LaidOut({"": body}, frozenset(act.film for act in own.acts), {}, (), bool(own.log))


def _lines(objects: list[dict[str, object]]) -> str:
    if not objects:
        return "[]"
    return "[\n" + ",\n".join(f"  {_json(one)}" for one in objects) + "\n ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _act(act: Act) -> dict[str, object]:
    said: dict[str, object] = {"did": act.did.value, "film": _film(act.film), "value": act.value}
    if act.at is not None:
        said["at"] = act.at
    if act.date_kind is not None:
        said["date"] = act.date_kind.value
    return said


def _film(film: Film) -> dict[str, object]:
    said = {field.name: getattr(film, field.name) for field in fields(film)}
    return {name: value for name, value in said.items() if value}
