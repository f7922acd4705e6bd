"""Every action once: bindings, footer, help screen and command palette are made from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType

from recflix_tui.screens.all_screens import Group, ScreenEntry
from recflix_tui.text import counted

TITLE = "The title in focus"
SCREENS = "Screens"
APP = "RecFlix"
MOVING = "Moving about"


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that a key, a click or the command palette does."""

    id: str
    """The action's name, unique on a screen; also that of its key binding."""
    keys: str = ""
    """The keys as Textual names them, with commas between alternatives; empty where a widget
    takes the key itself."""
    shown: str = ""
    """The key as a person reads it; the `keys` by default."""
    label: str = ""
    """What the key bar calls it, empty where it is not in the key bar. Neighbours with the same
    label stand there as one."""
    help: str
    """What it does, as the palette says it."""
    about: str = ""
    """What it does together with its neighbours of the same label, or of the same `about`, which
    are one line in the help; the `help` by default."""
    group: str
    """The heading that it stands under in the help."""
    run: str = ""
    """A Textual action string, looked up on the screen; the `id` by default."""
    at_once: bool = False
    """Whether it can be done before what the screen shows is loaded."""
    in_palette: bool = True
    """Whether the palette offers it."""

    def __post_init__(self) -> None:
        for name, default in (("shown", self.keys), ("about", self.help), ("run", self.id)):
            object.__setattr__(self, name, getattr(self, name) or default)


TITLE_ACTIONS = (
    *(
        Action(
            id=f"rate_{n}",
            keys=str(n),
            label="rate",
            help=f"Rate it {counted(n, 'star')}",
            group=TITLE,
            run=f"rate({n})",
            about="Rate it, in stars",
        )
        for n in range(1, 6)
    ),
    Action(
        id="more",
        keys="plus,equals_sign",
        shown="+",
        label="half",
        help="Half a star more",
        group=TITLE,
        run="nudge(1)",
        about="Half a star more, less",
    ),
    Action(
        id="less",
        keys="minus",
        shown="-",
        label="half",
        help="Half a star less",
        group=TITLE,
        run="nudge(-1)",
    ),
    Action(
        id="clear",
        keys="0",
        label="clear",
        help="Remove your rating",
        group=TITLE,
        run="clear_rating",
    ),
    Action(
        id="refuse",
        keys="x",
        label="not for me",
        help="Not for me: hide it",
        group=TITLE,
        run="mark('refuse')",
    ),
    Action(
        id="watched",
        keys="w",
        label="watched",
        help="Watched it",
        about="Watched it, gave up on it",
        group=TITLE,
        run="mark('watched')",
    ),
    Action(
        id="give_up",
        keys="z",
        label="watched",
        help="Gave up on it",
        group=TITLE,
    ),
    Action(
        id="my_list",
        keys="a",
        label="my list",
        help="Keep it in My List",
        group=TITLE,
        run="mark('my_list')",
    ),
    Action(
        id="why",
        keys="i",
        label="why",
        help="Why it is predicted so",
        about="Why so; what if",
        group=TITLE,
    ),
    Action(
        id="what_if",
        keys="W",
        help="What if: strike, change",
        about="Why so; what if",
        group=TITLE,
    ),
    Action(id="open", keys="enter", help="Open it", group=TITLE, run="open_title"),
)

UNDO_ACTIONS = (
    Action(
        id="undo",
        keys="u",
        label="undo",
        help="Undo your last action",
        about="Undo, redo your actions",
        group=TITLE,
    ),
    Action(
        id="redo",
        keys="U,ctrl+r",
        shown="U",
        label="undo",
        help="Redo what you undid",
        group=TITLE,
    ),
)

BACK = Action(id="back", keys="escape", shown="esc", label="back", help="Back", group=APP)

OPEN_SAMPLE = Action(
    id="open_sample",
    keys="ctrl+o",
    label="open the sample data",
    help="Open the sample data",
    group=APP,
    run="app.open_sample",
)
"""What is there to be done while no dataset is in use."""

