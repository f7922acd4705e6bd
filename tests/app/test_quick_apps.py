"""What the tests' apps look up sooner than Textual is what Textual works out."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import partial

import pytest
from textual import _callback, events
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Static

from recflix_tui.app import RecflixApp
from recflix_tui.widgets.drawn_titles import DrawsTitles, TitleLine
from tests.drivers.home_driver import HomeDriver
from tests.examples.quick_apps import _count_slowly
from tests.examples.quick_pumps import _handlers_slowly, known_handlers

textuals_own = {name: vars(Stylesheet)[name] for name in ("apply", "_process_component_classes")}


def styles_of(node: DOMNode) -> dict[str, object]:
    """Each rule that holds for a node, and each of the parts that it draws."""
    parts = {name: styles.base.get_rules() for name, styles in node._component_styles.items()}
    return {"": node.styles.base.get_rules(), **parts}


async def test_looked_up_styles_are_those_that_textual_works_out(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with HomeDriver.open(app) as home:
        for keys in ("down", "b", "slash", "escape", "r", "t", "tab", "p", "question_mark"):
            await home.press(keys)
            nodes = [app, *app.screen.walk_children(with_self=True)]
            before = [styles_of(node) for node in nodes]
            with monkeypatch.context() as patches:
                for name, own in textuals_own.items():
                    patches.setattr(Stylesheet, name, own)
                for node, looked_up in zip(nodes, before, strict=True):
                    app.stylesheet.apply(node)
                    assert styles_of(node) == looked_up, (keys, node)


async def test_a_handler_has_as_many_parameters_as_textual_counts(app: RecflixApp) -> None:
    handlers = [
        handler
        for of in (app, RecflixApp)
        for name, _ in inspect.getmembers(type(app), inspect.isfunction)
        for handler in (getattr(of, name), partial(getattr(of, name)))
    ]
    for handler in handlers:
        assert _callback._count_parameters(handler) == _count_slowly(handler), handler


async def test_a_message_has_the_handlers_that_textual_finds(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: set[tuple[type[MessagePump], str]] = set()

    def both_ways(self: MessagePump, name: str, message: Message) -> Iterator[object]:
        known = list(known_handlers(self, name, message))
        assert known == list(_handlers_slowly(self, name, message)), (self, name)
        compared.add((type(self), name))
        yield from known_handlers(self, name, message)

    monkeypatch.setattr(MessagePump, "_get_dispatch_methods", both_ways)
    async with HomeDriver.open(app) as home:
        await home.press("down", "b", "slash", "escape", "r", "escape", "t", "tab", "question_mark")
    assert len(compared) > 100


@pytest.mark.parametrize("of", [DrawsTitles, TitleLine, MessagePump])
def test_a_handler_that_is_put_in_the_place_of_another_is_noticed(
    of: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_a_test(self: MessagePump, event: events.Hide) -> None:
        """Nothing is done."""

    for pump in (TitleLine("a film"), Static("a line")):
        before = list(known_handlers(pump, "on_hide", events.Hide()))
        with monkeypatch.context() as patches:
            patches.setattr(of, "on_hide", of_a_test, raising=False)
            put = [cls for cls, _ in known_handlers(pump, "on_hide", events.Hide())]
            assert (of in put) == isinstance(pump, of)
        assert list(known_handlers(pump, "on_hide", events.Hide())) == before
