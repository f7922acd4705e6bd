"""`library.datasets`: what is imported into a home, and which of it is in use."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from recflix_tui.dataset import imported, values
from recflix_tui.dataset.imported import DatasetInfo
from recflix_tui.dataset.values import DatasetError, Stamp
from recflix_tui.library.elsewhere.find_titles import name_all, name_titles
from recflix_tui.library.session import Session
from recflix_tui.paths import sample_data
from recflix_tui.versions.registry import Registry

if TYPE_CHECKING:
    from recflix_tui.dataset.portrait.values import Portrait

SAMPLE = values.SAMPLE


class Datasets:
    """The datasets of one home. Every change is on disk when its method returns."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._folder = session.paths.datasets
        self._lock = threading.Lock()  # held while figures are counted: one thread does for all
        self._portrait: tuple[Stamp, Portrait] | None = None  # of the dataset asked for last

    def all(self) -> list[DatasetInfo]:
        """The datasets that can be opened, by name."""
        return [info for info in self.listed() if info.damage is None]

    def listed(self) -> list[DatasetInfo]:
        """All datasets by name, those that cannot be opened with their damage."""
        return imported.list_datasets(self._folder)

    def check(self, name: str) -> None:
        """Read every byte of a dataset. Raises DatasetError unless all is as it was written."""
        imported.check_named(self._folder, name)

    def portrait(self, name: str | None = None) -> Portrait:
        """The figures of a dataset, of the one in use for None; may be called from any thread.

        Those of the dataset asked for last are kept; else all its ratings are counted. Raises
        LibraryError where no dataset is in use, and DatasetError where there is none of that
        name or it is damaged.
        """
        from recflix_tui.dataset.portrait.portrait import portrait_of  # late: no opening needs it

        snapshot = self._session.snapshot
        if name in (None, snapshot.dataset_name):
            dataset = snapshot.need_dataset()
        else:
            dataset = imported.open_named(self._folder, name)
        with self._lock:
            if self._portrait is None or self._portrait[0] != dataset.stamp:
                self._portrait = dataset.stamp, portrait_of(dataset)
            return self._portrait[1]

    def add(
        self,
        path: Path,
        name: str | None = None,
        progress: Callable[[str, float], None] | None = None,
    ) -> DatasetInfo:
        """Import a folder or zip; the first dataset of a home is taken into use.

        name: what it is kept under; None for the folder's own. A damaged dataset of that name is
        replaced, and its models fit again where the ratings are the same. Raises DatasetError.
        """
        info = imported.import_dataset(path, self._folder, name, progress)
        if (
            self._session.snapshot.dataset is None
            or self._session.snapshot.dataset_name == info.name
        ):
            self.use(info.name)
        return info

    def enrich(
        self,
        imdb: Path,
        name: str | None = None,
        progress: Callable[[str, float], None] | None = None,
    ) -> DatasetInfo:
        """Read directors, cast and running times of a dataset, of the one in use for None, from
        the folder of IMDb's files `imdb`, in place of those that it has.

        Raises LibraryError where no dataset is in use, and DatasetError, where nothing is changed.
        """
        in_use = self._session.snapshot.dataset_name
        if name is None:
            name = self._session.snapshot.need_dataset().name
        info = imported.enrich_dataset(self._folder, name, imdb, progress)
        if name == in_use:
            self._session.reopen_snapshot()
        return info

    def add_sample(
        self,
        name: str | None = None,
        progress: Callable[[str, float], None] | None = None,
    ) -> DatasetInfo:
        """Import the sample data, in place of what is damaged of it. Raises DatasetError."""
        return self.add(sample_data(), name or SAMPLE, progress)

    def use(self, name: str) -> None:
        """Take a dataset into use. Raises DatasetError where it cannot be opened."""
        self.use_at_next_look(name)
        self._session.reopen_snapshot()

    def use_at_next_look(self, name: str) -> None:
        """Have a dataset in use for whoever next looks for changes: this session goes on as it
        is until it does. Raises DatasetError where the dataset cannot be opened."""
        imported.open_named(self._folder, name)
        self._keep_names()
        self._session.store.set_setting("dataset", name)

    def _keep_names(self) -> None:
        """Keep what the titles are called that people here rated, in whichever dataset that was:
        the next one in use may number its films otherwise."""
        dataset = self._session.snapshot.dataset
        if dataset is not None:
            name_titles(self._session.store, dataset)
        name_all(self._session.store, self._folder)

    def remove(self, name: str) -> None:
        """Remove a dataset and its models; what people here rated stays.

        Where it was in use, another one is from then on, if there is one. Raises DatasetError.
        """
        from recflix_tui.tuning import tuned

        store, models = self._session.store, self._session.paths.models
        tuned.forget(Registry(models, name).folder)
        in_use = store.get_setting("dataset") == name
        self._keep_names()
        imported.remove_dataset(self._folder, name)
        if in_use:
            left = self.all()
            store.set_setting("dataset", left[0].name if left else None)
            self._session.reopen_snapshot()
        Registry(models, name).remove_all()

    def sweep(self) -> None:
        """Delete what killed imports, removals and trainings left, never what one at work needs."""
        imported.sweep(self._folder)
        models = self._session.paths.models
        with suppress(OSError):
            for folder in models.iterdir():
                if imported.is_name(folder.name):
                    Registry(models, folder.name).sweep()

    def count_models(self, name: str) -> int | None:
        """How many versions of models a removal of the dataset takes along; None where there is
        no such dataset. Raises DatasetError for what names none."""
        if not (self._folder / imported.check_name(name)).is_dir():
            return None
        return Registry(self._session.paths.models, name).count()

    def use_sample_if_none(self) -> bool:
        """Take the sample dataset into use where a home has none in use yet; whether it was so."""
        snapshot = self._session.snapshot
        if snapshot.dataset is not None:
            return False
        if snapshot.dataset_problem and self.listed():
            snapshot.need_dataset()  # says what the problem is, and what mends it
        self.use_sample()
        return True

    def use_sample(self) -> None:
        """Take the sample dataset into use, imported where it is not there. Raises DatasetError."""
        if not self._has_sample():
            try:
                imported.import_dataset(sample_data(), self._folder, SAMPLE)
            except DatasetError:
                if not self._has_sample():  # else a second process was quicker
                    raise
        self.use(SAMPLE)

    def _has_sample(self) -> bool:
        return any(info.name == SAMPLE for info in self.all())
