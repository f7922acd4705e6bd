"""The dataset and the model in use, as one value that is swapped whole."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.dataset import datasets
from recflix_tui.dataset.dataset import Dataset, DatasetError
from recflix_tui.model.factors import FactorModel, ModelError
from recflix_tui.model.registry import Registry, VersionInfo
from recflix_tui.paths import Paths

Stamp = tuple[int, int] | None


@dataclass(frozen=True)
class World:
    """What all work at one moment goes by.

    Where the dataset or the model cannot be read, it is None and a line says why. `stamps` are
    those of both on disk, to see when another process changed them.
    """

    dataset_name: str
    dataset: Dataset | None
    dataset_problem: str | None
    model: FactorModel | None
    model_info: VersionInfo | None
    model_problem: str | None
    stamps: tuple[Stamp, Stamp]


def stamps(paths: Paths, dataset_name: str) -> tuple[Stamp, Stamp]:
    """A cheap value that changes whenever the dataset or its active model does."""
    if not dataset_name:
        return None, None
    return (
        datasets.stamp(paths.datasets, dataset_name),
        Registry(paths.models, dataset_name).stamp(),
    )


def open_world(paths: Paths, dataset_name: str, before: World | None = None) -> World:
    """Open the dataset of that name ("" for none) and its active model.

    A dataset that `before` has open and that did not change is kept as it is.
    """
    seen = stamps(paths, dataset_name)
    dataset, dataset_problem = None, None
    if before and (before.dataset_name, before.stamps[0]) == (dataset_name, seen[0]):
        dataset, dataset_problem = before.dataset, before.dataset_problem
    elif dataset_name:
        try:
            dataset = datasets.open_named(paths.datasets, dataset_name)
        except DatasetError as error:
            dataset_problem = str(error)
    model, info, model_problem = None, None, None
    if dataset is not None:
        registry = Registry(paths.models, dataset_name)
        try:
            info = registry.active()
            if info is not None:
                model = registry.load(info.version, dataset.fingerprint)
        except ModelError as error:
            info, model_problem = None, str(error)
    return World(dataset_name, dataset, dataset_problem, model, info, model_problem, seen)
