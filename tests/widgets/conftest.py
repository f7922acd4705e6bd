"""A bare app with RecFlix' themes, to show one widget in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from recflix_tui.screens.frame.themes import DARK, THEMES
from recflix_tui.widgets.titles.table import TitleTable
from tests.examples.quick_apps import *  # noqa: F403


class Stage(App[None]):
    """One widget, filling the screen; what it tells is kept in `heard`."""

    CSS = "Stage > Screen > * { width: 100%; height: 100%; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.widget = widget
        self.heard: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    @on(TitleTable.SortChosen)
    @on(TitleTable.RowOpened)
    def _hear(self, message: Message) -> None:
        self.heard.append(message)

    def compose(self) -> ComposeResult:
        yield self.widget


@pytest.fixture
def stage() -> Callable[[Widget], Stage]:
    return Stage
