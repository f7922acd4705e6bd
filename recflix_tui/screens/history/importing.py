"""The way of an import over whatever screen one is on: the file, the reading, the preview."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.status import no_dataset_words
from recflix_tui.screens.type_ahead.key_gate import IMPORTING

if TYPE_CHECKING:
    from recflix_tui.library.history.values import Outcome
    from recflix_tui.screens.history.choosing.reading_dialog import Read
    from recflix_tui.screens.history.reading import Prepared


class Importing:
    """At most one import at a time; nothing is changed before its preview is answered."""

    def __init__(self, app: App[Any], host: Host) -> None:
        """host: the same app, as its screens know it."""
        self._app, self._host = app, host

    def begin(self, profile_id: int | None = None) -> None:
        """Ask for the file of a profile's history; of who watches, where none is given."""
        profile = self._host.profile_id if profile_id is None else profile_id
        if self._host.library.snapshot.dataset is None:
            self._host.show_error(no_dataset_words(self._host))
        elif profile is not None:
            self._app.run_worker(self._ask_for_file(profile), group=IMPORTING)

    async def _ask_for_file(self, profile_id: int) -> None:
        from recflix_tui.screens.history.choosing.file_dialog import FileScreen

        with self._host.errors_shown():
            folder = await self._host.read(self._host.library.history.folder, profile_id)
            self._app.push_screen(FileScreen(folder), partial(self._read, profile_id))

    def _read(self, profile_id: int, path: Path | None, person: str | None = None) -> None:
        from recflix_tui.screens.history.choosing.reading_dialog import ReadingScreen

        if path is not None:
            reading = ReadingScreen(self._host, profile_id, path, person)
            self._app.push_screen(reading, partial(self._follow, profile_id, path))

    def _follow(self, profile_id: int, path: Path, read: Read | None) -> None:
        """Go on by what came of reading."""
        if read is None:
            return
        if read.another:
            self.begin(profile_id)
        elif read.people:
            self._ask_whose(profile_id, path, read.people)
        elif read.prepared is not None:
            self._preview(read.prepared)

    def _ask_whose(self, profile_id: int, path: Path, people: tuple[str, ...]) -> None:
        from recflix_tui.screens.history.choosing.whose_dialog import WhoseScreen

        def take(person: str | None) -> None:
            if person is not None:
                self._read(profile_id, path, person)

        self._app.push_screen(WhoseScreen(self._host, people), take)

    def _preview(self, prepared: Prepared) -> None:
        from recflix_tui.screens.history.preview_screen import PreviewScreen

        self._app.push_screen(PreviewScreen(self._host, prepared))

    def show_changed(self, outcome: Outcome) -> None:
        """Show what an import changed, in the place of its preview."""
        from recflix_tui.screens.history.changed_screen import ChangedScreen

        self._app.push_screen(ChangedScreen(self._host, outcome))

    def review(self) -> None:
        """Show what waits, over the screen that one is on."""
        from recflix_tui.screens.history.review_screen import ReviewScreen

        self._app.push_screen(ReviewScreen(self._host))
