"""Apps that start and settle sooner: fixtures that folders of tests with a terminal take over.

Parsing Textual's style sheets is a fifth of what a short test of the app takes, and the same for
each: they are parsed once for all the apps that tests start, and what holds for widgets that look
the same is worked out once. Nor are the functions inspected anew by which the pilot waits. Frames,
which an app without a terminal draws and throws away, are drawn only when a test asks what is on
the screen: that is a third of a short test.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from types import FunctionType, MethodType
from typing import Any

import pytest
from textual import _callback
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.geometry import Region
from textual.message_pump import MessagePump, _MessagePumpMeta

from recflix_tui.widgets.drawn_titles import DrawsTitles
from tests.examples import quick_pumps
from tests.examples.quick_styles import apply_by_look, components_by_look

__all__ = ["_callbacks_known", "_css_parsed_once", "_handlers_known", "_pilot_in_a_hurry"]

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
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)  # what it is, in C: asked for often
    monkeypatch.setattr(Stylesheet, "apply", apply_by_look)
    monkeypatch.setattr(Stylesheet, "_process_component_classes", components_by_look)


@pytest.fixture(autouse=True)
def _pilot_in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot sleeps so long, again and again, until the app is idle."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005, raising=False)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.001, raising=False)


_count_slowly = _callback._count_parameters
_ANY_NUMBER = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS


def _count_parameters(func: Callable[..., Any]) -> int:
    """What Textual's function of this name returns, read from the code of a plain function or of
    a method that is one."""
    plain: object = func.__func__ if type(func) is MethodType else func
    if (
        type(plain) is not FunctionType
        or not vars(plain).keys().isdisjoint(("__wrapped__", "__signature__"))
        or plain.__code__.co_flags & _ANY_NUMBER
    ):
        return _count_slowly(func)
    count = plain.__code__.co_argcount + plain.__code__.co_kwonlyargcount
    return count - (plain is not func)


@pytest.fixture(autouse=True)
def _callbacks_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot has each widget call a new function whenever it waits, several times a key."""
    monkeypatch.setattr(_callback, "_count_parameters", _count_parameters)


@pytest.fixture(autouse=True)
def _handlers_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The handlers of a message are asked for some thousand times in a test."""
    quick_pumps.forget_handlers()
    monkeypatch.setattr(_MessagePumpMeta, "__setattr__", quick_pumps.set_and_forget)
    monkeypatch.setattr(_MessagePumpMeta, "__delattr__", quick_pumps.delete_and_forget)
    monkeypatch.setattr(MessagePump, "_get_dispatch_methods", quick_pumps.known_handlers)


_draw_all = Compositor.render_full_update
_FRAME = "a frame"


def _full_frame(self: Compositor, simplify: bool = False) -> object:
    """What `Compositor.render_full_update` does, as far as anybody goes by it."""
    if simplify:  # for a screenshot
        return _draw_all(self, simplify)
    self._dirty_regions.clear()
    _draw_titles(self, [self.size.region])
    return _FRAME


def _changed_frame(self: Compositor) -> object:
    """What `Compositor.render_partial_update` does, as far as anybody goes by it."""
    changed = list(self._dirty_regions)
    self._dirty_regions.clear()
    _draw_titles(self, changed)
    return _FRAME if changed else None


def _draw_titles(frame: Compositor, changed: Sequence[Region]) -> None:
    """Draw a line of each widget there that remembers which titles it drew."""
    for widget, (region, clip) in frame.visible_widgets.items():
        shown = region.intersection(clip)
        if isinstance(widget, DrawsTitles) and any(map(shown.overlaps, changed)):
            widget.render_lines(Region(0, 0, region.width, 1))


@pytest.fixture(autouse=True)
def _frames_undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of whole screens: those of a widget look at how it draws."""
    monkeypatch.setattr(Compositor, "render_full_update", _full_frame)
    monkeypatch.setattr(Compositor, "render_partial_update", _changed_frame)
