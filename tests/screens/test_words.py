"""The words that a person reads are everyday ones, or the field's, one for each thing."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import recflix_tui
from recflix_tui.screens.all_screens import ALL_SCREENS
from recflix_tui.screens.keys.actions import UNDO_ACTIONS, app_actions

PRODUCT = Path(recflix_tui.__file__).parent
SAID_IN = ("commands", "factors", "lab", "library", "recommend", "screens", "tuning", "widgets")
"""The rooms whose texts are shown; what is no sentence in them is a name in code."""

PLAIN = {
    r"\bdeeds?\b": "action",
    r"alike in the factors": "for the same tastes",
    r"liked by the same people": "picked by the same people: that is what is counted",
    r"\bcompiling\b": "preparing",
    r"\bcandidates?\b": "settings",
    r"\bwithin noise\b|\bfrom noise\b": "chance",
    r"\bthe active (one|version|model)\b|\bis active\b": "in use",
    r"\bto ●": "vs model N",
}
"""What is not said, and what is in its place."""


def texts(path: Path) -> Iterator[str]:
    """The sentences in a file that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in described:
            continue
        if isinstance(node.value, str) and " " in node.value.strip():
            yield node.value


@functools.cache
def all_texts() -> list[str]:
    files = [path for room in SAID_IN for path in sorted((PRODUCT / room).rglob("*.py"))]
    return [text for path in files for text in texts(path)]


@pytest.mark.parametrize("word", PLAIN)
def test_no_text_says_what_has_a_plainer_word(word: str) -> None:
    found = [text for text in all_texts() if re.search(word, text, re.IGNORECASE)]
    assert found == [], f"say: {PLAIN[word]}"


def test_the_texts_that_are_looked_through_are_those_that_are_shown() -> None:
    shown = set(all_texts())
    assert {UNDO_ACTIONS[0].help, "Who is watching?", "nothing to undo"} <= shown
    assert {screen.help for screen in ALL_SCREENS} <= shown


def test_no_heading_of_the_help_is_the_name_of_a_screen_of_something_else() -> None:
    groups = {action.group for action in app_actions(ALL_SCREENS)}
    assert not groups & {screen.title for screen in ALL_SCREENS}
