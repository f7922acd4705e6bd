"""What people pick as files of a version, beside the model of the stars they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recflix_tui.model.choice import ChoiceModel, Content, Weights
from recflix_tui.model.pick_curves import LikeCurve, PickCurve
from recflix_tui.versions.array_files import write_all

DTYPES = {
    "choice_indptr": "<i8",
    "choice_indices": "<i4",
    "choice_values": "<f4",
    "choice_popularity": "<f4",
    "choice_kinds": "<i4",
    "choice_alike": "<i4",
    "choice_features": "<f4",
    "choice_usual": "<f4",
    "choice_share": "<f4",
}
"""The arrays there are, with the type of each: no other name is ever a file's."""
_TABLES = ("choice_alike", "choice_features")  # the arrays of two dimensions
CONTENT = ("kinds", "alike", "features", "usual", "share")
"""The arrays of a model's content, in its order, their names on disk without their beginning."""
_SCALARS = ("recency", "recency_scale", "liking", "liked_from")
_MOST = 1e6  # that every number of a model is below
_AT_ONCE = 1 << 20  # entries that are looked through at a time, so that they stay in the cache

Arrays = Mapping[str, npt.NDArray[Any]]


def write_choice(folder: Path, model: ChoiceModel) -> dict[str, Any]:
    """Write the arrays of a model to the new `folder` of its version; returns what its facts
    say of it, as JSON does."""
    return {
        "scalars": {name: float(getattr(model, name)) for name in _SCALARS},
        "pick_curve": asdict(model.pick_curve),
        "like_curve": asdict(model.like_curve),
        "arrays": write_all(folder, _arrays_of(model), DTYPES),
    }


def are_facts(said: Any) -> bool:
    """Whether that can be what a version says of its choice model; a KeyError, TypeError or
    AttributeError says that it cannot, too."""
    numbers = (said["scalars"], said["pick_curve"], said["like_curve"])
    values = [value for each in numbers for value in each.values()]
    whole = all(isinstance(value, int | float) and abs(value) < _MOST for value in values)
    arrays = said["arrays"]
    sizes = {name: len(array["shape"]) for name, array in arrays.items()}
    return whole and sizes == {name: 2 if name in _TABLES else 1 for name in DTYPES}


def told(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a person is told of a choice model, by what its version says: its sizes and numbers."""
    shapes = {name: array["shape"] for name, array in said["arrays"].items()}
    titles, pairs = shapes["choice_popularity"][0], shapes["choice_values"][0]
    return {
        "titles": titles,
        "kinds": shapes["choice_alike"][0],
        "neighbours": pairs / max(titles, 1),
        **said["scalars"],
        "pick_curve": said["pick_curve"],
        "like_curve": said["like_curve"],
    }


def choice_of(arrays: Arrays, said: Mapping[str, Any]) -> ChoiceModel:
    """The model of its arrays by name and what its version says of it. Raises KeyError or
    ValueError where they cannot be one's."""
    pick, like = said["pick_curve"], said["like_curve"]
    model = ChoiceModel(
        weights=Weights(*(arrays[f"choice_{n}"] for n in ("indptr", "indices", "values"))),
        popularity=arrays["choice_popularity"],
        content=Content(*(arrays[f"choice_{n}"] for n in CONTENT)),
        pick_curve=PickCurve(*(float(pick[field.name]) for field in fields(PickCurve))),
        like_curve=LikeCurve(*(float(like[field.name]) for field in fields(LikeCurve))),
        **{name: float(said["scalars"][name]) for name in _SCALARS},
    )
    if not _fits(model):
        raise ValueError
    return model


def is_possible(model: ChoiceModel) -> bool:
    """Whether a model's numbers can be one's: chances, and titles that are there."""
    content = model.content
    lowest = (float(array.min(initial=0)) for array in (model.popularity, content.share))
    return (
        model.recency_scale > 0
        and min(model.recency, *lowest) >= 0
        and _are_below(content.alike, model.n_items)
        and _are_below(content.kinds, max(len(content.alike), 1))
        and (len(content.alike) > 0 or not content.share.any())
        and _are_rows(model.weights, model.n_items)
    )


def _arrays_of(model: ChoiceModel) -> dict[str, npt.NDArray[Any]]:
    """Every array of a model by its name on disk."""
    weights, content = model.weights, model.content
    return {
        "choice_indptr": weights.indptr,
        "choice_indices": weights.indices,
        "choice_values": weights.values,
        "choice_popularity": model.popularity,
        "choice_kinds": content.kinds,
        "choice_alike": content.alike,
        "choice_features": content.features,
        "choice_usual": content.usual,
        "choice_share": content.share,
    }


def _fits(model: ChoiceModel) -> bool:
    """Whether the shapes of a model's arrays agree."""
    weights, content = model.weights, model.content
    return (
        weights.indptr.shape == (model.n_items + 1,)
        and weights.indices.shape == weights.values.shape == (weights.values.size,)
        and content.share.shape == content.kinds.shape == model.popularity.shape
        and (content.alike.shape[1] > 0 or not len(content.alike))
        and len(content.features) == len(content.alike)
        and content.features.shape[1:] == content.usual.shape
    )


def _are_below(indices: npt.NDArray[np.int32], limit: int) -> bool:
    """Whether each is an index of one of so many."""
    return not indices.size or (int(indices.min()) >= 0 and int(indices.max()) < limit)


def _are_rows(weights: Weights, n_items: int) -> bool:
    """Whether the rows follow each other from the first entry to the last, the titles of each
    ascending."""
    starts, indices = weights.indptr, weights.indices
    if starts[0] != 0 or starts[-1] != len(indices) or (np.diff(starts) < 0).any():
        return False
    for first in range(0, len(indices), _AT_ONCE):
        # With the last of the part before: rows go on across.
        begin, end = max(first - 1, 0), min(first + _AT_ONCE, len(indices))
        part = indices[begin:end]
        falls = begin + 1 + np.flatnonzero(part[1:] <= part[:-1])
        if not _are_below(part, n_items) or not _starts_at(starts, falls):
            return False
    return True


def _starts_at(starts: npt.NDArray[np.int64], entries: npt.NDArray[np.int64]) -> bool:
    """Whether a row starts at each of these entries."""
    return bool((starts[np.searchsorted(starts, entries)] == entries).all())