LESSON = "The lesson"
LESSON_ACTIONS = (
    Action(
        id="lesson_next",
        keys="full_stop",
        shown=".",
        help="Next step of the lesson",
        group=LESSON,
        run="app.lesson(1)",
        in_palette=False,
    ),
    Action(
        id="lesson_back",
        keys="comma",
        shown=",",
        help="The lesson's step before",
        group=LESSON,
        run="app.lesson(-1)",
        in_palette=False,
    ),
)
"""What there is while a lesson is under way, or offered; `BACK` ends it."""

ALL_KEYS = Action(
    id="help", keys="f1", label="keys", help="All keys", group=APP, run="app.show_help"
)
"""The way to all keys where `?` is a character to type."""

MOVES = (
    Action(id="move", shown="← → ↑ ↓", help="Move the focus", group=MOVING, in_palette=False),
    Action(
        id="ends", shown="home end", help="First or last of the row", group=MOVING, in_palette=False
    ),
    Action(id="pages", shown="pgup pgdn", help="A page up or down", group=MOVING, in_palette=False),
    Action(id="next", shown="tab", help="Next part of the screen", group=MOVING, in_palette=False),
    Action(
        id="mouse", shown="click", help="Focus; once more: open", group=MOVING, in_palette=False
    ),
)
"""Keys that the widgets take themselves: told in the help alone."""


def app_actions(screens: Iterable[ScreenEntry]) -> list[Action]:
    """What the app does wherever one is, and `BACK`, as help and key bar list them."""
    search = Action(
        id="search",
        keys="slash",
        shown="/",
        label="search",
        help="Search the catalogue",
        group=SCREENS,
        run="app.search",
    )
    jump = Action(
        id="jump",
        keys="j",
        label="jump",
        help="Any screen, by its letter",
        group=SCREENS,
        run="app.jump",
        in_palette=False,
    )
    finding = "All keys; find anything"
    all_keys = replace(ALL_KEYS, keys="question_mark,f1", shown="?", about=finding)
    surprise = Action(
        id="surprise",
        keys="exclamation_mark",
        shown="!",
        help="Surprise me: one film",
        group=APP,
        run="app.surprise",
    )
    theme = Action(
        id="theme",
        keys="d",
        help="Dark or light",
        group=APP,
        run="app.toggle_theme",
        in_palette=False,
    )
    palette = Action(
        id="palette",
        shown="ctrl+p",  # Textual binds it
        help="Find an action or title",
        about=finding,
        group=APP,
        run="app.command_palette",
        in_palette=False,
    )
    leave = Action(id="quit", keys="q", label="quit", help="Quit", group=APP, run="app.quit")
    return [search, jump, all_keys, *_ways(screens), palette, surprise, theme, BACK, leave]


def _ways(screens: Iterable[ScreenEntry]) -> Iterable[Action]:
    """The ways to those screens that have a key; what to watch is one line in the help."""
    keyed = [screen for screen in screens if screen.key]
    watch = "/".join(screen.title for screen in keyed if screen.group is Group.WATCH)
    for screen in keyed:
        yield Action(
            id=screen.name,
            keys=screen.key,
            help=screen.help,
            about=watch if screen.group is Group.WATCH else "",
            group=SCREENS,
            run=f"app.go('{screen.name}')",
        )


def without_dataset(everywhere: Iterable[Action]) -> list[Action]:
    """What there is to be done while no dataset is in use, of what the app does everywhere."""
    return [OPEN_SAMPLE, *(a for a in everywhere if a.id not in ("search", "surprise", "back"))]


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    """Textual's bindings of those actions that have keys."""
    return [Binding(a.keys, a.run, a.help, show=False, id=a.id) for a in actions if a.keys]


def families(actions: Iterable[Action]) -> list[list[Action]]:
    """The actions, neighbours with the same footer label or the same `about` together."""
    made: list[list[Action]] = []
    for action in actions:
        first = made[-1][0] if made else None
        same_label = first is not None and action.label and first.label == action.label
        if first is not None and (same_label or first.about == action.about):
            made[-1].append(action)
        else:
            made.append([action])
    return made
