"""What the tests' apps look up sooner than Textual is what Textual works out."""

from __future__ import annotations

import inspect
from functools import partial

import pytest
from textual import _callback
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from recflix_tui.app import RecflixApp
from tests.drivers.home_driver import HomeDriver
from tests.examples.quick_apps import _count_slowly

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
