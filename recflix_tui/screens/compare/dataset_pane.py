"""The dataset in use beside what was measured on it: its own figures, counted when first shown."""

from __future__ import annotations

import asyncio

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.screens.background.host import Host
from recflix_tui.widgets.pictures.portrait.pane import DataPortrait

COUNTING = "counting the dataset's ratings…"


class DatasetPane(DataPortrait):
    """The figures of the dataset in use."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._of: Dataset | None = None  # whose figures are shown

    async def load(self) -> None:
        """Show the figures of the dataset in use, or why there are none; a word until they are
        counted."""
        library = self._host.library
        dataset = library.snapshot.dataset
        if dataset is None or dataset is self._of:
            return
        self.say(COUNTING)
        self._of = None
        with self._host.errors_shown(self.say):
            # A second, where many ratings are: what a key asks of the reader does not wait for it.
            self.show(await asyncio.to_thread(library.datasets.portrait))
            self._of = dataset
