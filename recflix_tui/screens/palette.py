"""The command palette: every action of the screen, the themes, and every title."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from recflix_tui.screens.actions import Action
from recflix_tui.screens.base import RecflixScreen
from recflix_tui.screens.host import Host
from recflix_tui.screens.themes import THEMES

MOST_TITLES = 12
TITLE_SCORE = 0.4  # under an action that is spelled out, over one that only resembles


class RecflixCommands(Provider):
    """Actions by a fuzzy match of their help; titles by the catalogue's own search."""

    @property
    def _host(self) -> Host:
        return cast(Host, self.app)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """What can be done: a sentence, its key, the call."""
        screen = self.screen
        if isinstance(screen, RecflixScreen):
            for action in screen.actions():
                if action.id != "palette":
                    yield action.help, action.shown, partial(self._run, screen, action)
        for theme in THEMES:
            name = "Dark" if theme.dark else "Light"
            yield f"{name} theme", "", partial(self._host.set_theme, theme.name)

    async def _run(self, screen: RecflixScreen, action: Action) -> None:
        await screen.run_action(action.run)

    async def discover(self) -> Hits:
        for help_text, key, run in self._commands():
            yield DiscoveryHit(Content(help_text), run, help_text, key or None)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for help_text, key, run in self._commands():
            score = matcher.match(help_text)
            if score > 0:
                yield Hit(score, matcher.highlight(help_text), run, help_text, key or None)
        async for hit in self._titles(query):
            yield hit

    async def _titles(self, query: str) -> Hits:
        dataset = self._host.library.dataset
        if dataset is None or self._host.profile_id is None or not query.strip():
            return
        found = await self._host.read(lambda: dataset.search.find(query, limit=MOST_TITLES))
        for place, item in enumerate(found.tolist()):
            title, year = dataset.title(item), dataset.year(item)
            facts = "  ".join(filter(None, [str(year or ""), " · ".join(dataset.genres(item))]))
            yield Hit(
                TITLE_SCORE - place / 1000,
                Content(title),
                partial(self._host.open_title, item),
                title,
                facts or None,
            )
