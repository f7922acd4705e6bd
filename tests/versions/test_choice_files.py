"""A version holds two models: what people pick is kept, checked and lost with their stars."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.ratings import ModelError
from recflix_tui.versions import choice_files
from recflix_tui.versions.array_files import sums_of
from recflix_tui.versions.registry import Registry
from tests.examples.models import make_model
from tests.examples.random_choices import random_choice

PRINT = "a" * 64
MEND = r"; use another: recflix model use N, or train again: recflix train$"


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "models", "small", clock=lambda: 1234.5)


def save(registry: Registry, choice: ChoiceModel | None) -> int:
    model = make_model()
    kept = registry.save(model, choice, solver="s", settings={}, metrics={}, fingerprint=PRINT)
    return kept.info.version


def refact(registry: Registry, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what model 1 says of its choice model, and seal it anew."""
    path = registry.folder / "1" / "model.json"
    said: dict[str, Any] = json.loads(path.read_text())
    del said["sha256"]
    change(said["choice"])
    seal = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps({**said, "sha256": seal}))


def arrays_of(model: ChoiceModel) -> dict[str, np.ndarray]:
    weights, content = model.weights, model.content
    return {
        "indptr": weights.indptr,
        "indices": weights.indices,
        "values": weights.values,
        "popularity": model.popularity,
        "kinds": content.kinds,
        "alike": content.alike,
        "share": content.share,
    }


def test_a_choice_model_comes_back_bit_by_bit(registry: Registry) -> None:
    model = random_choice()
    save(registry, model)
    loaded = registry.load(1, PRINT).choice
    assert loaded is not None
    for name, array in arrays_of(loaded).items():
        np.testing.assert_array_equal(array, arrays_of(model)[name])
        assert array.dtype == arrays_of(model)[name].dtype
        assert not array.flags.writeable
    for name in ("recency", "recency_scale", "liking", "liked_from", "pick_curve", "like_curve"):
        assert getattr(loaded, name) == getattr(model, name)
    items, stars = np.array([3, 9, 20]), [4.0, 2.0, 5.0]
    np.testing.assert_array_equal(loaded.score_all(items, stars), model.score_all(items, stars))


@pytest.mark.parametrize("content", [True, False])
def test_a_choice_model_may_be_empty(content: bool, registry: Registry) -> None:
    model = random_choice()
    weights = replace(
        model.weights,
        indptr=np.zeros(41, np.int64),
        indices=model.weights.indices[:0],
        values=model.weights.values[:0],
    )
    if not content:
        nothing = np.zeros(40, np.int32)
        none = {"alike": WHOLE.content.alike[:0], "features": WHOLE.content.features[:0]}
        model = with_content(kinds=nothing, share=nothing, **none)
    save(registry, replace(model, weights=weights))
    loaded = registry.load(1, PRINT).choice
    assert loaded is not None
    assert not loaded.score_all(np.array([3]), [4.0]).any()


def test_a_version_that_was_made_without_has_none(registry: Registry) -> None:
    save(registry, None)
    assert registry.load(1, PRINT).choice is None
    assert registry.load(1, PRINT).rating.n_items == 40
    assert registry.versions()[0].choice is None


def test_a_program_that_knows_the_stars_alone_can_read_the_version(registry: Registry) -> None:
    # It opens all that `arrays` names as float32, and passes over keys that it does not know.
    save(registry, random_choice())
    said = json.loads((registry.folder / "1" / "model.json").read_text())
    assert said["format"] == 2
    assert not [name for name in said["arrays"] if name.startswith("choice")]
    assert set(said["choice"]["arrays"]) == set(choice_files.DTYPES)


def test_a_version_tells_of_its_choice_model(registry: Registry) -> None:
    model = random_choice()
    save(registry, model)
    told = registry.versions()[0].choice
    assert told is not None
    assert (told["titles"], told["kinds"], told["neighbours"]) == (40, 2, 38 * 7 / 40)
    assert told["pick_curve"]["steepness"] == model.pick_curve.steepness
    assert told["like_curve"]["middle"] == model.like_curve.middle
    assert told["recency"] == model.recency


def test_large_weights_are_mapped(registry: Registry) -> None:
    model = random_choice(n_items=500, n_neighbours=200)
    rating = make_model(n_items=500)
    registry.save(rating, model, solver="s", settings={}, metrics={}, fingerprint=PRINT)
    loaded = registry.load(1, PRINT).choice
    assert loaded is not None
    assert isinstance(loaded.weights.values.base, np.memmap)
    assert isinstance(loaded.weights.indices.base, np.memmap)


