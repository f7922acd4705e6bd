"""The dataset and the model in use, as one value that is swapped whole."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.values import DatasetError
from recflix_tui.errors import RecflixError
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError
from recflix_tui.paths import Paths
from recflix_tui.versions.registry import Registry, VersionInfo
from recflix_tui.versions.version_files import VersionModels

Stamp = tuple[int, int] | None


class LibraryError(RecflixError):
    """What was asked for is not there. The text is the line that the user reads."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What all work at one moment goes by; it equals itself alone.

    Where the dataset or the model cannot be read, it is None and a line says why.
    """

    dataset_name: str
    """The dataset that is to be in use, "" for none."""
    dataset: Dataset | None
    """The dataset in use, None where there is none or it cannot be read."""
    dataset_problem: str | None
    """Why the dataset cannot be read, None where it can."""
    model: FactorModel | None
    """Its active model, None where there is none or it cannot be read."""
    model_info: VersionInfo | None
    """What is known of that model, None where there is none."""
    model_problem: str | None
    """Why the model cannot be read, None where it can."""
    stamps: tuple[Stamp, Stamp]
    """Of the dataset and the active model on disk: others, once another process changed them."""
    choice: ChoiceModel | None = None
    """What people pick, as that model's version knows it; None without a model, and where its
    version was made without."""

    def need_dataset(self) -> Dataset:
        """The dataset in use; raises LibraryError where there is none."""
        if self.dataset is None:
            raise LibraryError(
                self.dataset_problem
                or "no dataset is in use; import one with: recflix dataset import PATH"
            )
        return self.dataset

    def need_model(self) -> FactorModel:
        """The active model; raises LibraryError where there is none or it cannot be read."""
        if self.model is None:
            raise LibraryError(
                self.model_problem or "there is no model yet; train one with: recflix train"
            )
        return self.model


def not_open(dataset_name: str) -> Snapshot:
    """The snapshot of a dataset that is not opened yet."""
    return Snapshot(dataset_name, None, None, None, None, None, (None, None))


def stamps(paths: Paths, dataset_name: str) -> tuple[Stamp, Stamp]:
    """A cheap value that changes whenever the dataset or its active model does."""
    if not imported.is_name(dataset_name):
        return None, None
    return (
        imported.stamp(paths.datasets, dataset_name),
        Registry(paths.models, dataset_name).stamp(),
    )


def open_snapshot(paths: Paths, dataset_name: str, before: Snapshot | None = None) -> Snapshot:
    """Open the dataset of that name ("" for none) and its active model.

    A dataset that `before` has open and that did not change is kept as it is.
    """
    seen = stamps(paths, dataset_name)
    dataset, dataset_problem = None, None
    if before and (before.dataset_name, before.stamps[0]) == (dataset_name, seen[0]):
        dataset, dataset_problem = before.dataset, before.dataset_problem
    elif dataset_name:
        try:
            dataset = imported.open_named(paths.datasets, dataset_name)
        except DatasetError as error:
            dataset_problem = str(error)
    model, choice, info, model_problem = None, None, None, None
    if dataset is not None:
        registry = Registry(paths.models, dataset_name)
        try:
            info = registry.active()
            if info is not None:
                models = _fitting(registry.load(info.version, dataset.fingerprint), dataset)
                model, choice = models.rating, models.choice
        except ModelError as error:
            info, model_problem = None, str(error)
    return Snapshot(
        dataset_name, dataset, dataset_problem, model, info, model_problem, seen, choice
    )


def _fitting(models: VersionModels, dataset: Dataset) -> VersionModels:
    """The models, if they can be of this dataset. Raises ModelError."""
    model = models.rating  # the choice model is of as many titles
    if model.n_items != dataset.n_items or model.n_users < dataset.n_users:
        raise ModelError(
            "the model is of other titles or users than the dataset's; train again: recflix train"
        )
    return models
