"""Every key that opens something, with more keys typed behind it before anything was opened."""

from __future__ import annotations

import asyncio
import importlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Input

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens import home
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
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
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
from recflix_tui.screens.title import TitleScreen
from recflix_tui.screens.train.train_screen import TrainScreen
from recflix_tui.screens.type_ahead.key_gate import DROPPED
from recflix_tui.widgets.titles.count_line import CountLine
from recflix_tui.widgets.titles.lists import WhyBars
from tests.drivers.app_driver import told
from tests.examples.app_home import press, settle
from tests.examples.bursts import SlowMount, burst, doings

SMALL = (80, 24)
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
    "give_up": (Opening(("z", "x", "a", "w", "+", "0"), GiveUpScreen, slow=GiveUpScreen),),
    "back": (Opening(("escape", *RATING), HomeScreen, before=("enter",)),),
    "why": (
        Opening(
            ("i", "down"),
            TitleScreen,
            slow=TitleScreen,
            holds=lambda app: isinstance(app.focused, WhyBars),
        ),
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
    *("theme", "quit", "unrated", "sort", "reverse", "skip", "lists"),
    *("turn", "slide_less", "slide_more", "learned", "view", "nearest", "colour", "spin"),
    *("other_list", "other_part", "other_side", "scroll"),
    "groups",  # there are none in this dataset; tests/screens/rate/test_groups.py has bursts
    *("pan", "zoom_in", "zoom_out", "whole", "next_picture", "last_picture", "you"),
    *("step_rating", "step_epoch", "rating_back", "epoch_back", "play", "finish", "start_over"),
    *("next_stage", "last_stage", "edit", "cursor", "hold_out", "overfitting", "example"),
    *("next_part", "last_part"),
    *("next_pane", "last_pane", "kinds", "kinds_back", "earlier", "later"),
    *("version", "version_back", "kind", "numbers", "measure", "metric", "bar"),
    *("choose", "lighter", "heavier", "default", "detail"),
    *("start", "tune", "cancel", "fields", "set", "use", "use_new", "roll_back"),
}
"""The other actions: they act at once, and what is typed after them is for the same screen."""

CASES = [
    pytest.param(opening, slow, id=f"{action}-{' '.join(opening.burst)}-{slow and 'slow'}")
    for action, openings in OPENINGS.items()
    for opening in openings
    for slow in ((False, True) if opening.slow else (False,))
]


@pytest.mark.parametrize(("opening", "slow"), CASES)
async def test_keys_behind_one_that_opens_go_there_and_touch_no_title_unseen(
    app: RecflixApp,
    library: Library,
    trainings: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    opening: Opening,
    slow: bool,
) -> None:
    library.profiles.add("Zed")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for key in opening.before:
            await press(pilot, key)
        before = doings(app)
        if slow:
            assert opening.slow is not None
            mount = SlowMount(monkeypatch, opening.slow)
            burst(app, *opening.burst)
            await mount.waits()
            assert doings(app) == before
            mount.go_on()
        else:
            burst(app, *opening.burst)
        await settle(pilot)
        assert type(app.screen) is opening.opens
        assert opening.holds(app)
        after = doings(app)
    assert trainings == []
    assert after.theme == before.theme
    assert after.versions == before.versions
    if after.watching == before.watching:
        assert after == before
    else:  # another person watches, who did nothing yet
        assert not after.ratings
        assert not any(after.marks)
        assert set(after.names) >= set(before.names)


async def test_every_key_that_opens_something_has_its_burst(app: RecflixApp) -> None:
    ids: set[str] = set()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for keys in ("h", "b", "r", "t", "p", "h"):
            await press(pilot, keys)
            ids |= ids_on(app.screen)
        await press(pilot, "enter")
        ids |= ids_on(app.screen)
    for entry in app.screens:
        module, _, name = entry.cls.partition(":")
        ids |= {a.id for a in getattr(importlib.import_module(module), name).OWN_ACTIONS}
    assert ids == set(OPENINGS) | OPENS_NOTHING


def ids_on(screen: Screen[Any]) -> set[str]:
    assert isinstance(screen, RecflixScreen)
    return {action.id for action in screen.actions()}


async def test_pasted_text_goes_where_the_key_before_it_leads(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        burst(app, "/")
        app.post_message(events.Paste("film 3"))
        burst(app, "3")
        await settle(pilot)
        assert box_holds("film 33")(app)


async def test_a_click_lets_go_of_the_keys_that_were_held(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        before = doings(app)
        mount = SlowMount(monkeypatch, BrowseScreen)
        burst(app, *"/5xa")
        await mount.waits()
        app.key_gate.drop()
        mount.go_on()
        await settle(pilot)
        assert box_holds("")(app)
        assert doings(app) == before


async def test_keys_for_what_never_opens_are_dropped_with_a_word(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.screens.type_ahead.key_gate.PATIENCE", 0.1)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        before = doings(app)
        mount = SlowMount(monkeypatch, BrowseScreen)
        burst(app, *"/dax5")
        await mount.waits()
        for worker in list(app.workers):
            await worker.wait()
        mount.go_on()
        await settle(pilot)
        assert told(app) == [DROPPED]
        assert box_holds("")(app)
        assert doings(app) == before


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_the_way_out_does_not_wait_for_the_first_titles(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    go_on = threading.Event()
    load = home.load_shelves

    def slowly(*args: Any) -> Any:
        go_on.wait(60)
        return load(*args)

    monkeypatch.setattr(home, "load_shelves", slowly)
    left = asyncio.Event()
    monkeypatch.setattr(app, "exit", lambda *args, **how: left.set())
    try:
        async with app.run_test(size=SMALL) as pilot:
            burst(app, key)
            await asyncio.wait_for(left.wait(), 20)
            assert not go_on.is_set()  # the titles are not there yet
            go_on.set()
            await settle(pilot)
    finally:
        go_on.set()


@pytest.mark.parametrize("keys", ["/alien", "b5x", "pn", "ta", "5555"])
async def test_keys_typed_as_the_app_is_left_do_not_keep_it(app: RecflixApp, keys: str) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        burst(app, *keys)
        app.exit()
    assert not app.is_running
