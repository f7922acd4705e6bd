"""Library: the one object that screens and commands talk to."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset import datasets
from recflix_tui.dataset.dataset import Dataset, DatasetError
from recflix_tui.dataset.datasets import DatasetInfo
from recflix_tui.model.factors import FactorModel, ModelError
from recflix_tui.model.registry import Registry, VersionInfo
from recflix_tui.model.sgd import Ratings, Settings
from recflix_tui.paths import Paths, find_paths, sample_data
from recflix_tui.recommend import browse, elicit, rows
from recflix_tui.recommend.explain import Explanation, explain
from recflix_tui.recommend.facts import TitleFacts, facts
from recflix_tui.recommend.taste import Deeds, Taste, take_in
from recflix_tui.store.store import Event, Mark, Profile, Store
from recflix_tui.text import fold

if TYPE_CHECKING:
    from recflix_tui.model import trainer

SAMPLE = "sample"


class LibraryError(Exception):
    """What was asked for is not there. The text is the line that the user reads."""


@dataclass(frozen=True)
class ProfileSummary:
    """A profile and how much it has rated in the dataset in use."""

    id: int
    name: str
    n_ratings: int


class Library:
    """Dataset, store, active model and recommender of one RecFlix home.

    Every change is on disk when its method returns. The methods may be called from several
    threads; each works on one consistent state.
    """

    def __init__(self, paths: Paths, store: Store) -> None:
        self.paths = paths
        self.store = store
        self.dataset: Dataset | None = None
        self.dataset_problem: str | None = None
        self.model: FactorModel | None = None
        self.model_info: VersionInfo | None = None
        self.model_problem: str | None = None
        self._lock = threading.RLock()
        self._tastes: dict[int, Taste] = {}
        self._model_stamp: object = None

    @classmethod
    def open(cls, home: Path | None = None, clock: Callable[[], float] = time.time) -> Library:
        """Open the home given (else `$RECFLIX_HOME`, else the platform's data folder).

        Opens the dataset and the model in use, where there are any; one that cannot be read
        leaves a line in `dataset_problem` or `model_problem`. Raises StoreError.
        """
        paths = find_paths(home)
        library = cls(paths, Store.open(paths.database, clock=clock))
        library._open_dataset()
        return library

    def close(self) -> None:
        self.store.close()

    # --- datasets ---------------------------------------------------------------------------

    def datasets(self) -> list[DatasetInfo]:
        return datasets.list_datasets(self.paths.datasets)

    def import_dataset(
        self,
        path: Path,
        name: str | None = None,
        progress: Callable[[str, float], None] | None = None,
    ) -> DatasetInfo:
        """Import a folder or zip; the first dataset of a home is taken into use."""
        info = datasets.import_dataset(path, self.paths.datasets, name, progress)
        if self.dataset is None:
            self.use_dataset(info.name)
        return info

    def use_dataset(self, name: str) -> None:
        datasets.open_named(self.paths.datasets, name)
        self.store.set_setting("dataset", name)
        self._open_dataset()

    def remove_dataset(self, name: str) -> None:
        """Remove a dataset and its models; what people here rated stays."""
        datasets.remove_dataset(self.paths.datasets, name)
        registry = self._registry(name)
        for info in registry.versions():
            registry.remove(info.version)
        if self.dataset is not None and self.dataset.name == name:
            left = self.datasets()
            if left:
                self.use_dataset(left[0].name)
            else:
                self.store.set_setting("dataset", "")
                self._open_dataset()

    def ensure_sample(self) -> None:
        """Take the sample dataset into use where a home has none yet."""
        with self._lock:
            if self.dataset is not None:
                return
            if self.dataset_problem:
                self.need_dataset()
            if all(info.name != SAMPLE for info in self.datasets()):
                datasets.import_dataset(sample_data(), self.paths.datasets, SAMPLE, None)
            self.use_dataset(SAMPLE)

    def _open_dataset(self) -> None:
        with self._lock:
            name = self.store.get_setting("dataset")
            self._tastes.clear()
            self.dataset = self.dataset_problem = None
            try:
                if name:
                    self.dataset = datasets.open_named(self.paths.datasets, name)
            except DatasetError as error:
                self.dataset_problem = str(error)
            self._load_model()

    def need_dataset(self) -> Dataset:
        """The dataset in use; raises LibraryError where there is none."""
        if self.dataset is None:
            raise LibraryError(
                self.dataset_problem
                or "no dataset is in use; import one with: recflix dataset import PATH"
            )
        return self.dataset

    # --- models -----------------------------------------------------------------------------

    def versions(self) -> list[VersionInfo]:
        return self._registry().versions()

    def use_version(self, version: int) -> None:
        registry, dataset = self._registry(), self.need_dataset()
        registry.load(version, dataset.fingerprint)
        registry.use(version)
        self._load_model()

    def rollback(self) -> VersionInfo:
        """Go back to the version that was active before this one."""
        info = self._registry().rollback(self.need_dataset().fingerprint)
        self._load_model()
        return info

    def remove_version(self, version: int) -> None:
        self._registry().remove(version, self.need_dataset().fingerprint)
        self._load_model()

    def _registry(self, dataset: str | None = None) -> Registry:
        return Registry(self.paths.models, dataset or self.need_dataset().name)

    def _load_model(self) -> None:
        """Load the active version; a version that cannot be read leaves a line to show."""
        with self._lock:
            self._tastes.clear()
            self.model = self.model_info = self.model_problem = None
            if self.dataset is None:
                return
            registry = self._registry()
            self._model_stamp = registry.stamp()
            try:
                info = registry.active()
                if info is not None:
                    self.model = registry.load(info.version, self.dataset.fingerprint)
                    self.model_info = info
            except ModelError as error:
                self.model_problem = str(error)

    def refresh(self) -> bool:
        """Take in what another process (a training, a second RecFlix) changed; True if any."""
        with self._lock:
            changed = False
            if self.store.changed_elsewhere():
                changed = True
                self._tastes.clear()
                in_use = self.dataset.name if self.dataset else ""
                if (self.store.get_setting("dataset") or "") != in_use:
                    self._open_dataset()
            if self.dataset is not None and self._registry().stamp() != self._model_stamp:
                changed = True
                self._load_model()
            return changed

    def training_command(self, **settings: float | int) -> list[str]:
        """argv of the child process that trains on this home's dataset in use."""
        argv = [sys.executable, "-m", "recflix_tui", "--home", str(self.paths.home)]
        argv += ["train", "--progress", "jsonl"]
        for name, value in settings.items():
            argv += [f"--{name.replace('_', '-')}", str(value)]
        return argv

    def train(self, settings: Settings) -> Iterator[trainer.Event]:
        """Train on the dataset plus all local ratings; yields events, saves a new version."""
        from recflix_tui.model import trainer

        dataset, registry = self.need_dataset(), self._registry()

        def save(model: FactorModel, metrics: dict[str, Any]) -> int:
            return registry.save(
                model,
                solver="sgd",
                settings=asdict(settings),
                metrics=metrics,
                fingerprint=dataset.fingerprint,
            ).version

        for event in trainer.run(self._training_ratings(dataset), settings, save):
            if isinstance(event, trainer.Saved):
                self._load_model()
            yield event

    def _training_ratings(self, dataset: Dataset) -> Ratings:
        """The dataset's ratings and, as further users, those of the profiles here."""
        by_user = dataset.by_user
        users = np.repeat(np.arange(dataset.n_users, dtype=np.int32), np.diff(by_user.indptr))
        rows = self.store.all_ratings(dataset.id_space)
        items = dataset.items_of(np.array([row[1] for row in rows], np.int64))
        profiles = np.array([row[0] for row in rows], np.int64)
        stars = np.array([row[2] for row in rows], np.float32)
        known = items >= 0
        names, local = np.unique(profiles[known], return_inverse=True)
        return Ratings(
            users=np.concatenate([users, (dataset.n_users + local).astype(np.int32)]),
            items=np.concatenate([by_user.indices, items[known]]),
            stars=np.concatenate([by_user.values, stars[known]]),
            n_users=dataset.n_users + len(names),
            n_items=dataset.n_items,
            low=dataset.scale.low,
            high=dataset.scale.high,
        )

    # --- profiles ---------------------------------------------------------------------------

    def profiles(self) -> list[ProfileSummary]:
        return [self._summary(p) for p in self.store.profiles()]

    def _summary(self, profile: Profile) -> ProfileSummary:
        space = self.dataset.id_space if self.dataset else "movielens"
        return ProfileSummary(profile.id, profile.name, len(self.store.ratings(profile.id, space)))

    def profile(self, profile_id: int) -> Profile:
        for profile in self.store.profiles():
            if profile.id == profile_id:
                return profile
        raise LibraryError(f"profile {profile_id} is no longer there")

    def find_profile(self, name: str) -> Profile:
        """The profile of that name, whatever its case. Raises LibraryError."""
        for profile in self.store.profiles():
            if fold(profile.name) == fold(name):
                return profile
        raise LibraryError(f'no profile "{name}"; add it with: recflix profile add "{name}"')

    def add_profile(self, name: str) -> Profile:
        return self.store.add_profile(name)

    def rename_profile(self, profile_id: int, name: str) -> None:
        self.store.rename_profile(profile_id, name)

    def remove_profile(self, profile_id: int) -> None:
        with self._lock:
            self.store.remove_profile(profile_id)
            self._tastes.pop(profile_id, None)

    def last_profile(self) -> int | None:
        """The profile that was last in use, if it is still there."""
        last = self.store.get_setting("last_profile")
        ids = [p.id for p in self.store.profiles()]
        return int(last) if last and int(last) in ids else None

    def remember_profile(self, profile_id: int) -> None:
        self.store.set_setting("last_profile", str(profile_id))

    # --- what a profile does ----------------------------------------------------------------

    def rate(self, profile_id: int, item: int, stars: float) -> None:
        """Rate an item; on disk on return. Raises LibraryError off the scale, StoreError."""
        dataset = self.need_dataset()
        scale = dataset.scale
        steps = (stars - scale.low) / scale.step
        if not scale.low <= stars <= scale.high or steps != round(steps):
            raise LibraryError(
                f"{stars:g} is not a rating: give {scale.low:g} to {scale.high:g} "
                f"in steps of {scale.step:g}"
            )
        self.store.rate(profile_id, dataset.id_space, int(dataset.movie_ids[item]), float(stars))
        self._forget(profile_id)

    def clear_rating(self, profile_id: int, item: int) -> None:
        dataset = self.need_dataset()
        self.store.clear_rating(profile_id, dataset.id_space, int(dataset.movie_ids[item]))
        self._forget(profile_id)

    def toggle_mark(self, profile_id: int, item: int, mark: Mark) -> bool:
        """Put a mark on an item or take it off; returns whether it is on now."""
        dataset = self.need_dataset()
        movie_id = int(dataset.movie_ids[item])
        with self._lock:
            marked = self.store.marks(profile_id, dataset.id_space)
            on = movie_id not in marked.get(mark, {})
            self.store.set_mark(profile_id, dataset.id_space, movie_id, mark, on)
            self._forget(profile_id)
        return on

    def undo(self, profile_id: int) -> Event | None:
        """Undo the newest action not undone yet; returns it, or None where there is none."""
        undone = self.store.undo(profile_id, self.need_dataset().id_space)
        self._forget(profile_id)
        return undone

    def _forget(self, profile_id: int) -> None:
        with self._lock:
            self._tastes.pop(profile_id, None)

    # --- what RecFlix makes of it -----------------------------------------------------------

    def taste(self, profile_id: int) -> Taste:
        """A profile's deeds and its predictions, folded in anew after each change."""
        with self._lock:
            taste = self._tastes.get(profile_id)
            if taste is None:
                taste = take_in(self._deeds(profile_id), self.need_dataset(), self.model)
                self._tastes[profile_id] = taste
            return taste

    def _deeds(self, profile_id: int) -> Deeds:
        dataset = self.need_dataset()
        marks = self.store.marks(profile_id, dataset.id_space)
        return Deeds(
            ratings=_by_item(dataset, self.store.ratings(profile_id, dataset.id_space)),
            my_list=_by_item(dataset, marks.get(Mark.MY_LIST, {})),
            watched=_by_item(dataset, marks.get(Mark.WATCHED, {})),
            refused=_by_item(dataset, marks.get(Mark.NOT_FOR_ME, {})),
        )

    def shelves(self, profile_id: int) -> list[rows.Shelf]:
        with self._lock:
            name = self.profile(profile_id).name
            return rows.shelves(self.taste(profile_id), self.need_dataset(), self.model, name)

    def recommend(self, profile_id: int, n: int) -> list[int]:
        """The profile's `n` top picks, best first. Raises LibraryError without a model."""
        with self._lock:
            self.need_model()
            taste = self.taste(profile_id)
            return [int(i) for i in rows.top_picks(taste, self.need_dataset(), n)]

    def why(self, profile_id: int, item: int) -> Explanation | None:
        """What moved an item's prediction; None while there is no model."""
        with self._lock:
            if self.model is None:
                return None
            return explain(self.taste(profile_id).deeds.ratings, self.model, item)

    def facts(self, profile_id: int, item: int) -> TitleFacts:
        with self._lock:
            return facts(self.taste(profile_id), self.need_dataset(), self.model, item)

    def browse(
        self,
        profile_id: int,
        query: str = "",
        genre: str | None = None,
        decade: int | None = None,
        unrated: bool = False,
        sort: browse.Sort = browse.Sort.RELEVANCE,
        descending: bool = True,
    ) -> NDArray[np.int32]:
        """The items that fit, (n,) int32, in order; see `recommend.browse.select`."""
        with self._lock:
            taste, dataset = self.taste(profile_id), self.need_dataset()
        wanted = browse.Filter(query, genre, decade, unrated)
        return browse.select(taste, dataset, wanted, sort, descending)

    def next_to_rate(self, profile_id: int, skip: Collection[int]) -> int | None:
        with self._lock:
            return elicit.next_to_rate(
                self.taste(profile_id), self.need_dataset(), self.model, skip
            )

    def need_model(self) -> FactorModel:
        """The active model; raises LibraryError where there is none or it cannot be read."""
        if self.model is None:
            raise LibraryError(
                self.model_problem or "there is no model yet; train one with: recflix train"
            )
        return self.model

    def find_item(self, title: str) -> int:
        """The item of a title as shown, with or without its year. Raises LibraryError.

        Where several titles have the name, the year must be given.
        """
        dataset = self.need_dataset()
        found = [int(i) for i in dataset.search.find(title, limit=20)]
        exact = [i for i in found if fold(title.strip()) in _names(dataset, i)]
        if len(exact) == 1:
            return exact[0]
        named = ", ".join(_names(dataset, i, folded=False)[-1] for i in (exact or found)[:5])
        if exact:
            raise LibraryError(f'several titles are called "{title}": {named}; give the year too')
        raise LibraryError(f'no title "{title}"' + (f"; near it: {named}" if named else ""))

    def item_of(self, movie_id: int) -> int:
        """The item of a movie id. Raises LibraryError where the dataset has none."""
        item = self.need_dataset().item_of(movie_id)
        if item is None:
            raise LibraryError(f"no movie {movie_id} in dataset {self.need_dataset().name}")
        return item


def _by_item(dataset: Dataset, by_movie: dict[int, float]) -> dict[int, float]:
    """The same mapping by item, less the movies that this dataset does not have."""
    items = dataset.items_of(np.fromiter(by_movie.keys(), np.int64, len(by_movie)))
    values = zip(items.tolist(), by_movie.values(), strict=True)
    return {item: value for item, value in values if item >= 0}


def _names(dataset: Dataset, item: int, folded: bool = True) -> list[str]:
    """An item's title, bare and (where the year is known) with its year."""
    title, year = dataset.title(item), dataset.year(item)
    names = [title] if year is None else [title, f"{title} ({year})"]
    return [fold(name) for name in names] if folded else names
