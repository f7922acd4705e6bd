"""The command palette: every action, here and elsewhere, the themes, and every title."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from recflix_tui.errors import RecflixError
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.navigator import screen_class
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.themes import THEMES
from recflix_tui.screens.frame.titles_screen import TitlesScreen
from recflix_tui.screens.keys.actions import Action
from recflix_tui.widgets.bars.lesson_bar import head_words
from recflix_tui.widgets.cells import shorten_title

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library

MOST_TITLES = 12
LONGEST_RATED = 40  # cells of the title whose rating a lesson follows
LONGEST_TITLE = 60  # cells: its end tells films of a series apart
IMPORT = "Import your history…"
LESSON = "What happens when I press 4"  # what it is found by, whatever was pressed
TITLE_SCORE = 0.4  # under an action that is spelled out, over one that only resembles


class RecflixCommands(Provider):
    """Actions by a fuzzy match of their help; titles by the catalogue's own search."""

    _datasets: Sequence[str] = ()
    _lessons: Sequence[tuple[int | None, str]] = ((None, LESSON),)  # titles rated, and in words

    async def startup(self) -> None:
        """Find the datasets there are, less the one in use."""
        library = self._host.library
        with contextlib.suppress(RecflixError, OSError):  # the rest of the palette is there
            found = await asyncio.to_thread(library.datasets.all)
            self._datasets = [d.name for d in found if d.name != library.snapshot.dataset_name]
        with contextlib.suppress(RecflixError, OSError):
            item = self.screen.focused_item() if isinstance(self.screen, TitlesScreen) else None
            profile = self._host.profile_id
            if profile is not None and library.snapshot.dataset is not None:
                # Behind all that is being written: what was rated last is the newest.
                self._lessons = await self._host.write(lessons, library, profile, item)

    @property
    def _host(self) -> Host:
        """The app: the palette opens over dialogs too, which lie over a screen of it."""
        return next(s for s in self.app.screen_stack if isinstance(s, RecflixScreen)).host

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """What can be done: a sentence, its key, the call."""
        screen = self.screen
        if isinstance(screen, RecflixScreen):
            for action in screen.actions():
                if action.in_palette:
                    yield action.help, action.shown, partial(self._run, screen, action)
            if self._host.profile_id is not None:
                yield from self._elsewhere(screen)
        if self._host.profile_id is not None:
            for item, words in self._lessons:
                yield words, "", partial(self._host.lesson.begin, item)
            yield IMPORT, "", self._host.importing.begin
        for sentence, name in sorted((s.offer, s.name) for s in self._host.screens if s.offer):
            yield sentence, "", partial(self._host.go, name)
        for name in self._datasets:
            yield f"Use dataset {name}", "", partial(self._host.use_dataset, name)
        for theme in THEMES:
            name = "Dark" if theme.dark else "Light"
            yield f"{name} theme", "", partial(self._host.set_theme, theme.name)

    def _elsewhere(self, here: RecflixScreen) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """What the other screens do of their own: the call goes there first."""
        for there in self._host.screens:
            if there.key and there.name != here.entry_name:
                for action in screen_class(there).OWN_ACTIONS:
                    if action.in_palette:
                        call = partial(self._run_at, there.name, action)
                        yield f"{there.title}: {action.help}", action.shown, call

    def _run_at(self, name: str, action: Action) -> None:
        self._host.go(name)
        screen = self.app.screen
        screen.call_after_refresh(screen.run_action, action.run)

    async def _run(self, screen: RecflixScreen, action: Action) -> None:
        await screen.run_action(action.run)

    async def discover(self) -> Hits:
        for sentence, key, run in self._commands():
            yield DiscoveryHit(_line(Content(sentence), key), run, sentence)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for sentence, key, run in self._commands():
            score = max(matcher.match(said) for said in self._found_by(sentence))
            if score > 0:
                yield Hit(score, _line(matcher.highlight(sentence), key), run, sentence)
        async for hit in self._titles(query):
            yield hit

    def _found_by(self, sentence: str) -> Iterator[str]:
        """What a command is found by: a lesson by the name that it is known by, too."""
        yield sentence
        if any(sentence == words for _, words in self._lessons):
            yield LESSON

    async def _titles(self, query: str) -> Hits:
        library = self._host.library
        if library.snapshot.dataset is None or self._host.profile_id is None or not query.strip():
            return
        found: list[tuple[int, str, str]] = []
        with contextlib.suppress(RecflixError, OSError):  # the rest of the palette is there
            found = await self._host.read(find_titles, library.snapshot.dataset, query)
        for rank, (item, title, facts) in enumerate(found):
            score = TITLE_SCORE - rank / 1000
            opens = partial(self._open, library.snapshot.dataset, item)
            named = Content(shorten_title(title, LONGEST_TITLE))
            yield Hit(score, _line(named, facts), opens, title)

    def _open(self, dataset: Dataset, item: int) -> None:
        """Open a title, if its dataset is still the one in use."""
        if self._host.library.snapshot.dataset is dataset:
            self._host.open_title(item)


def find_titles(dataset: Dataset, query: str) -> list[tuple[int, str, str]]:
    """The best titles for a query, as (item, title, year and genres)."""
    found = []
    for item in dataset.search.find(query, limit=MOST_TITLES).tolist():
        year = [str(dataset.year(item))] if dataset.year(item) else []
        facts = "  ".join([*year, " · ".join(dataset.genres(item))])
        found.append((item, dataset.title(item), facts))
    return found


def lessons(library: Library, profile_id: int, item: int | None) -> list[tuple[int, str]]:
    """The titles whose ratings a lesson may follow, each with what it is called: that in focus if
    it is rated, and what was rated last.

    Raises LibraryError where nothing is rated.
    """
    follow, dataset = library.lab.rating_to_follow, library.snapshot.need_dataset()
    found = dict([follow(profile_id, item), follow(profile_id)])
    return [
        (rated, f"{head_words(stars)}: {shorten_title(dataset.title(rated), LONGEST_RATED)}")
        for rated, stars in found.items()
    ]


def _line(text: Content, grey: str) -> Content:
    """What is found, and a grey word after it. Never read as markup."""
    return text + "  " + Content.styled(grey, "$muted not bold") if grey else text
