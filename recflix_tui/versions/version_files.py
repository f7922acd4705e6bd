"""One model version as a folder of files: arrays without pickle, facts and checksums as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from recflix_tui.durable import sync_folder, write_json
from recflix_tui.kept_files import Damaged, read_json, seal
from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.calibration import Calibration
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel, Times
from recflix_tui.model.prior import Prior, ridge_prior
from recflix_tui.model.ratings import ModelError
from recflix_tui.versions.array_files import damaged, read_arrays, write_all
from recflix_tui.versions.choice_files import DTYPES, choice_of, is_possible, write_choice
from recflix_tui.versions.facts import checked
from recflix_tui.versions.kept_arrays import Arrays, write_arrays

FORMAT = 2
_FACTS = "model.json"
_SCALARS = ("mu", "low", "high")
_CALIBRATED = "calibrated_"  # before the names of a calibration's numbers
_MOST = 1e6  # that the numbers which predictions are worked out from are below
_OLD_NOISE = 0.75  # variance of a rating, which the first format did not keep


@dataclass(frozen=True)
class VersionModels:
    """The two models of a version."""

    rating: FactorModel
    """What stars a person will give."""
    choice: ChoiceModel | None
    """What a person will pick; None in a version that was made without."""


def write_version(
    folder: Path, models: VersionModels, facts: dict[str, Any], kept: Arrays | None = None
) -> None:
    """Fill the new `folder` and makes it durable. The facts are whatever JSON can say; kept: what
    is kept beside the models, by name."""
    folder.mkdir()
    model = models.rating
    arrays = write_all(folder, _arrays_of(model))
    scalars: dict[str, float] = {name: float(getattr(model, name)) for name in _SCALARS}
    scalars["grows"] = model.prior.grows
    if model.calibration is not None:
        scalars |= {f"{_CALIBRATED}{n}": v for n, v in asdict(model.calibration).items()}
    if model.times is not None:
        scalars["first_week"] = model.times.first
    body = {"format": FORMAT, **facts, "scalars": scalars, "arrays": arrays}
    body["kept"] = write_arrays(folder, kept or {})
    if models.choice is not None:
        body["choice"] = write_choice(folder, models.choice)
    write_json(folder / _FACTS, {**body, "sha256": seal(body)})
    sync_folder(folder)


def read_facts(folder: Path) -> dict[str, Any]:
    """The JSON of a version, checked against its own seal, its texts fit to be shown. Raises
    ModelError."""
    name = f"model {folder.name}"
    try:
        facts = read_json(folder / _FACTS)
        sealed, made_by = facts.pop("sha256", None), facts.get("format")
        if type(made_by) is int and made_by > FORMAT:
            raise ModelError(f"{name} was made by a newer RecFlix; update RecFlix to use it")
        if sealed != seal(facts):
            raise Damaged("is not as it was written")
        return checked(facts)
    except FileNotFoundError:
        if folder.is_dir():
            raise ModelError(damaged(folder, _FACTS)) from None
        raise ModelError(f"there is no {name}; see: recflix model list") from None
    except Damaged:
        raise ModelError(damaged(folder, _FACTS)) from None


def read_models(folder: Path, facts: dict[str, Any], in_full: bool) -> VersionModels:
    """The version's models, their arrays memory-mapped and verified, every byte by SHA-256 where
    it is `in_full` (`read_arrays`). Raises ModelError."""
    said = facts.get("choice")
    of_choice = {} if said is None else said["arrays"]
    arrays = read_arrays(folder, {**facts["arrays"], **of_choice}, DTYPES, in_full)
    try:
        model = _model_of(arrays, facts["scalars"])
        fits = _fits(model)
        choice = None if said is None else choice_of(arrays, said)
    except (KeyError, IndexError, ValueError, TypeError, ZeroDivisionError):
        fits = False
    if not fits or (choice is not None and choice.n_items != model.n_items):
        raise ModelError(damaged(folder, "its shapes"))
    if not _is_possible(model) or (choice is not None and not is_possible(choice)):
        raise ModelError(damaged(folder, "its numbers"))
    return VersionModels(model, choice)


def _arrays_of(model: FactorModel) -> dict[str, Floats]:
    """Every array of a model by its name on disk."""
    arrays = {name: getattr(model, name) for name in ("user_bias", "item_bias", "P", "Q")}
    prior, times = model.prior, model.times
    arrays |= {"precision": prior.precision, "noise": prior.noise}
    if prior.offsets is not None:
        arrays["offsets"] = prior.offsets
    if prior.implicit is not None:
        arrays["implicit"] = prior.implicit
    if prior.item_leverage is not None:
        arrays["item_leverage"] = prior.item_leverage
    if times is not None:
        arrays |= {"week_bias": times.bias, "T": times.T}
    return arrays


def _model_of(arrays: dict[str, Floats], scalars: dict[str, Any]) -> FactorModel:
    if "reg_factors" in scalars:  # the first format
        k = arrays["Q"].shape[1]
        prior = ridge_prior(scalars["reg_bias"], scalars["reg_factors"], k, _OLD_NOISE)
    else:
        prior = Prior(
            arrays["precision"],
            arrays["noise"],
            bool(scalars["grows"]),
            arrays.get("offsets"),
            arrays.get("implicit"),
            arrays.get("item_leverage"),
        )
    times = None
    if "T" in arrays:
        times = Times(int(scalars["first_week"]), arrays["week_bias"], arrays["T"])
    calibration = None
    if any(name.startswith(_CALIBRATED) for name in scalars):
        numbers = (float(scalars[_CALIBRATED + field.name]) for field in fields(Calibration))
        calibration = Calibration(*numbers)
    return FactorModel(
        mu=scalars["mu"],
        user_bias=arrays["user_bias"],
        item_bias=arrays["item_bias"],
        P=arrays["P"],
        Q=arrays["Q"],
        prior=prior,
        low=scalars["low"],
        high=scalars["high"],
        times=times,
        calibration=calibration,
    )


def _fits(model: FactorModel) -> bool:
    """Whether the shapes of a model's arrays agree."""
    users, items, columns = len(model.P), len(model.Q), model.Q.shape[1]
    draws = len(model.prior.precision)
    wanted = {
        "user_bias": (users,),
        "item_bias": (items,),
        "P": (users, columns),
        "Q": (items, columns),
        "precision": (draws, columns // draws + 1, columns // draws + 1),
        "noise": (draws,),
        "offsets": (items, draws),
        "implicit": (items, columns + draws),
        "item_leverage": (items,),
    }
    if model.times is not None:
        weeks = len(model.times.bias)
        wanted |= {"week_bias": (weeks, draws), "T": (weeks, columns)}
    shapes = {name: array.shape for name, array in _arrays_of(model).items()}
    alone = draws == 1 or model.prior.offsets is not None
    return columns % draws == 0 and alone and all(wanted[n] == s for n, s in shapes.items())


def _is_possible(model: FactorModel) -> bool:
    """Whether a model's numbers can be one's: a scale, variances, and priors to fold in by."""
    prior, known = model.prior, model.calibrated
    not_negative = [known.noise, known.factor, known.misfit, known.spread, float(prior.noise.min())]
    if model.times is not None:
        not_negative.append(model.times.first)
    if prior.item_leverage is not None and model.n_items:
        not_negative.append(float(prior.item_leverage.min()))
    try:
        np.linalg.cholesky(prior.ridge(0))
    except np.linalg.LinAlgError:
        return False
    on_scale = -_MOST < model.low < model.high < _MOST and abs(model.mu) < _MOST
    return on_scale and all(0 <= number < _MOST for number in not_negative)
