"""Library: the one object that screens and commands talk to."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui import __version__, lookup
from recflix_tui.dataset import datasets
from recflix_tui.dataset.dataset import Dataset, DatasetError
from recflix_tui.dataset.datasets import DatasetInfo
from recflix_tui.lookup import LibraryError, by_item, dataset_of, movie_id_of
from recflix_tui.model import tuned
from recflix_tui.model.factors import FactorModel, ModelError
from recflix_tui.model.fitting import Settings
from recflix_tui.model.registry import Registry, VersionInfo
from recflix_tui.model.tuned import TunedDefaults
from recflix_tui.paths import Paths, find_paths, sample_data
from recflix_tui.recommend import browse, elicit, rows
from recflix_tui.recommend.explain import Explanation, explain
from recflix_tui.recommend.facts import TitleFacts, facts
from recflix_tui.recommend.taste import Deeds, Taste, take_in
from recflix_tui.store.store import Event, Mark, Profile, Store, StoreError
from recflix_tui.text import clean
from recflix_tui.training_set import training_ratings
from recflix_tui.world import World, open_world, stamps

if TYPE_CHECKING:
    from recflix_tui.model import trainer
    from recflix_tui.model.tuning import Search

__all__ = ["ERRORS", "SAMPLE", "HomeView", "Library", "LibraryError", "News", "ProfileSummary"]

SAMPLE = "sample"
ERRORS = (DatasetError, LibraryError, ModelError, StoreError)
"""The rooms' own errors; the text of each is the line that the user reads."""


@dataclass(frozen=True)
class ProfileSummary:
    """A profile and how much it has rated in the dataset in use."""

    id: int
    name: str
    n_ratings: int


@dataclass(frozen=True)
class News:
    """What other processes changed: deeds in the store, or (not None) dataset and model."""

    deeds: bool
    world: World | None

    def __bool__(self) -> bool:
        return self.deeds or self.world is not None


@dataclass(frozen=True)
class HomeView:
    """One profile's shelves, with the dataset and the taste that they were made from."""

    dataset: Dataset
    taste: Taste
    shelves: tuple[rows.Shelf, ...]


