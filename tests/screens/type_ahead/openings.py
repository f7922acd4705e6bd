"""The keys that open something, each with bursts that begin with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from textual.screen import Screen
from textual.widgets import Input

from recflix_tui.app import RecflixApp
from recflix_tui.screens.activity.activity_screen import ActivityScreen
from recflix_tui.screens.activity.export_dialog import ExportScreen
from recflix_tui.screens.activity.kept_dialog import KeptScreen
from recflix_tui.screens.activity.prune_dialog import PruneScreen
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.compare.compare_screen import CompareScreen
from recflix_tui.screens.dialogs.chooser import ChooserScreen
from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.dialogs.dialog import Palette
from recflix_tui.screens.dialogs.fly import FlyScreen
from recflix_tui.screens.dialogs.give_up import GiveUpScreen
from recflix_tui.screens.dialogs.help import HelpScreen
from recflix_tui.screens.dialogs.jump import JumpScreen
from recflix_tui.screens.factors.axes_dialog import AxesScreen
from recflix_tui.screens.factors.factors_screen import FactorsScreen
from recflix_tui.screens.factors.keep_dialog import KeepScreen
from recflix_tui.screens.history.choosing.file_dialog import FileScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.lab.lab_screen import LabScreen
from recflix_tui.screens.lab.lookup_screen import LookupScreen
from recflix_tui.screens.matrix.matrix_screen import MatrixScreen
from recflix_tui.screens.matrix.order_dialog import OrderScreen
from recflix_tui.screens.people.people_screen import PeopleScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.screens.rate.rate_screen import RateScreen
from recflix_tui.screens.signals.region_dialog import RegionScreen
from recflix_tui.screens.signals.signals_screen import SignalsScreen
from recflix_tui.screens.surprise.surprise_dialog import SurpriseScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.screens.together.together_screen import TogetherScreen
from recflix_tui.screens.train.train_screen import TrainScreen
from recflix_tui.screens.what_if.what_if_screen import WhatIfScreen
from recflix_tui.widgets.titles.count_line import CountLine
from recflix_tui.widgets.titles.lists import WhyBars

Holds = Callable[[RecflixApp], bool]


@dataclass(frozen=True)
class Opening:
    """A key that opens something, and a burst that begins with it."""

    burst: tuple[str, ...]
    opens: type[Screen[Any]]
    """The screen that it is to end on."""
    before: tuple[str, ...] = ()
    """The keys that lead from Home to where the burst is typed, one after the other."""
    slow: type[Screen[Any]] | None = None
    """The screen whose opening can be slowed down; None where nothing is mounted."""
    holds: Holds = field(default=lambda app: True)
    """What must hold at the end, beside that nothing was done."""


def box_holds(text: str) -> Holds:
    """Whether the text is in the box that has the focus."""
    return lambda app: isinstance(app.focused, Input) and app.focused.value == text


def narrowed(app: RecflixApp) -> bool:
    said = app.screen.query_one(CountLine).render_line(0).text
    return "Comedy" in said or "2000s" in said


def lists_unrated(app: RecflixApp) -> bool:
    return " unrated " in app.screen.query_one(CountLine).render_line(0).text


def shows(item: int) -> Holds:
    return lambda app: isinstance(app.screen, TitleScreen) and app.screen.item == item


def solver(name: str) -> Holds:
    """Whether the solver of that name is chosen on Train."""
    return lambda app: (
        isinstance(app.screen, TrainScreen) and (app.screen.form.values["solver"] == name)
    )


RATING = ("5", "x", "a", "w", "+", "0")
"""Keys that would each do something to a title."""

OPENINGS: dict[str, tuple[Opening, ...]] = {
    "search": (
        Opening(tuple("/alien"), BrowseScreen, slow=BrowseScreen, holds=box_holds("alien")),
        Opening(tuple("/12 dqx"), BrowseScreen, slow=BrowseScreen, holds=box_holds("12 dqx")),
        Opening(tuple("/film"), BrowseScreen, before=("b",), holds=box_holds("film")),
        Opening((*"/film", "enter", *RATING), BrowseScreen, slow=BrowseScreen),
        Opening((*"/film", "enter", "enter", "i", "5"), BrowseScreen, slow=BrowseScreen),
    ),
    "jump": (
        Opening(("j", "b", *RATING), BrowseScreen, slow=JumpScreen),
        Opening(("j", "5", "escape"), HomeScreen, slow=JumpScreen),
    ),
    "surprise": (
        Opening(("!", *RATING), SurpriseScreen, slow=SurpriseScreen),
        Opening(("!", "space", "!", "g", "enter", "5"), SurpriseScreen, slow=SurpriseScreen),
        Opening(("!", "escape"), BrowseScreen, before=("b",), slow=SurpriseScreen),
        Opening(tuple("/!5"), BrowseScreen, slow=BrowseScreen, holds=box_holds("!5")),
    ),
    "help": (Opening(("?", *RATING), HelpScreen, slow=HelpScreen),),
    "home": (Opening(("h", *RATING), HomeScreen, before=("b",)),),
    "browse": (
        Opening(("b", *RATING), BrowseScreen, slow=BrowseScreen),
        Opening(("b", "down", "5", "enter"), BrowseScreen, slow=BrowseScreen),
    ),
    "rate": (
        Opening(("r", "4", "4"), RateScreen, slow=RateScreen),
        Opening(("r", "space", "x", "w", "+"), RateScreen, slow=RateScreen),
        Opening(("r", "tab", "5", "enter"), RateScreen, slow=RateScreen),
    ),
    "together": (
        Opening(("T", *RATING), TogetherScreen, slow=TogetherScreen),
        Opening(("T", "right", "5", "x"), TogetherScreen, slow=TogetherScreen),
    ),
    "matrix": (
        Opening(("m", *RATING), MatrixScreen, slow=MatrixScreen),
        Opening(("m", "tab", "plus", "down", "5"), MatrixScreen, slow=MatrixScreen),
    ),
    "fly": (
        Opening(("m", *"/ada", "enter", "enter"), TitleScreen, slow=MatrixScreen),
        Opening(("/", *"film 33"), FlyScreen, before=("m",), slow=FlyScreen),
        Opening(("f", *"/film 33", "enter", *RATING), FactorsScreen, slow=FactorsScreen),
        Opening(("/", *"film 33", "enter", *RATING), MatrixScreen, before=("m",), slow=FlyScreen),
    ),
    "order": (
        Opening(("o", "down", "enter", *RATING), MatrixScreen, before=("m",), slow=OrderScreen),
    ),
    "people": (
        Opening(("s", "down", "5", "x"), PeopleScreen, before=("m",), slow=PeopleScreen),
        Opening(("s", "5", "down", "x"), PeopleScreen, before=("f",), slow=PeopleScreen),
    ),
    "open_column": (
        Opening(("enter", "enter", "enter", "enter", "x"), TitleScreen, before=("m", "0")),
    ),
    "factors": (
        Opening(("f", *RATING), FactorsScreen, slow=FactorsScreen),
        Opening(("f", "]", "c", "k", *"Bo5"), KeepScreen, slow=KeepScreen, holds=box_holds("Bo5")),
    ),
    "axes": (Opening(("o", "x", "5", "d"), AxesScreen, before=("f",), slow=AxesScreen),),
    "keep": (
        Opening(
            ("k", *"Bo5"),
            KeepScreen,
            before=("f", "]"),
            slow=KeepScreen,
            holds=box_holds("Bo5"),
        ),
    ),
    "train": (
        Opening(("t", *"5x0"), TrainScreen, slow=TrainScreen),
        Opening(("t", "tab", *"sgd"), TrainScreen, slow=TrainScreen, holds=solver("sgd")),
        Opening(("t", "down", *"gibbs"), TrainScreen, slow=TrainScreen, holds=solver("gibbs")),
    ),
    "lab": (
        Opening(("l", *RATING), LabScreen, slow=LabScreen),
        Opening(("l", "space", "e", "n", "4"), LabScreen, slow=LabScreen),
    ),
    "compare": (Opening(("c", *"5x0"), CompareScreen, slow=CompareScreen),),
    "signals": (
        Opening(("s", *RATING), SignalsScreen, slow=SignalsScreen),
        Opening(("s", "space", "tab", "5", "x"), SignalsScreen, slow=SignalsScreen),
    ),
    "region": (
        Opening(
            ("enter", *RATING), RegionScreen, before=("s", "end", "up", "up"), slow=RegionScreen
        ),
    ),
    "lookups": (
        Opening(("v", *RATING), LookupScreen, before=("l",), slow=LookupScreen),
        Opening(("v", "tab", "down", "escape", "5"), LabScreen, before=("l",)),
    ),
    "activity": (Opening(("e", "5", "a", "+", "0"), ActivityScreen, slow=ActivityScreen),),
    "then": (Opening(("enter", "left", "x", "5", "0"), ActivityScreen, before=("e", "v")),),
    "export": (
        Opening(("w", *"x5a"), ExportScreen, before=("e",), slow=ExportScreen),
        Opening(("w", "escape", "5"), ActivityScreen, before=("e",), slow=ExportScreen),
    ),
    "prune": (
        Opening(("x", "a", "y", "5"), PruneScreen, before=("e",), slow=PruneScreen),
        Opening(("x", "n", "5"), ActivityScreen, before=("e",), slow=PruneScreen),
    ),
    "kept": (
        Opening(("k", "5", "x"), KeptScreen, before=("e",), slow=KeptScreen),
        Opening(("k", "escape", "5"), ActivityScreen, before=("e",), slow=KeptScreen),
    ),
    "profiles": (
        Opening(("p", *"nBo"), ProfilesScreen, slow=ProfilesScreen, holds=box_holds("Bo")),
        Opening(("p", "down", "n", "d"), ProfilesScreen, slow=ProfilesScreen, holds=box_holds("d")),
    ),
    "palette": (
        Opening(("ctrl+p", *"film 33", "enter"), TitleScreen, slow=Palette, holds=shows(33)),
        Opening(("ctrl+p", *"browse all", "enter", *RATING), BrowseScreen, slow=Palette),
        Opening(("ctrl+p", *"dqx5", "escape"), HomeScreen, slow=Palette),
    ),
    "give_up": (Opening(("z", "w"), HomeScreen, slow=GiveUpScreen),),
    "back": (Opening(("escape", *RATING), HomeScreen, before=("enter",)),),
    "why": (
        Opening(
            ("i", "down"),
            TitleScreen,
            slow=TitleScreen,
            holds=lambda app: isinstance(app.focused, WhyBars),
        ),
    ),
    "what_if": (
        Opening(("W", *RATING), WhatIfScreen, slow=WhatIfScreen),
        Opening(("W", "down", "space", "v", "escape", "escape"), HomeScreen),
        Opening(("W", "space", "5"), WhatIfScreen, before=("enter",), slow=WhatIfScreen),
    ),
    "open": (Opening(("enter", "down", "5", "x"), TitleScreen, slow=TitleScreen),),
    "pick": (Opening(("down", "enter", *RATING), HomeScreen, before=("p",)),),
    "new": (
        Opening(("n", *"Bo 5"), ProfilesScreen, before=("p",), holds=box_holds("Bo 5")),
        Opening(("n", *"Bo", "enter", *RATING), HomeScreen, before=("p",)),
    ),
    "rename": (Opening(("e", *"d2"), ProfilesScreen, before=("p",), holds=box_holds("d2")),),
    "remove": (
        Opening(("delete", "y", "5"), ConfirmScreen, before=("p",), slow=ConfirmScreen),
        Opening(("delete", "left", "enter"), ConfirmScreen, before=("p",), slow=ConfirmScreen),
        Opening(
            ("delete", "n", "e", "x"),
            ProfilesScreen,
            before=("p",),
            slow=ConfirmScreen,
            holds=box_holds("x"),
        ),
        Opening(("delete", "y"), ConfirmScreen, before=("t", "tab", "tab"), slow=ConfirmScreen),
    ),
    "import": (
        Opening(("i", *"5x"), FileScreen, ("p",), slow=FileScreen, holds=box_holds("5x")),
        Opening(("I", "5", "escape"), RateScreen, before=("r",), slow=FileScreen),
    ),
    "genre": (
        Opening(
            ("g", "down", "enter"),
            BrowseScreen,
            before=("b",),
            slow=ChooserScreen,
            holds=narrowed,
        ),
    ),
    "own": (
        Opening(
            ("v", "down", "enter"),
            BrowseScreen,
            before=("b",),
            slow=ChooserScreen,
            holds=lists_unrated,
        ),
    ),
    "decade": (
        Opening(
            ("y", "down", "enter"),
            BrowseScreen,
            before=("b",),
            slow=ChooserScreen,
            holds=narrowed,
        ),
    ),
}
"""By the id of the action."""

OPENS_NOTHING = {
    *(f"rate_{n}" for n in range(1, 6)),
    *("more", "less", "clear", "refuse", "watched", "my_list", "undo", "redo"),
    *("my_list_rows", "safer", "more_adventurous"),
    *("theme", "quit", "unrated", "sort", "reverse", "skip", "lists"),
    *("turn", "slide_less", "slide_more", "learned", "view", "nearest", "colour", "spin"),
    *("other_list", "other_part", "other_side", "scroll", "titles"),
    "groups",  # there are none in this dataset; tests/screens/rate/test_groups.py has bursts
    *("import_it", "another", "review"),  # tests/screens/history has bursts: they need a file
    *("take", "last_other", "next_other", "none_of_these", "find", "keep_all", "forget"),
    *("pan", "zoom_in", "zoom_out", "whole", "next_picture", "last_picture", "you"),
    *("step_rating", "step_epoch", "rating_back", "epoch_back", "play", "finish", "start_over"),
    *("next_stage", "last_stage", "edit", "cursor", "hold_out", "overfitting", "example"),
    *("next_part", "last_part", "fewer", "more_stars"),
    *("next_pane", "last_pane", "kinds", "kinds_back", "earlier", "later"),
    *("version", "version_back", "kind", "numbers", "measure", "metric", "bar"),
    *("choose", "lighter", "heavier", "default", "detail"),
    *("start", "tune", "cancel", "fields", "set", "use", "use_new", "roll_back"),
}
"""The other actions: they act at once, and what is typed after them is for the same screen."""
