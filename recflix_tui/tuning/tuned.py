"""The settings that a tuning found for one dataset: models/<dataset>/tuned.json.

They are a solver's defaults on that dataset, with the same side inputs, as long as the ratings
are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from recflix_tui.durable import write_json
from recflix_tui.kept_files import Damaged, read_json
from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.settings import SolverSettings, check_settings
from recflix_tui.tuning.tuning_journal import forget_journals

FORMAT = 1
JOURNALS = "tuning"  # the folder of what tunings measured, beside the file


@dataclass(frozen=True)
class TunedDefaults:
    """The settings that a tuning found for a solver, and how much better they were."""

    settings: dict[str, Any]
    """By name, those that were searched."""
    rmse: float
    """The settings' mean over the folds, in stars."""
    default_rmse: float | None
    """The solver's own defaults' mean over the folds; None where they could not be trained."""
    gain: float | None
    """The mean of the differences between the two, fold by fold."""
    gain_error: float | None
    """The standard error of the gain."""
    folds: int
    """Folds on which they were measured."""
    candidates: int
    """Candidates that there were, the defaults among them."""
    seed: int
    """Of the draws and the folds."""
    tuned_at: float
    """Unix seconds."""

    def of(self, settings: SolverSettings, given: Iterable[str] = ()) -> SolverSettings:
        """The settings with these in place of defaults, but for the `given` ones."""
        set_already = set(given)
        values = {name: v for name, v in self.settings.items() if name not in set_already}
        return replace(settings, **values)


def key_of(solver: str, side: Iterable[str] = ()) -> str:
    """What the settings are kept by: `gibbs`, `sgd+implicit`."""
    return "+".join([solver, *sorted(side)])


def find_tuned(folder: Path, fingerprint: str, settings: SolverSettings) -> TunedDefaults | None:
    """What was found for this solver, these side inputs and the dataset of this fingerprint.

    folder: of the dataset's models. Raises ModelError where the file is damaged.
    """
    found = _read(folder, fingerprint).get(key_of(settings.solver, settings.side))
    if found is None:
        return None
    try:
        tuned = TunedDefaults(**found)
        check_settings(tuned.of(settings))
    except (TypeError, AttributeError, ValueError, ModelError):  # of one with other settings
        return None
    return tuned if _is_shown(tuned) else None


def _is_shown(tuned: TunedDefaults) -> bool:
    """Whether what is shown of it are numbers."""
    measured = tuned.rmse, tuned.default_rmse, tuned.gain, tuned.gain_error
    counted = tuned.folds, tuned.candidates, tuned.seed, tuned.tuned_at
    optional = all(n is None or isinstance(n, int | float) for n in measured[1:])
    return optional and all(isinstance(n, int | float) for n in (tuned.rmse, *counted))


def keep_tuned(
    folder: Path, fingerprint: str, settings: SolverSettings, tuned: TunedDefaults | None
) -> None:
    """Make them the defaults of the settings' solver with its side inputs; None: its own."""
    kept = _read(folder, fingerprint)
    key = key_of(settings.solver, settings.side)
    if tuned is None:
        kept.pop(key, None)
    else:
        kept[key] = asdict(tuned)
    _write(folder, fingerprint, kept)


def forget_tuned(folder: Path, solver: str | None = None) -> list[str]:
    """Remove what was found for a solver, or for all; return the keys of what is removed."""
    path = _path(folder)
    try:
        kept, fingerprint = _content(path)
    except FileNotFoundError:
        return []
    except Damaged:
        kept, fingerprint = {}, ""  # nothing in it is of use
    gone = [key for key in kept if solver in (None, key.split("+")[0])]
    _write(folder, fingerprint, {key: kept[key] for key in kept if key not in gone})
    return gone


def forget(folder: Path, solver: str | None = None) -> list[str]:
    """`forget_tuned`, and all that was measured for it. Raises ModelError while one tunes."""
    forget_journals(folder / JOURNALS, solver)
    return forget_tuned(folder, solver)


def _path(folder: Path) -> Path:
    return folder / "tuned.json"


def _read(folder: Path, fingerprint: str) -> dict[str, dict[str, Any]]:
    """All that was found for the dataset of this fingerprint, by key."""
    path = _path(folder)
    try:
        kept, of = _content(path)
    except FileNotFoundError:
        return {}
    except Damaged:
        raise ModelError(f"{path} is damaged; remove it with: recflix tune --forget") from None
    return kept if of == fingerprint else {}


def _content(path: Path) -> tuple[dict[str, dict[str, Any]], str]:
    """What was found by key, and the fingerprint of the dataset; nothing of another format.

    Raises Damaged, and FileNotFoundError.
    """
    said = read_json(path)
    kept, fingerprint = said.get("solvers"), said.get("fingerprint")
    if "format" not in said or not isinstance(kept, dict) or not isinstance(fingerprint, str):
        raise Damaged("is incomplete")
    if said["format"] != FORMAT:
        return {}, ""
    if not all(isinstance(found, dict) for found in kept.values()):
        raise Damaged("is incomplete")
    return kept, fingerprint


def _write(folder: Path, fingerprint: str, solvers: dict[str, dict[str, Any]]) -> None:
    path = _path(folder)
    try:
        if not solvers:
            path.unlink(missing_ok=True)
            return
        folder.mkdir(parents=True, exist_ok=True)
        content = {"format": FORMAT, "fingerprint": fingerprint, "solvers": solvers}
        write_json(path, content)
    except OSError as error:
        raise ModelError(f"cannot write {path}: {error.strerror or error}") from error
