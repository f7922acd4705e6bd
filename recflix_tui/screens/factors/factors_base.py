"""How what the Factors screen shows is loaded, and stays up to date."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from textual import events
from textual.worker import Worker

from recflix_tui.factors.showing.sliders import SliderValues
from recflix_tui.screens.factors.factors_look import FactorsLook
from recflix_tui.screens.factors.factors_words import COMPUTING, NO_MODEL
from recflix_tui.screens.factors.loading import (
    N_TOP,
    Colour,
    load_cards,
    load_ground,
    load_learned,
    load_scene,
    load_selected,
    load_slid,
)
from recflix_tui.screens.frame.recflix_screen import LOAD
from recflix_tui.screens.frame.status import no_dataset_words

SLIDE, KEEP = "slide", "keep"  # groups of workers


class FactorsBase(FactorsLook):
    """The taste of who watches, as learnt and as slid, along the axes asked for."""

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """While the first factors are loaded keys wait, but for those that lead elsewhere, or into
        the box of a flight; so they do for the box that asks for a name."""
        groups = {KEEP}
        if not self.needs_nothing_loaded(event) and self._loaded_for != self.host.profile_id:
            groups.add(LOAD)
        return [worker for worker in workers if worker.group in groups and worker.node is self]

    # --- loading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        profile, library = self.host.profile_id, self.host.library
        snapshot = library.snapshot
        if profile is None:
            return
        if snapshot.dataset is None or snapshot.model is None:
            words = no_dataset_words(self.host)
            self._say(words if snapshot.dataset is None else snapshot.model_problem or NO_MODEL)
            return
        if self._ground is None or self._ground.snapshot is not snapshot or self._stale_ground:
            await self._take_ground()
        ground = self._ground
        assert ground is not None
        learned = await self.host.read(load_learned, library, profile, ground)
        self._take_learned(profile, learned)
        await self._slide_once()
        # The labels of many factors take longer than what a rating changes at once.
        self._cards = await asyncio.to_thread(load_cards, library, profile, ground)
        self._show_taste()
        await self._read_selected()

    async def _take_ground(self) -> None:
        library = self.host.library
        snapshot = library.snapshot
        dataset = snapshot.need_dataset()
        if self._ground is None:
            self._say(COMPUTING.format(titles=dataset.n_items, people=dataset.n_users))
        if self._kind is not None and self._kind not in library.factors.available():
            self._kind = None
        if self._sliders.is_slid and self._ground is not None:
            self.notify("other factors: the sliders stand as learnt", markup=False, timeout=5)
        self._stale_ground = False
        ground = await asyncio.to_thread(load_ground, library, self._kind)
        if self._ground is None or self._ground.snapshot is not ground.snapshot:
            self._pick_nothing()  # the title picked may be one of another dataset
        self._ground, self._cards, self._view = ground, (), None
        self._sliders = SliderValues.at(())
        await self._take_scene()

    async def _take_scene(self) -> None:
        if self._ground is not None:
            library = self.host.library
            self._scene = await self.host.read(load_scene, library, self._ground, self._axes)

    def _take_learned(self, profile: int, learned: tuple[float, ...]) -> None:
        if profile == self._profile and len(self._sliders.learned) == len(learned):
            self._sliders = self._sliders.relearned(learned)
        else:
            self._sliders = SliderValues.at(learned)
        if profile != self._profile:
            self._pick_nothing()
        self._profile = profile

    # --- sliding ----------------------------------------------------------------------------

    def _slide_to(self, sliders: SliderValues) -> None:
        """Slide the taste."""
        if self._view is None or sliders == self._sliders:
            return
        self._sliders = sliders
        self.keep_up(self._slide_once, SLIDE)

    async def _slide_once(self) -> None:
        profile, ground = self._profile, self._ground
        if profile is None or ground is None:
            return
        view = await self.host.read(
            load_slid, self.host.library, profile, ground, self._sliders.shift, N_TOP
        )
        first = self._view is None
        self._view = view
        if first:
            self._say(None)
        if first or self._colour is not Colour.GENRE:
            self._show_points()
        self._show_taste()

    # --- the title picked -------------------------------------------------------------------

    async def _read_selected(self) -> None:
        """Read what is known of the title picked; at first that is the best for the taste."""
        view, profile = self._view, self._profile
        if view is None or profile is None:
            return
        if self._item is None and view.top:
            self._item = view.top[0].item
        item = self._item
        if item is None:
            return
        self._show_picked()
        selected = await self.host.read(load_selected, self.host.library, profile, item)
        if item == self._item:
            self._selected = selected
            self._show_picked()