class Library:
    """Dataset, store, active model and recommender of one RecFlix home.

    Every change is on disk when its method returns. The methods may be called from several
    threads: each goes by one `World`, and none waits for another's write.
    """

    def __init__(self, paths: Paths, store: Store) -> None:
        self.paths = paths
        self.store = store
        self.world = open_world(paths, store.get_setting("dataset") or "")
        self._lock = threading.Lock()  # of the two below; held for moments only
        self._tastes: dict[int, tuple[World, Taste]] = {}
        self._edition = 0  # grows with every change of deeds: what is older is not kept

    @classmethod
    def open(cls, home: Path | None = None, clock: Callable[[], float] = time.time) -> Library:
        """Open the home given (else `$RECFLIX_HOME`, else the platform's data folder).

        Opens the dataset and the model in use, where there are any; one that cannot be read
        leaves a line in `world`. Raises StoreError.
        """
        paths = find_paths(home)
        return cls(paths, Store.open(paths.database, clock=clock))

    def close(self) -> None:
        self.store.close()

    # --- what is in use ---------------------------------------------------------------------

    @property
    def dataset(self) -> Dataset | None:
        return self.world.dataset

    @property
    def model(self) -> FactorModel | None:
        return self.world.model

    @property
    def model_info(self) -> VersionInfo | None:
        return self.world.model_info

    @property
    def model_problem(self) -> str | None:
        return self.world.model_problem

    def need_dataset(self) -> Dataset:
        """The dataset in use; raises LibraryError where there is none."""
        return dataset_of(self.world)

    def need_model(self) -> FactorModel:
        """The active model; raises LibraryError where there is none or it cannot be read."""
        if self.world.model is None:
            raise LibraryError(
                self.world.model_problem or "there is no model yet; train one with: recflix train"
            )
        return self.world.model

    def news(self) -> News:
        """What another process (a training, a second RecFlix) changed since the last look."""
        deeds = self.store.changed_elsewhere()
        name = self.store.get_setting("dataset") or ""
        before = self.world
        if (name, stamps(self.paths, name)) == (before.dataset_name, before.stamps):
            return News(deeds, None)
        return News(deeds, open_world(self.paths, name, before))

    def take(self, news: News) -> None:
        """Go by what `news` told from now on."""
        if news.world is not None:
            self.world = news.world
        if news:
            self._forget()

    def refresh(self) -> bool:
        """Take in what another process changed; True if there was anything."""
        news = self.news()
        self.take(news)
        return bool(news)

    def _reopen(self) -> None:
        name = self.store.get_setting("dataset") or ""
        self.take(News(False, open_world(self.paths, name, self.world)))

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
        self._reopen()

    def remove_dataset(self, name: str) -> None:
        """Remove a dataset and its models; what people here rated stays.

        Where it was in use, another takes its place, if there is one.
        """
        tuned.forget(Registry(self.paths.models, name).folder)
        in_use = self.store.get_setting("dataset") == name
        datasets.remove_dataset(self.paths.datasets, name)
        if in_use:
            left = self.datasets()
            self.store.set_setting("dataset", left[0].name if left else None)
            self._reopen()
        Registry(self.paths.models, name).remove_all()

    def ensure_sample(self) -> None:
        """Take the sample dataset into use where a home has none yet."""
        if self.dataset is not None:
            return
        if self.world.dataset_problem and self.datasets():
            self.need_dataset()  # says what the problem is; there is another one to use
        if not self._has_sample():
            try:
                datasets.import_dataset(sample_data(), self.paths.datasets, SAMPLE)
            except DatasetError:
                if not self._has_sample():  # a second process was quicker
                    raise
        self.use_dataset(SAMPLE)

    def _has_sample(self) -> bool:
        return any(info.name == SAMPLE for info in self.datasets())

    # --- models -----------------------------------------------------------------------------

    def versions(self) -> list[VersionInfo]:
        return self._registry().versions()

    def use_version(self, version: int) -> None:
        self._registry().use(version, self.need_dataset().fingerprint)
        self._reopen()

    def rollback(self) -> VersionInfo:
        """Go back to the version that was active before this one."""
        info = self._registry().rollback(self.need_dataset().fingerprint)
        self._reopen()
        return info

    def remove_version(self, version: int) -> None:
        self._registry().remove(version, self.need_dataset().fingerprint)
        self._reopen()

    def _registry(self) -> Registry:
        return Registry(self.paths.models, self.need_dataset().name)

    def training_command(self, **settings: float | int | str) -> list[str]:
        """argv of the child process that trains on this home's dataset in use."""
        return self._child("train", settings)

    def tuning_command(self, **settings: float | int | str) -> list[str]:
        """argv of the child process that tunes on it; settings: the flags of `recflix tune`."""
        return self._child("tune", settings)

    @property
    def compiled(self) -> bool:
        """Whether the solvers of this RecFlix were compiled ahead (`recflix warm`)."""
        try:
            return self.paths.compiled.read_text("utf-8") == _compilers()
        except OSError:
            return False

    def warming_command(self) -> list[str]:
        """argv of the child process that compiles the solvers."""
        return [sys.executable, "-m", "recflix_tui", "--home", str(self.paths.home), "warm"]

    def warm(self) -> Iterator[str]:
        """Compile the solvers, which Numba keeps; yields what it compiles."""
        from recflix_tui.model.warming import warm

        yield from warm()
        self.paths.compiled.parent.mkdir(exist_ok=True)
        aside = self.paths.compiled.with_suffix(f".{os.getpid()}.tmp")
        aside.write_text(_compilers(), "utf-8")
        aside.replace(self.paths.compiled)

    def _child(self, command: str, settings: dict[str, float | int | str]) -> list[str]:
        """argv of a command that tells of itself in JSON lines (`trainer.parse_line`)."""
        argv = [sys.executable, "-m", "recflix_tui", "--home", str(self.paths.home)]
        argv += [command, "--progress", "jsonl"]
        for name, value in settings.items():
            argv += [f"--{name.replace('_', '-')}", str(value)]
        return argv

    def train(self, settings: Settings, why: str = "") -> Iterator[trainer.Event]:
        """Train on the dataset plus all local ratings; yields events, saves a new version.

        why: what the solver was picked for, where it was not asked for.
        """
        from recflix_tui.model import trainer

        dataset, registry = self.need_dataset(), self._registry()

        def save(model: FactorModel, metrics: dict[str, Any]) -> int:
            if datasets.stamp(self.paths.datasets, dataset.name) != dataset.stamp:
                raise ModelError(f"dataset {dataset.name} was changed meanwhile; train again")
            return registry.save(
                model,
                solver=settings.solver,
                settings=settings.plain(),
                metrics=metrics,
                fingerprint=dataset.fingerprint,
            ).version

        ratings = training_ratings(dataset, self.store.all_ratings(dataset.id_space))
        for event in trainer.run(ratings, settings, save, why):
            if isinstance(event, trainer.Saved):
                self._reopen()
            yield event

    def tune(
        self, start: Settings, search: Search, why: str = ""
    ) -> Generator[trainer.Event, None, None]:
        """Search from a solver's defaults for the settings that suit the dataset in use; yields
        the events of model/tuning.py, and keeps what it found.

        It goes by the dataset's ratings alone, so that one more of a profile's does not make
        what was measured so far another thing.
        """
        from recflix_tui.model.tuning import tune

        dataset = self.need_dataset()
        yield from tune(
            training_ratings(dataset, ()),
            start,
            search,
            self._registry().folder,
            dataset.fingerprint,
            why,
        )

    def tuned(self, settings: Settings) -> TunedDefaults | None:
        """What a tuning found for this solver and these side inputs on the dataset in use."""
        return tuned.find_tuned(self._registry().folder, self.need_dataset().fingerprint, settings)

    def forget_tuning(self, solver: str | None = None) -> list[str]:
        """Remove what tunings of a solver, or of all, found and measured on the dataset in use;
        returns the names of those whose settings were kept."""
        return tuned.forget(self._registry().folder, solver)

    # --- profiles ---------------------------------------------------------------------------

    def profiles(self) -> list[ProfileSummary]:
        space = self.dataset.id_space if self.dataset else "movielens"
        counts = self.store.rating_counts(space)
        return [ProfileSummary(p.id, p.name, counts.get(p.id, 0)) for p in self.store.profiles()]

    def profile(self, profile_id: int) -> Profile:
        for profile in self.store.profiles():
            if profile.id == profile_id:
                return profile
        raise LibraryError(f"profile {profile_id} is no longer there")

    def find_profile(self, name: str) -> Profile:
        """The profile of that name, whatever its case. Raises LibraryError."""
        key = clean(name).casefold()
        for profile in self.store.profiles():
            if profile.name.casefold() == key:
                return profile
        there = ", ".join(profile.name for profile in self.store.profiles())
        known = f"there is: {there}" if there else "add one with: recflix profile add NAME"
        raise LibraryError(f'no profile "{name}"; {known}')

    def add_profile(self, name: str) -> Profile:
        return self.store.add_profile(name)

    def rename_profile(self, profile_id: int, name: str) -> None:
        self.store.rename_profile(profile_id, name)

    def remove_profile(self, profile_id: int) -> None:
        self.store.remove_profile(profile_id)
        self._forget()

    def last_profile(self) -> int | None:
        """The profile that was last in use, if it is still there."""
        last = self.store.get_setting("last_profile")
        return next((p.id for p in self.store.profiles() if str(p.id) == last), None)

    def remember_profile(self, profile_id: int) -> None:
        self.store.set_setting("last_profile", str(profile_id))

    # --- what a profile does ----------------------------------------------------------------

    def rate(self, profile_id: int, item: int, stars: float) -> None:
        """Rate an item; on disk on return. Raises LibraryError off the scale, StoreError."""
        dataset = self.need_dataset()
        scale = dataset.scale
        if not scale.holds(np.array([stars], np.float32)).all():
            raise LibraryError(
                f"{stars:g} is not a rating: give {scale.low:g} to {scale.high:g} "
                f"in steps of {scale.step:g}"
            )
        self.store.rate(profile_id, dataset.id_space, movie_id_of(dataset, item), float(stars))
        self._forget()

    def clear_rating(self, profile_id: int, item: int) -> None:
        dataset = self.need_dataset()
        self.store.clear_rating(profile_id, dataset.id_space, movie_id_of(dataset, item))
        self._forget()

    def toggle_mark(self, profile_id: int, item: int, mark: Mark) -> bool:
        """Put a mark on an item or take it off; returns whether it is on now."""
        dataset = self.need_dataset()
        movie_id = movie_id_of(dataset, item)
        on = movie_id not in self.store.marks(profile_id, dataset.id_space)[mark]
        self.store.set_mark(profile_id, dataset.id_space, movie_id, mark, on)
        self._forget()
        return on

    def undo(self, profile_id: int) -> Event | None:
        """Undo the newest action not undone yet; returns it, or None where there is none."""
        undone = self.store.undo(profile_id, self.need_dataset().id_space)
        self._forget()
        return undone

    def _forget(self) -> None:
        with self._lock:
            self._edition += 1
            self._tastes.clear()

    # --- what RecFlix makes of it -----------------------------------------------------------

    def taste(self, profile_id: int) -> Taste:
        """A profile's deeds and its predictions, folded in anew after each change."""
        return self._taste(self.world, profile_id)

    def _taste(self, world: World, profile_id: int) -> Taste:
        with self._lock:
            edition = self._edition
            kept = self._tastes.get(profile_id)
        if kept is not None and kept[0] is world:
            return kept[1]
        dataset = dataset_of(world)
        taste = take_in(self._deeds(dataset, profile_id), dataset, world.model)
        with self._lock:
            if edition == self._edition:
                self._tastes[profile_id] = world, taste
        return taste

    def _deeds(self, dataset: Dataset, profile_id: int) -> Deeds:
        marks = self.store.marks(profile_id, dataset.id_space)
        return Deeds(
            ratings=by_item(dataset, self.store.ratings(profile_id, dataset.id_space)),
            my_list=by_item(dataset, marks[Mark.MY_LIST]),
            watched=by_item(dataset, marks[Mark.WATCHED]),
            refused=by_item(dataset, marks[Mark.NOT_FOR_ME]),
        )

    def home(self, profile_id: int, also: Collection[int] = ()) -> HomeView:
        """The profile's shelves. How sure a prediction is, is worked out for what stands on
        them, and for the items of `also`."""
        world = self.world
        dataset, taste = dataset_of(world), self._taste(world, profile_id)
        name = self.profile(profile_id).name
        shelves = tuple(rows.shelves(taste, dataset, world.model, name))
        shown = {item for shelf in shelves for item in shelf.items}
        taste.weigh([*shown, *(item for item in also if item < dataset.n_items)], world.model)
        return HomeView(dataset, taste, shelves)

    def recommend(self, profile_id: int, n: int) -> list[int]:
        """The profile's `n` top picks, best first. Raises LibraryError without a model."""
        model = self.need_model()
        taste = self.taste(profile_id)
        picks = [int(item) for item in rows.top_picks(taste, self.need_dataset(), n)]
        taste.weigh(picks, model)
        return picks

    def why(self, profile_id: int, item: int) -> Explanation | None:
        """What moved an item's prediction; None while there is no model."""
        world = self.world
        movie_id_of(dataset_of(world), item)
        if world.model is None:
            return None
        return explain(self._taste(world, profile_id).deeds.ratings, world.model, item)

    def facts(self, profile_id: int, item: int) -> TitleFacts:
        world = self.world
        dataset = dataset_of(world)
        movie_id_of(dataset, item)
        return facts(self._taste(world, profile_id), dataset, world.model, item)

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
        world = self.world
        taste, dataset = self._taste(world, profile_id), dataset_of(world)
        wanted = browse.Filter(query, genre, decade, unrated)
        return browse.select(taste, dataset, wanted, sort, descending)

    def next_to_rate(self, profile_id: int, skip: Collection[int]) -> int | None:
        """The item whose rating would teach most; see `recommend.elicit.next_to_rate`."""
        world = self.world
        taste = self._taste(world, profile_id)
        return elicit.next_to_rate(taste, dataset_of(world), world.model, skip)

    def find_item(self, title: str) -> int:
        """The item of a title as shown; see `lookup.find_item`."""
        return lookup.find_item(self.need_dataset(), title)

    def item_of(self, movie_id: int) -> int:
        """The item of a movie id. Raises LibraryError where the dataset has none."""
        return lookup.item_of(self.need_dataset(), movie_id)


def _compilers() -> str:
    """What compiled solvers depend on: another of these, and they are compiled anew."""
    return f"recflix {__version__}, numba {version('numba')}, python {sys.version.split()[0]}"
