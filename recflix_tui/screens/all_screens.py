"""Every screen once: tabs, keys, navigator, palette, help and what is imported ahead follow it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Group(enum.StrEnum):
    """The screens that stand side by side in the top bar, by the name that it gives them."""

    WATCH = "watch"
    """What to watch: rows, the catalogue, ratings."""
    INSIDE = "inside"
    """How it works: the model, and what it is made of."""


@dataclass(frozen=True, kw_only=True)
class ScreenEntry:
    """What the app knows of a screen before its class is imported."""

    name: str
    """How the app calls it, as in `go('browse')`."""
    title: str
    """How a person calls it: on its tab, and before what the palette offers of its own."""
    key: str = ""
    """The key that leads to it; empty for a screen that something on another one opens."""
    help: str = ""
    """What it is for, as help and palette say it."""
    group: Group | None = None
    """The group of tabs that it belongs to; None where it has no tab."""
    cls: str
    """Its class as `module:Class`, imported when it is first asked for."""
    needs_profile: bool = True
    """Whether there is nothing on it while nobody watches."""
    offer: str = ""
    """A sentence of the palette's, wherever one is, that leads to it; empty for none."""


ALL_SCREENS = (
    ScreenEntry(
        name="home",
        title="Home",
        key="h",
        help="Home: rows for you",
        group=Group.WATCH,
        cls="recflix_tui.screens.home:HomeScreen",
    ),
    ScreenEntry(
        name="browse",
        title="Browse",
        key="b",
        help="Browse all titles",
        group=Group.WATCH,
        cls="recflix_tui.screens.browse.browse_screen:BrowseScreen",
    ),
    ScreenEntry(
        name="rate",
        title="Rate",
        key="r",
        help="Rate title after title",
        group=Group.WATCH,
        cls="recflix_tui.screens.rate.rate_screen:RateScreen",
    ),
    ScreenEntry(
        name="together",
        title="Together",
        key="T",
        help="Together: rows for all",
        group=Group.WATCH,
        cls="recflix_tui.screens.together.together_screen:TogetherScreen",
        offer="Watch together: what two to five of you would love",
    ),
    ScreenEntry(
        name="matrix",
        title="Matrix",
        key="m",
        help="Matrix: who rated what",
        group=Group.INSIDE,
        cls="recflix_tui.screens.matrix.matrix_screen:MatrixScreen",
    ),
    ScreenEntry(
        name="factors",
        title="Factors",
        key="f",
        help="Factors: what was learnt",
        group=Group.INSIDE,
        cls="recflix_tui.screens.factors.factors_screen:FactorsScreen",
    ),
    ScreenEntry(
        name="train",
        title="Train",
        key="t",
        help="Train the model",
        group=Group.INSIDE,
        cls="recflix_tui.screens.train.train_screen:TrainScreen",
        offer="Use, roll back or remove a model",
    ),
    ScreenEntry(
        name="lab",
        title="Lab",
        key="l",
        help="Lab: SGD step by step",
        group=Group.INSIDE,
        cls="recflix_tui.screens.lab.lab_screen:LabScreen",
        needs_profile=False,
        offer="The worked example: a model made by hand",
    ),
    ScreenEntry(
        name="compare",
        title="Compare",
        key="c",
        help="Compare: does it work?",
        group=Group.INSIDE,
        cls="recflix_tui.screens.compare.compare_screen:CompareScreen",
        offer="Compare: does it work, on this data?",
    ),
    ScreenEntry(
        name="signals",
        title="Signals",
        key="s",
        help="Signals: what moves rows",
        group=Group.INSIDE,
        cls="recflix_tui.screens.signals.signals_screen:SignalsScreen",
        offer="Signals: what moves your rows",
    ),
    ScreenEntry(
        name="activity",
        title="Activity",
        key="e",
        help="Activity: what you did",
        group=Group.INSIDE,
        cls="recflix_tui.screens.activity.activity_screen:ActivityScreen",
        offer="What is kept of you: see it, switch it off, prune it",
    ),
    ScreenEntry(
        name="profiles",
        title="Profiles",
        key="p",
        help="Profiles: who is watching",
        cls="recflix_tui.screens.profiles:ProfilesScreen",
        needs_profile=False,
        offer="Add, rename or remove a profile",
    ),
    ScreenEntry(
        name="title",
        title="Title",
        help="One title, and why it is predicted so",
        cls="recflix_tui.screens.title:TitleScreen",
    ),
    ScreenEntry(
        name="what_if",
        title="What if",
        help="What would be if you had rated otherwise",
        cls="recflix_tui.screens.what_if.what_if_screen:WhatIfScreen",
    ),
    ScreenEntry(
        name="people",
        title="People",
        help="People of similar taste, and what you share",
        cls="recflix_tui.screens.people.people_screen:PeopleScreen",
        offer="People of similar taste",
    ),
    ScreenEntry(
        name="preview",
        title="Import",
        help="What would become of an import",
        cls="recflix_tui.screens.history.preview_screen:PreviewScreen",
    ),
    ScreenEntry(
        name="changed",
        title="What changed",
        help="What an import changed",
        cls="recflix_tui.screens.history.changed_screen:ChangedScreen",
    ),
    ScreenEntry(
        name="waiting",
        title="What waits",
        help="Films of yours that are not found surely",
        cls="recflix_tui.screens.history.review_screen:ReviewScreen",
        offer="What waits: films of yours that are not found surely",
    ),
    ScreenEntry(
        name="lookup",
        title="Look-ups",
        help="Hash table against list, and this session's caches",
        cls="recflix_tui.screens.lab.lookup_screen:LookupScreen",
        needs_profile=False,
        offer="Hash table against list",
    ),
)


def tabs(screens: Iterable[ScreenEntry], group: Group) -> tuple[tuple[str, str], ...]:
    """The tabs of a group as (name, title)."""
    return tuple((screen.name, screen.title) for screen in screens if screen.group is group)
