"""Ratings on disk as arrays, so that every contender's process maps the same ones."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from benchmarks.synthetic import Shape, make_ratings
from recflix_tui.model.ratings import Features, Ratings, Side
from recflix_tui.model.split import random_holdout

_COLUMNS = ("users", "items", "stars", "when")
_SIDE = ("genres", "decade", "people")
_PARTS = ("indptr", "indices", "values")


def make(shape: Shape, share: float, seed: int, folder: Path) -> None:
    """Made-up ratings: `whole`, and the `train` and `held` parts of them, `share` held out."""
    ratings = make_ratings(shape, seed)
    held = random_holdout(ratings.users, share, seed)
    for name, part in (("train", ~held), ("held", held)):
        save(ratings.part(part), folder / name)
    save(ratings, folder / "whole")


def save(ratings: Ratings, folder: Path) -> None:
    """Writes the ratings, and what is known beside them, to a new folder."""
    folder.mkdir(parents=True)
    facts: dict[str, float] = {n: getattr(ratings, n) for n in ("n_users", "n_items")}
    facts |= {"low": ratings.low, "high": ratings.high}
    types = {"users": np.int32, "items": np.int32, "stars": np.float32, "when": np.int64}
    for name in _COLUMNS:
        column = getattr(ratings, name)
        if column is not None:
            np.save(folder / f"{name}.npy", np.asarray(column, types[name]))
    for name in _SIDE:
        features = getattr(ratings.side, name)
        if features is not None:
            facts[name] = features.n_features
            for part in _PARTS:
                np.save(folder / f"{name}_{part}.npy", getattr(features, part))
    (folder / "facts.json").write_text(json.dumps(facts))


def load(folder: Path) -> Ratings:
    """The ratings in a folder, memory-mapped; what a contender writes to them stays its own."""
    facts = json.loads((folder / "facts.json").read_text())
    users, items, stars = (_mapped(folder / f"{name}.npy") for name in _COLUMNS[:3])
    when = _mapped(folder / "when.npy") if (folder / "when.npy").exists() else None
    side = {
        name: Features(
            **{part: _mapped(folder / f"{name}_{part}.npy") for part in _PARTS},
            n_features=facts.pop(name),
        )
        for name in _SIDE
        if name in facts
    }
    return Ratings(users, items, stars, **facts, when=when, side=Side(**side))


def _mapped(path: Path) -> np.ndarray:
    return np.asarray(np.load(path, mmap_mode="c"))
