"""What the app has before any screen: work in threads, lines shown for a while, the theme."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from textual import events, work
from textual.app import App
from textual.notifications import Notification, Notify
from textual.signal import Signal
from textual.widgets._toast import ToastRack
from textual.worker import WorkerFailed

from recflix_tui.errors import RecflixError
from recflix_tui.screens.frame.themes import DARK, LIGHT, themes_for
from recflix_tui.screens.type_ahead.frames import Frames
from recflix_tui.screens.type_ahead.key_gate import KeyGate
from recflix_tui.text import as_message

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen

    from recflix_tui.library.library import Library
    from recflix_tui.widgets.drawn_titles import DrawsTitles

WAY_OUT = "ctrl+q"  # Textual's own key to quit, which waits for nothing
ROOMY = 100  # columns from which what is beside a line shown for a while can be read
P = ParamSpec("P")
R = TypeVar("R")


class AppBase(App[None]):
    """An app over one Library, without a screen."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._writer = ThreadPoolExecutor(1, "writer")
        self._reader = ThreadPoolExecutor(1, "reader")
        self._ended = False  # whether the two take nothing more
        self.opening = ""
        self.preparing = ""
        self._said = ""
        self.gone_dataset = ""
        self.key_gate = KeyGate(self, self.hand_key)
        self._frames = Frames()
        # the profile of what the next frame shows, and when that was asked for
        self._to_be_shown: tuple[int, int] | None = None
        super().__init__()
        self.changes: Signal[int | None] = Signal(self, "changes")
        self.status: Signal[None] = Signal(self, "status")
        for theme in themes_for(self.console.color_system):
            self.register_theme(theme)
        chosen = library.theme
        self.theme = LIGHT.name if chosen == LIGHT.name else DARK.name
        self._theme_asked = self.theme

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, told of a terminal that goes away where the system tells of that."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from recflix_tui.screens.ending.terminal import TerminalDriver

        return TerminalDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    # --- an end that nobody asked for -------------------------------------------------------

    @property
    def failure(self) -> Exception | None:
        """What ended the app, None where it was left or runs."""
        error = self._exception
        cause = error.error if isinstance(error, WorkerFailed) else error
        return cause if isinstance(cause, Exception) else None

    def _fatal_error(self) -> None:
        """Leave the terminal to the one line that the command says of the failure."""
        if os.environ.get("RECFLIX_DEBUG"):
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    # --- keys typed ahead -------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for what the keys before them open; a click ends that waiting."""
        leaves = isinstance(event, events.Key) and event.key == WAY_OUT
        if isinstance(event, events.Key | events.Paste) and not (event.is_forwarded or leaves):
            self.key_gate.take(event)
            return
        if isinstance(event, events.MouseDown):
            self.key_gate.drop()
        await super().on_event(event)

    async def hand_key(self, event: events.Event) -> None:
        """Have a key do what it does: its turn has come."""
        await super().on_event(event)

    def post_display_hook(self) -> None:
        """Textual drew a frame."""
        seen: list[Screen[Any]] = []
        for screen in reversed(self.screen_stack):
            seen.append(screen)
            if not screen.is_modal:
                break
        if seen:
            self._frames.note(seen)
        self._is_shown()

    def shown_by_next_frame(self, profile_id: int, asked: int) -> None:
        """What a profile did is on the widgets: the next frame draws it, if it alters anything.

        asked: when that was asked for, by `perf_counter_ns`.
        """
        self._to_be_shown = profile_id, asked
        self.call_after_refresh(self._is_shown)  # no frame is drawn where nothing looks otherwise

    def _is_shown(self) -> None:
        """What the widgets were given last is on the screen."""
        if self._to_be_shown is not None:
            of, self._to_be_shown = self._to_be_shown, None
            self.library.pipeline.shown(*of)

    def title_was_in_view(self, item: int, view: DrawsTitles | None = None) -> bool:
        """Whether `view`, or any, showed an item when the key at work was struck."""
        if self.key_gate.struck is None:
            return True
        frame = self._frames.at(self.key_gate.struck)
        if frame is None:
            return False
        views = frame.titles if view is None else (view,)
        return any(item in frame.titles.get(v, ()) for v in views)

    def forget_frames(self) -> None:
        """Go by what is drawn from here on: the numbers of titles seen before are others now."""
        self._frames = Frames()

    def screen_was_in_view(self, screen: Screen[Any]) -> bool:
        """Whether a screen was the one on top when the key at work was struck."""
        if self.key_gate.struck is None:
            return True
        frame = self._frames.at(self.key_gate.struck)
        return frame is not None and frame.screen is screen

    # --- work in threads --------------------------------------------------------------------

    async def write(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `fn` in the one writer thread, after all that was asked of it before."""
        return await asyncio.wrap_future(self._submit(self._writer, partial(fn, *args, **kwargs)))

    async def read(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `fn` in the one reader thread, so that no key waits for it.

        Who waits while the app is being left is called off: the widgets to show it on go first.
        """
        answer = await asyncio.wrap_future(self.start_reading(fn, *args, **kwargs))
        if not self.is_running:
            raise asyncio.CancelledError
        return answer

    def start_reading(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have the reader thread run `fn`, for one who may wait a moment for its answer."""
        return self._submit(self._reader, partial(fn, *args, **kwargs))

    def _submit(self, thread: ThreadPoolExecutor, call: Callable[[], R]) -> Future[R]:
        """Have a thread run `call`. Who asks while the app is being left is called off."""
        if not self._ended:
            return thread.submit(call)
        nothing: Future[R] = Future()
        nothing.cancel()
        return nothing

    def end_threads(self) -> None:
        """Let what is being written be written, and read no more."""
        self._ended = True
        self._writer.shutdown(wait=True)
        self._reader.shutdown(wait=False, cancel_futures=True)

    # --- what the top bar tells of ----------------------------------------------------------

    def say_opening(self, words: str) -> None:
        """Tell what is being opened in the background; "" when all is open."""
        self.opening = words
        self.status.publish(None)

    def say_preparing(self, words: str) -> None:
        """Tell what is being prepared in the background; "" when nothing is."""
        self.preparing = words
        self.status.publish(None)

    # --- lines shown for a while ------------------------------------------------------------

    def notify(self, message: str, **how: Any) -> None:
        """Show a line for a while; one that is shown already starts its time anew."""
        self._take_away(message)
        super().notify(message, **how)

    def say(self, message: str, **how: Any) -> None:
        """Show what a key did, in the place of what the key before it did."""
        self._take_away(self._said)
        self._take_away(message)
        self._said = message
        # Not by `notify`, which has it shown after the next key's: that would find none to replace.
        self._notifications.add(Notification(message, **how))
        self._fit_lines()
        self._refresh_notifications()

    def on_notify(self, event: Notify) -> None:
        """The same line that was asked for twice, before it was shown once, is shown once."""
        self._take_away(event.notification.message)
        self._fit_lines()

    def _fit_lines(self) -> None:
        """In a narrow terminal they cover all that is beside them, too."""
        for rack in self.screen.query(ToastRack) if self.screen_stack else ():
            rack.set_class(self.size.width < ROOMY, "narrow")

    def unsay(self, message: str) -> None:
        """Take a line down that holds no longer."""
        self._take_away(message)
        self._refresh_notifications()

    def _take_away(self, message: str) -> None:
        for shown in [n for n in self._notifications if n.message == message]:
            self._unnotify(shown, refresh=False)

    @contextmanager
    def errors_shown(self, show: Callable[[str], object] | None = None) -> Iterator[None]:
        """End the block at an error that a person can do something about, and show its line.

        show: what shows it, where that is not for a while in the corner.
        """
        try:
            yield
        except (RecflixError, OSError) as error:
            (show or self.show_error)(as_message(str(error)))

    def show_error(self, line: str) -> None:
        """Show an error's one line for a while."""
        self.notify(line, severity="error", markup=False, timeout=8)

    # --- theme ------------------------------------------------------------------------------

    def action_toggle_theme(self) -> None:
        """Dark to light, or back; the choice is remembered."""
        self.set_theme(LIGHT.name if self._theme_asked == DARK.name else DARK.name)

    def set_theme(self, name: str) -> None:
        """Show a theme and remember it."""
        self._theme_asked = name
        self._keep_theme(name)

    @work(group="theme")
    async def _keep_theme(self, name: str) -> None:
        with self.errors_shown(self._stay_with_theme):
            await self.write(self.library.remember_theme, name)
            self.theme = name

    def _stay_with_theme(self, error: str) -> None:
        self._theme_asked = self.theme
        self.show_error(error)
