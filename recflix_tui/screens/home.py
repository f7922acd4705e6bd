"""Home: the shelves of the person who watches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import wait
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.worker import Worker

from recflix_tui.live.kept_page import KeptPage, KeptTile
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.screens import home_keys
from recflix_tui.screens.background.sight import NOTHING, Sight
from recflix_tui.screens.frame.status import no_dataset_words
from recflix_tui.screens.frame.titles_screen import TitlesScreen
from recflix_tui.screens.keys.actions import Action, bindings
from recflix_tui.widgets.shelf.grid import seen_at_once
from recflix_tui.widgets.shelf.rows import Hold, ShelfView
from recflix_tui.widgets.shelf.shelf_wall import ShelfWall
from recflix_tui.widgets.shelf.tile import TileLook

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library
    from recflix_tui.library.views import HomeView
    from recflix_tui.recommend.taste import Taste

NOTHING_LEFT = "every title is rated, watched or refused; b lists them"
OPENING_HOME = "opening-home"  # the group of the worker that opens what the page is made from
PATIENCE = 0.008  # seconds that the first frame waits for its shelves
Look = Callable[[int], TileLook]


class HomeScreen(TitlesScreen):
    """One wall of shelves."""

    CSS_PATH = "home.tcss"
    SMALLEST = Size(32, 10)
    OWN_ACTIONS = home_keys.OWN_ACTIONS
    BINDINGS = bindings(OWN_ACTIONS)

    _shown_profile: int | None = None
    _look_later: tuple[str, int | None] | None = None  # the tile asked for before it was there
    _returning = False  # whether the next shelves come while nobody looks
    _acts = -1  # the edition of the acts that are taken in
    _of_last_time = False  # whether what is shown is the page that was kept
    _made_for: FirstScreen | None = None  # what the terminal showed of the shelves asked for last
    _moment: tuple[int, str] | None = None  # the day and the part of it that those are for

    def actions(self) -> list[Action]:
        return [a for a in super().actions() if a.id != "back"]  # there is nothing behind Home

    def action_my_list_rows(self) -> None:
        """Leave the titles of My List out of all other rows, or have them there again."""
        if self.host.profile_id is not None:
            change, library = home_keys.switch_my_list, self.host.library
            self.write_change(change, library, self.host.profile_id, self._seen)

    def action_adventure(self, steps: int) -> None:
        """Have Top picks so many steps more adventurous."""
        if self.host.profile_id is not None:
            change, library = home_keys.change_adventure, self.host.library
            self.write_change(change, library, self.host.profile_id, self._seen, steps)

    def compose_body(self) -> ComposeResult:
        yield ShelfWall()

    @property
    def wall(self) -> ShelfWall:
        return self.query_one(ShelfWall)

    def focused_item(self) -> int | None:
        # Until the shelves of another person are there, no key means theirs.
        shown = self._shown_profile == self.host.profile_id
        return self.wall.focused_item if shown else None

    def title_view(self) -> ShelfWall:
        return self.wall

    def cut_title(self) -> str:
        return self.wall.cut_title

    def in_sight(self) -> Sight:
        if self._shown_profile != self.host.profile_id:
            return NOTHING
        return Sight(self.wall.drawn_titles, self.wall.focused_item)

    def on_mount(self) -> None:
        """What was prepared is in the first frame; what is not yet there comes by `load`."""
        if self._show_at_once():
            self._seen_revision = self.host.revision

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """While the page of the last time stands, keys wait until what it is made from is open."""
        there = list(workers)
        waits = [*super().keys_wait_for(event, there)]
        if not self.host.library.is_open and not self.needs_nothing_loaded(event):
            waits += [worker for worker in there if worker.group == OPENING_HOME]
        return waits

    def on_resize(self, event: events.Resize) -> None:
        """More rows and tiles in view are others that no title may stand on twice."""
        if self._made_for is not None and self._made_for != self._seen:
            self.load()
        self._start_why_later()  # other titles have room

    def on_screen_resume(self) -> None:
        self._returning = self._seen_revision != self.host.revision
        self.follow_acts()

    def was_drawn(self) -> None:
        super().was_drawn()
        self.follow_acts()  # from where no title is open, and nothing searched

    def follow_clock(self) -> None:
        self.follow_acts()

    def follow_acts(self) -> None:
        """Show what was opened or searched for since, now that one comes back from there, and what
        another part of the day brings."""
        profile = self.host.profile_id
        if profile is None or profile != self._loaded_for:
            return  # what is being loaded takes it in
        if self._moment != self.host.library.recommendations.moment():
            self.show_change(None)  # the reasons are of the hour, too
        elif self._acts != self.host.library.behaviour.edition(profile):
            self.load()

    def _note_what_is_taken_in(self, profile: int) -> FirstScreen:
        """Note what the shelves that are made now go by; how much is seen of them at once."""
        library = self.host.library
        self._acts = library.behaviour.edition(profile)
        self._moment = library.recommendations.moment()
        self._made_for = self._seen
        return self._made_for

    async def load_once(self) -> None:
        profile = self.host.profile_id
        if profile is None:
            return
        seen, held = self._note_what_is_taken_in(profile), self.wall.rows.in_focus
        if not self.host.library.is_open:
            self._show_while_opening(profile)
            return
        if self.host.library.snapshot.dataset is None:
            self.wall.set_message(no_dataset_words(self.host))
            return
        shelves = await self.host.read(load_shelves, self.host.library, profile, seen, held)
        self._show(profile, shelves)
        self._look_now()

    def _show_while_opening(self, profile: int) -> None:
        """Have the page of the last time stand until its dataset is open; it is shown to nobody
        but whose it is."""
        library = self.host.library
        is_theirs = library.page is not None and library.page_of == profile
        if is_theirs and library.page is not None and not self._of_last_time:
            self.wall.set_shelves(*shelves_of(library.page), Hold.NOTHING)
        elif not is_theirs:
            self.wall.set_message(no_dataset_words(self.host))
        self._of_last_time = is_theirs
        self._shown_profile = profile if is_theirs else None

    @property
    def _seen(self) -> FirstScreen:
        """How much of the shelves the terminal shows before anybody scrolls."""
        return FirstScreen(*seen_at_once(*self.app.size))

    def _show_at_once(self) -> bool:
        """Show the shelves in the frame under way; False where they are not there in time."""
        profile, library = self.host.profile_id, self.host.library
        if profile is not None and not library.is_open:
            self._show_while_opening(profile)
            return self._of_last_time
        if profile is None or library.snapshot.dataset is None:
            return False
        seen = self._note_what_is_taken_in(profile)
        answer = self.host.start_reading(load_shelves, library, profile, seen)
        if not wait([answer], PATIENCE).done or answer.exception() is not None:
            return False  # loaded in its own time, which also tells what failed
        self._show(profile, answer.result())
        self._loaded_for = profile
        return True

    def _show(self, profile: int, shown: tuple[list[ShelfView], Look]) -> None:
        hold = Hold.TILE if self._returning else Hold.POSITION
        if self._of_last_time and not self.host.library.page_holds():
            self.host.forget_frames()  # the titles seen on it are others now
            hold = Hold.NOTHING
        self._of_last_time = False
        if profile != self._shown_profile or (self._returning and self._begins_anew(shown[0])):
            hold = Hold.NOTHING
        self._shown_profile, self._returning = profile, False
        self.wall.set_shelves(*shown, hold)
        if not shown[0]:
            self.wall.set_message(NOTHING_LEFT)

    def look_at(self, key: str, item: int | None) -> None:
        """Give the focus to a title of a row, or to its first; once they are there."""
        if self.is_up_to_date:
            self.wall.focus_tile(key, item)
        else:
            self._look_later = key, item

    def _look_now(self) -> None:
        later, self._look_later = self._look_later, None
        if later is not None:
            self.wall.focus_tile(*later)

    def _begins_anew(self, shelves: Sequence[ShelfView]) -> bool:
        """Whether another shelf stands first: the top picks once there are any, to be seen."""
        before = self.wall.rows.rows
        return not before or not shelves or before[0].view.key != shelves[0].key

    @on(ShelfWall.FocusMoved)
    def _follow_focus(self) -> None:
        self.focus_moved()

    @on(ShelfWall.TileOpened)
    def _open_tile(self, event: ShelfWall.TileOpened) -> None:
        self.host.open_title(event.item)


def load_shelves(
    library: Library, profile_id: int, seen: FirstScreen, held: Sequence[int] = ()
) -> tuple[list[ShelfView], Look]:
    """A profile's shelves, of which the terminal shows `seen` at first, and how to look up their
    tiles and those that the wall may hold."""
    home = library.recommendations.home(profile_id, held, seen)
    shelves = [ShelfView(s.key, s.title, s.note, s.items, s.shorter) for s in home.rows]
    return shelves, partial(tile_look, home.dataset, home.taste)


def shelves_of(page: KeptPage) -> tuple[list[ShelfView], Look]:
    """The shelves of a page that was kept, and how to look up their tiles."""
    shelves = [ShelfView(s.key, s.title, s.note, s.items, s.shorter) for s in page.rows]
    names = [field.name for field in fields(TileLook)]
    tiles = page.tiles

    def look(item: int) -> TileLook:
        return TileLook(**{name: getattr(tiles[item], name) for name in names})

    return shelves, look


def kept_tile(home: HomeView, item: int) -> KeptTile:
    """What the tile of an item shows, to be kept for the next start."""
    look = tile_look(home.dataset, home.taste, item)
    shown = {field.name: getattr(look, field.name) for field in fields(TileLook)}
    return KeptTile(movie_id=int(home.dataset.movie_ids[item]), **shown)


def tile_look(dataset: Dataset, taste: Taste, item: int) -> TileLook:
    """What the tile of an item shows to one profile."""
    mean = float(dataset.means[item])
    return TileLook(
        title=dataset.title(item),
        year=dataset.year(item),
        genres=dataset.genres(item),
        prediction=taste.prediction(item),
        uncertainty=taste.uncertainty(item),
        mean=None if mean != mean else mean,
        count=int(dataset.counts[item]),
        stars=taste.activity.ratings.get(item),
        listed=item in taste.activity.my_list,
        watched=item in taste.activity.watched,
        refused=item in taste.activity.refused,
        abandoned=item in taste.activity.abandoned,
        high=dataset.scale.high,
    )
