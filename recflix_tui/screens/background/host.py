"""What a screen may ask of the app that shows it (the app imports screens, never back)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.signal import Signal

    from recflix_tui.library.library import Library
    from recflix_tui.screens.all_screens import Group, ScreenEntry
    from recflix_tui.screens.background.evaluation_follower import EvaluationFollower
    from recflix_tui.screens.background.guide import Guide, Importer
    from recflix_tui.screens.background.lookup_follower import LookupFollower
    from recflix_tui.screens.background.sight import Watcher
    from recflix_tui.screens.background.training_follower import TrainingFollower
    from recflix_tui.screens.keys.actions import Action
    from recflix_tui.widgets.drawn_titles import DrawsTitles

P = ParamSpec("P")
R = TypeVar("R")


class Host(Protocol):
    """The app, as the screens know it."""

    library: Library
    screens: Sequence[ScreenEntry]
    """Every screen there is."""
    actions: Sequence[Action]
    """What the app does wherever one is."""
    profile_id: int | None
    profile_name: str
    revision: int
    """Grows with every change of ratings, marks, model or dataset: what a screen compares."""
    training: TrainingFollower
    """The training or tuning under way, and the way to start one."""
    evaluation: EvaluationFollower
    """The evaluation under way, and the way to start one."""
    lookup: LookupFollower
    """The look-up experiment under way, and the way to start one."""
    opening: str
    """What is being opened in the background, in a few words; empty when all is open."""
    preparing: str
    """What is being prepared in the background, in a few words; empty when nothing is."""
    gone_dataset: str
    """The name of the dataset that was in use until it was removed elsewhere; empty for none."""
    changes: Signal[int | None]
    """Publishes each change: the item that was rated or marked, None where it may be anything."""
    status: Signal[None]
    """Publishes that the words of the top bar may have changed."""

    @property
    def lesson(self) -> Guide:
        """The lesson that leads through the screens."""
        ...

    @property
    def importing(self) -> Importer:
        """The import of one's own history."""
        ...

    @property
    def watching(self) -> Watcher:
        """What notes what the person does beside rating and marking."""
        ...

    @property
    def group(self) -> Group:
        """The group of tabs that one is in."""
        ...

    @property
    def quits_when_done(self) -> bool:
        """Whether the app quits as soon as what is under way is done."""
        ...

    async def write(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `fn` in the one writer thread, after all that was asked of it before."""
        ...

    async def read(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `fn` in the one reader thread, so that no key waits for it."""
        ...

    def start_reading(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have the reader thread run `fn`, for one who may wait a moment for its answer."""
        ...

    def title_was_in_view(self, item: int, view: DrawsTitles | None = None) -> bool:
        """Whether `view`, or any, showed an item when the key at work was struck."""
        ...

    def forget_frames(self) -> None:
        """Go by what is drawn from here on: the numbers of titles seen before are others now."""
        ...

    def screen_was_in_view(self, screen: Screen[Any]) -> bool:
        """Whether a screen was the one on top when the key at work was struck."""
        ...

    def shown_by_next_frame(self, profile_id: int, asked: int) -> None:
        """What a profile did is on the widgets: the next frame draws it; asked: when that was
        asked for, by `perf_counter_ns`."""
        ...

    def changed(self, item: int | None = None) -> None:
        """Tell that `item` was rated or marked, or (None) that anything may have changed."""
        ...

    def say_opening(self, words: str) -> None:
        """Tell what is being opened in the background; "" when all is open."""
        ...

    def say_preparing(self, words: str) -> None:
        """Tell what is being prepared in the background; "" when nothing is."""
        ...

    def say(self, message: str, **how: Any) -> None:
        """Show what a key did for a while, in the place of what the key before it did."""

    def unsay(self, message: str) -> None:
        """Take a line down that holds no longer."""

    def notify(self, message: str, **how: Any) -> None:
        """Show a line for a while; one that is shown already starts its time anew."""
        ...

    def errors_shown(
        self, show: Callable[[str], object] | None = None
    ) -> AbstractContextManager[None]:
        """End the block at an error that a person can do something about, and show its line.

        show: what shows it, where that is not for a while in the corner.
        """
        ...

    def show_error(self, line: str) -> None:
        """Show an error's one line for a while."""
        ...

    def go(self, name: str) -> None:
        """Show the screen of that name; nothing while nobody watches, where that is needed."""
        ...

    def open_title(self, item: int, why: bool = False) -> None:
        """Show one title over the present screen, at its why if `why`."""
        ...

    def open_what_if(self, item: int) -> None:
        """Show over the present screen what would become of one title if one had done otherwise."""
        ...

    def ask_how_far(self, title: str, answer: Callable[[int | None], None]) -> None:
        """Ask how far one got in a title that one gave up on. answer: gets the tenths, 0 where
        that is not said, None where it was not given up on."""
        ...

    def back(self) -> None:
        """Leave the screen that lies on top; from a tab, go Home."""
        ...

    def set_theme(self, name: str) -> object:
        """Show a theme and remember it."""
        ...

    def choose_profile(self, profile_id: int) -> object:
        """Make this person the one who watches, and show Home."""
        ...

    async def watch_as(self, profile_id: int) -> None:
        """Make this person the one who watches, wherever one is."""
        ...

    def use_dataset(self, name: str) -> object:
        """Take another of the imported datasets into use."""
        ...
