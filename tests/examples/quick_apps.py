"""Apps that start and settle sooner: fixtures that folders of tests with a terminal take over.

Parsing Textual's style sheets is a fifth of what a short test of the app takes, and the same for
each: they are parsed once for all the apps that tests start. Nor are the functions inspected anew
by which the pilot waits.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

import pytest
from textual import _callback
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

__all__ = ["_callbacks_known", "_css_parsed_once", "_pilot_in_a_hurry"]

_parse = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}


def _parse_once(
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """What `Stylesheet._parse_rules` returns: all that it hangs on is in the key."""
    how = css, read_from, is_default_rules, tie_breaker, scope
    key = *how, tuple(self._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse(self, *how)
    return _parsed[key]


@pytest.fixture(autouse=True)
def _css_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parse_once)


@pytest.fixture(autouse=True)
def _pilot_in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot sleeps so long, again and again, until the app is idle."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005, raising=False)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.001, raising=False)


_count_slowly = _callback._count_parameters
_ANY_NUMBER = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS


def _count_parameters(func: Callable[..., Any]) -> int:
    """What Textual's function of this name returns, read from the code of a plain function."""
    if type(func) is not FunctionType or vars(func) or func.__code__.co_flags & _ANY_NUMBER:
        return _count_slowly(func)
    return func.__code__.co_argcount + func.__code__.co_kwonlyargcount


@pytest.fixture(autouse=True)
def _callbacks_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot has each widget call a new function whenever it waits, several times a key."""
    monkeypatch.setattr(_callback, "_count_parameters", _count_parameters)