def test_both_models_are_used_rolled_back_and_removed_together(registry: Registry) -> None:
    for choice in (random_choice(seed=1), None, random_choice(seed=3)):
        save(registry, choice)
    assert [info.choice is None for info in registry.versions()] == [False, True, False]
    active = registry.rollback(PRINT)
    assert active.choice is None
    assert registry.load(active.version, PRINT).choice is None
    assert registry.use(1, PRINT).choice is not None
    registry.remove(3)
    assert not (registry.folder / "3").exists()


@pytest.mark.parametrize("name", choice_files.DTYPES)
@pytest.mark.parametrize("how", ["flipped", "cut", "gone", "empty"])
def test_a_version_whose_choice_files_are_damaged_is_damaged(
    name: str, how: str, registry: Registry
) -> None:
    save(registry, random_choice()), save(registry, random_choice())
    path = registry.folder / "2" / f"{name}.npy"
    content = bytearray(path.read_bytes())
    content[-3] ^= 4
    changed = {"flipped": bytes(content), "cut": bytes(content[:-9]), "empty": b""}
    path.unlink() if how == "gone" else path.write_bytes(changed[how])
    registry.use(1, PRINT)
    for act in (registry.use, lambda v: registry.load(v, PRINT)):
        with pytest.raises(ModelError, match=rf"^model 2 is damaged \({name}\.npy\)" + MEND):
            act(2)
    assert registry.load(1, PRINT).choice is not None
    registry.remove(2)


NONSENSE: list[Callable[[dict[str, Any]], object]] = [
    dict.clear,
    lambda said: said.pop("arrays"),
    lambda said: said.pop("pick_curve"),
    lambda said: said["scalars"].update(recency="0.7"),
    lambda said: said["pick_curve"].update(level=1e200),
    lambda said: said.update(like_curve=[1.0]),
    lambda said: said["arrays"].pop("choice_values"),
    lambda said: said["arrays"].update({"../2/P": said["arrays"]["choice_values"]}),
    lambda said: said["arrays"]["choice_values"].update(sha256="00"),
    lambda said: said["arrays"]["choice_values"].update(shape=[]),
    lambda said: said["arrays"]["choice_alike"].update(shape=[2]),
    lambda said: said["arrays"]["choice_alike"].update(shape="22"),
]


@pytest.mark.parametrize("change", NONSENSE)
def test_a_version_that_says_nonsense_of_its_choice_model_is_damaged(
    change: Callable[[dict[str, Any]], object], registry: Registry
) -> None:
    save(registry, random_choice())
    refact(registry, change)
    damage = registry.versions()[0].damage
    assert damage is not None
    assert damage.startswith("model 1 is damaged (model.json); use another")
    with pytest.raises(ModelError, match=r"^model 1 is damaged \(model\.json\)" + MEND):
        registry.load(1, PRINT)


@pytest.mark.parametrize("part", ["scalars", "pick_curve", "like_curve"])
def test_a_missing_number_is_told(part: str, registry: Registry) -> None:
    save(registry, random_choice())
    refact(registry, lambda said: said[part].popitem())
    with pytest.raises(ModelError, match=r"^model 1 is damaged \(its shapes\)" + MEND):
        registry.load(1, PRINT)


def with_weights(**parts: Any) -> ChoiceModel:
    model = random_choice()
    return replace(model, weights=replace(model.weights, **parts))


def with_content(**parts: Any) -> ChoiceModel:
    model = random_choice()
    return replace(model, content=replace(model.content, **parts))


def spoilt(array: np.ndarray, at: int | tuple[int, int], value: float) -> np.ndarray:
    changed = array.copy()
    changed[at] = value
    return changed


