"""Every action once: bindings, footer, help screen and command palette are made from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from recflix_tui.text import counted

TITLE = "The title in focus"
PLACES = "Places"
APP = "RecFlix"
MOVING = "Moving about"


@dataclass(frozen=True)
class Action:
    """One thing that a key, a click or the command palette does.

    `keys` are named as Textual names them, with commas between alternatives; `shown` is the
    key as a person reads it. Neighbours with the same `label` share one place in the footer
    and one line, with the first one's `about`, in the help. An empty `label` keeps an action
    out of the footer. `run` is a Textual action string, looked up on the screen.
    """

    id: str
    keys: str
    shown: str
    label: str
    help: str
    group: str
    run: str
    about: str = ""


TITLE_ACTIONS = (
    *(
        Action(
            f"rate_{n}",
            str(n),
            str(n),
            "rate",
            f"Rate it {counted(n, 'star')}",
            TITLE,
            f"rate({n})",
            "Rate it, in stars",
        )
        for n in range(1, 6)
    ),
    Action(
        "more",
        "plus,equals_sign",
        "+",
        "half",
        "Half a star more",
        TITLE,
        "nudge(1)",
        "Half a star more, less",
    ),
    Action("less", "minus", "-", "half", "Half a star less", TITLE, "nudge(-1)"),
    Action("clear", "0", "0", "clear", "Remove your rating", TITLE, "clear_rating"),
    Action("refuse", "x", "x", "not for me", "Not for me: hide it", TITLE, "mark('refuse')"),
    Action("watched", "w", "w", "watched", "Watched it", TITLE, "mark('watched')"),
    Action("my_list", "a", "a", "my list", "Keep it in My List", TITLE, "mark('my_list')"),
    Action("why", "i", "i", "why", "Why it is predicted so", TITLE, "why"),
    Action("open", "enter", "enter", "", "Open it", TITLE, "open_title"),
)

UNDO = Action("undo", "u", "u", "undo", "Undo your last deed", TITLE, "undo")

APP_ACTIONS = (
    Action("search", "slash", "/", "search", "Search the catalogue", PLACES, "search"),
    Action("help", "question_mark,f1", "?", "keys", "All keys", APP, "help"),
    Action("home", "h", "h", "", "Home: rows for you", PLACES, "go('home')"),
    Action("browse", "b", "b", "", "Browse all titles", PLACES, "go('browse')"),
    Action("rate", "r", "r", "", "Rate title after title", PLACES, "go('rate')"),
    Action("train", "t", "t", "", "Train the model", PLACES, "go('train')"),
    Action("profiles", "p", "p", "", "Profiles: who is watching", PLACES, "go('profiles')"),
    Action("theme", "d", "d", "", "Dark or light", APP, "toggle_theme"),
    Action("palette", "ctrl+p", "ctrl+p", "", "Find an action or title", APP, "command_palette"),
    Action("back", "escape", "esc", "back", "Back", PLACES, "back"),
    Action("quit", "q", "q", "quit", "Quit", APP, "quit"),
)

ALL_KEYS = Action("help", "f1", "f1", "keys", "All keys", APP, "help")
"""The way to all keys where `?` is a character to type."""

MOVES = (
    Action("move", "", "← → ↑ ↓", "", "Move the focus", MOVING, ""),
    Action("ends", "", "home end", "", "First or last of the row", MOVING, ""),
    Action("pages", "", "pgup pgdn", "", "A page up or down", MOVING, ""),
    Action("next", "", "tab", "", "Next part of the screen", MOVING, ""),
    Action("mouse", "", "click", "", "Focus; once more: open", MOVING, ""),
)
"""Keys that the widgets take themselves: told in the help alone."""

SHARED = (*TITLE_ACTIONS, UNDO, *APP_ACTIONS)


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    """Textual's bindings of some actions."""
    return [Binding(a.keys, a.run, a.help, show=False, id=a.id) for a in actions]


def families(actions: Iterable[Action]) -> list[list[Action]]:
    """The actions, neighbours with the same footer label together."""
    made: list[list[Action]] = []
    for action in actions:
        if made and action.label and made[-1][0].label == action.label:
            made[-1].append(action)
        else:
            made.append([action])
    return made