WHOLE = random_choice()
STARTS, TITLES = WHOLE.weights.indptr, WHOLE.weights.indices
UNFIT = {
    "fewer titles": random_choice(n_items=39),
    "a row too many": with_weights(indptr=np.append(STARTS, STARTS[-1])),
    "fewer weights than titles": with_weights(values=WHOLE.weights.values[:-1]),
    "kinds of fewer titles": with_content(kinds=WHOLE.content.kinds[:-1]),
    "shares of fewer titles": with_content(share=WHOLE.content.share[:-1]),
    "content like nothing": with_content(alike=WHOLE.content.alike[:, :0]),
}
IMPOSSIBLE = {
    "does not start at 0": with_weights(indptr=spoilt(STARTS, 0, 1)),
    "does not end at the last": with_weights(indptr=spoilt(STARTS, -1, STARTS[-1] - 1)),
    "falls": with_weights(indptr=spoilt(STARTS, 3, STARTS[5])),
    "a title below 0": with_weights(indices=spoilt(TITLES, 0, -1)),
    "a title too many": with_weights(indices=spoilt(TITLES, 6, 40)),
    "a title twice in a row": with_weights(indices=spoilt(TITLES, 1, TITLES[0])),
    "descends in a row": with_weights(indices=spoilt(TITLES, 1, 39)),
    "popular below nothing": replace(WHOLE, popularity=spoilt(WHOLE.popularity, 4, -0.1)),
    "content that is no title": with_content(alike=spoilt(WHOLE.content.alike, (1, 1), 40)),
    "a kind that is none": with_content(
        alike=WHOLE.content.alike[:1], features=WHOLE.content.features[:1]
    ),
    "a kind below 0": with_content(kinds=-WHOLE.content.kinds),
    "like no kind": with_content(
        kinds=0 * WHOLE.content.kinds,
        alike=WHOLE.content.alike[:0],
        features=WHOLE.content.features[:0],
    ),
    "a share below 0": with_content(share=-WHOLE.content.share),
    "no scale": replace(WHOLE, recency_scale=0.0),
    "the older the more": replace(WHOLE, recency=-0.7),
}


@pytest.mark.parametrize("wrong", UNFIT.values(), ids=UNFIT.keys())
def test_shapes_that_do_not_agree_are_told(wrong: ChoiceModel, registry: Registry) -> None:
    save(registry, wrong)
    with pytest.raises(ModelError, match=r"^model 1 is damaged \(its shapes\)" + MEND):
        registry.load(1, PRINT)


@pytest.mark.parametrize("wrong", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_numbers_that_no_choice_model_has_are_told(wrong: ChoiceModel, registry: Registry) -> None:
    save(registry, wrong)
    with pytest.raises(ModelError, match=r"^model 1 is damaged \(its numbers\)" + MEND):
        registry.load(1, PRINT)


def test_weights_that_are_not_finite_are_told(registry: Registry) -> None:
    save(registry, with_weights(values=spoilt(WHOLE.weights.values, 5, np.nan)))
    with pytest.raises(ModelError, match=r"^model 1 is damaged \(choice_values\.npy\)" + MEND):
        registry.load(1, PRINT)


@pytest.mark.parametrize("at_once", [1, 2, 5, 7, 8, 1000])
def test_rows_are_looked_through_in_parts_of_any_size(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice_files, "_AT_ONCE", at_once)
    assert choice_files.is_possible(WHOLE)
    for place in range(1, 15):
        is_start = place in STARTS
        twice = with_weights(indices=spoilt(TITLES, place, TITLES[place - 1]))
        rises = bool(TITLES[place - 1] < TITLES[place + 1]) or place + 1 in STARTS
        assert choice_files.is_possible(twice) == (is_start and rises)


def test_a_version_without_sums_of_blocks_is_verified_by_all_its_bytes(registry: Registry) -> None:
    save(registry, WHOLE)
    refact(registry, lambda said: [array.pop("sums") for array in said["arrays"].values()])
    assert registry.load(1, PRINT).choice is not None
    path = registry.folder / "1" / "choice_values.npy"
    content = bytearray(path.read_bytes())
    content[-3] ^= 4
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"^model 1 is damaged \(choice_values\.npy\)" + MEND):
        registry.load(1, PRINT)


def test_changes_that_leave_the_sums_are_found_before_a_version_is_used(
    registry: Registry,
) -> None:
    save(registry, WHOLE)
    path = registry.folder / "1" / "model.json"
    said = json.loads(path.read_text())["choice"]["arrays"]["choice_values"]
    refact(registry, lambda said: said["arrays"]["choice_values"].update(sha256="0" * 64))
    assert registry.load(1, PRINT).choice is not None
    with pytest.raises(ModelError, match=r"^model 1 is damaged \(choice_values\.npy\)" + MEND):
        registry.use(1, PRINT)
    assert said["sha256"] != said["sums"]


@pytest.mark.parametrize("size", [0, 1, 3, 1 << 15, (1 << 15) + 5, 3 << 15])
def test_any_changed_byte_changes_the_sums(size: int) -> None:
    array = np.random.default_rng(0).normal(0, 1, size).astype(np.float32)
    known = sums_of(array)
    for place in {0, size // 2, size - 1} if size else ():
        changed = array.copy()
        changed.view(np.uint8)[4 * place + 1] ^= 16
        assert sums_of(changed) != known
    assert sums_of(array.copy()) == known
