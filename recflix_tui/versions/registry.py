"""All versions of a dataset's models on disk, models/<dataset>/<version>/, and which is active.

Every change is made aside and renamed, under a lock that dies with its process: whoever is
killed, at whatever moment, leaves the versions there were, or one complete version more.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recflix_tui.durable import discard, sync_folder
from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError
from recflix_tui.versions.choice_files import told
from recflix_tui.versions.kept_arrays import arrays_of, read_curves, read_held
from recflix_tui.versions.pointer import NAME, Pointer, Taken, read_pointer, write_pointer
from recflix_tui.versions.uses import ALWAYS, IF_NO_WORSE
from recflix_tui.versions.version_files import (
    VersionModels,
    read_facts,
    read_models,
    write_version,
)

if TYPE_CHECKING:  # imported where versions are compared: the app starts without
    from recflix_tui.model.held_errors import HeldErrors
    from recflix_tui.versions.choosing import InUse, Verdict

_ASIDE = ".aside-"
_LOCK = ".lock"
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class VersionInfo:
    """What is known of a version without reading its arrays."""

    version: int
    """From 1, never given twice."""
    created_at: float
    """Unix seconds."""
    solver: str
    """The name of the one that made it."""
    settings: dict[str, Any]
    """All settings of the solver, by name."""
    metrics: dict[str, Any]
    """What was measured in training: holdout_rmse, epochs, n_ratings, train_seconds."""
    fingerprint: str
    """Of the dataset that it was trained on."""
    active: bool
    """Whether it is the one in use."""
    damage: str | None = None
    """Why it cannot be used, None where it can."""
    choice: dict[str, Any] | None = None
    """What is told of its model of what people pick (`choice_files.told`); None without one."""

    @property
    def keeps_biases(self) -> bool:
        """Whether the biases alone are the model, as what was trained did not beat them."""
        return self.metrics.get("kept") == "biases"


@dataclass(frozen=True)
class Kept:
    """A model that was saved."""

    info: VersionInfo
    """What is known of the version that it became."""
    verdict: Verdict
    """Whether it was taken into use, and why."""


@dataclass(frozen=True)
class Registry:
    """The versions of one dataset's models. All methods raise ModelError."""

    models_dir: Path
    """The folder of all datasets' models."""
    dataset_name: str
    """The folder in it where this dataset's are."""
    clock: Callable[[], float] = field(default=time.time, compare=False)
    """Tells the time in unix seconds."""

    def __post_init__(self) -> None:
        name = self.dataset_name
        if not name or name.startswith(".") or Path(name).name != name or "\\" in name:
            raise ModelError(f"{name!r} cannot be the name of a dataset")

    @property
    def folder(self) -> Path:
        return self.models_dir / self.dataset_name

    def stamp(self) -> tuple[int, int] | None:
        """A value, cheap to ask for, that changes whenever the active version does."""
        try:
            status = self._pointer_path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def versions(self) -> list[VersionInfo]:
        """All versions, oldest first, the damaged ones too."""
        active = self._read_pointer().active  # None where that is not known
        return [self._info(version, active) for version in self._numbers()]

    def has(self, version: int) -> bool:
        """Whether there is a version of that number, damaged or not."""
        return version in self._numbers()

    def count(self) -> int:
        """How many versions there are, the damaged ones too."""
        return len(self._numbers())

    def active(self) -> VersionInfo | None:
        """The version in use, None before the first training."""
        active = self._known_pointer().active
        if active is not None and active not in self._numbers():
            raise ModelError(f"model {active}, the one in use, is gone; {self._mend('another')}")
        return None if active is None else self._info(active, active)

    def save(
        self,
        model: FactorModel,
        choice: ChoiceModel | None = None,
        *,
        solver: str,
        settings: dict[str, Any],
        metrics: dict[str, Any],
        fingerprint: str,
        held: HeldErrors | None = None,
        curves: Floats | None = None,
        activate: str = ALWAYS,
    ) -> Kept:
        """Write a model as the next version, and make it the active one as `activate` says (one
        of USES): by default always, else where it is no worse than the one that is, or never.

        choice: the model of what people pick, which comes and goes with it; held: its errors on
        the ratings held out; curves: see `curves`.
        """
        facts = {
            "created_at": self.clock(),
            "solver": solver,
            "settings": settings,
            "metrics": metrics,
            "fingerprint": fingerprint,
        }
        with self._changing():
            pointer = self._read_pointer()
            version = max([pointer.last, *self._numbers()]) + 1
            verdict = self._judged(activate, held, pointer.active, fingerprint)
            if version == 1:  # so that a version without a pointer means that one was lost
                self._write_pointer(pointer)
            aside = self.folder / f"{_ASIDE}{version}"
            try:
                write_version(aside, VersionModels(model, choice), facts, arrays_of(held, curves))
                aside.rename(self.folder / str(version))
            except BaseException:
                shutil.rmtree(aside, ignore_errors=True)
                raise
            sync_folder(self.folder)
            pointer = replace(pointer, last=version)
            if verdict.used:
                self._activate(pointer, version)
            else:
                self._write_pointer(pointer)
        return Kept(self._info(version, version if verdict.used else None), verdict)

    def _judged(
        self, activate: str, held: HeldErrors | None, active: int | None, fingerprint: str
    ) -> Verdict:
        from recflix_tui.versions.choosing import InUse, judge

        verdict = judge(activate, held, self._in_use(active, fingerprint))
        if active is None or verdict.used or activate != IF_NO_WORSE:
            return verdict
        # All bytes of the better one are read only where it is to stay.
        stays = self._is_usable(active, fingerprint)
        return verdict if stays else judge(activate, held, InUse(active, "is damaged"))

    def _in_use(self, active: int | None, fingerprint: str) -> InUse | None:
        """The active version as one that a new one is judged beside."""
        from recflix_tui.versions.choosing import InUse

        if active is None:
            return None
        try:
            facts = read_facts(self.folder / str(active))
        except ModelError:
            return InUse(active, "is damaged or gone")
        if facts.get("fingerprint") != fingerprint:
            return InUse(active, "is of other ratings than this dataset's")
        return InUse(active, held=read_held(self.folder / str(active), facts))

    def taken(self) -> Taken:
        """When which version was taken into use, as far as that was written down."""
        return self._read_pointer().taken

    def held(self, version: int) -> HeldErrors | None:
        """A version's errors on the ratings held out, None where there are none to be had."""
        try:
            folder = self.folder / str(version)
            return read_held(folder, read_facts(folder))
        except ModelError:
            return None

    def curves(self, version: int) -> Floats | None:
        """The RMSE after each epoch of a version's training, (n_epochs, 2) in stars: in training
        and on the holdout, NaN without one; None where they were not kept."""
        try:
            folder = self.folder / str(version)
            return read_curves(folder, read_facts(folder))
        except ModelError:
            return None

    def load(self, version: int, fingerprint: str) -> VersionModels:
        """A version's models, memory-mapped and verified, for the dataset it was trained on."""
        return self._verified(version, fingerprint, in_full=False)

    def use(self, version: int, fingerprint: str | None = None) -> VersionInfo:
        """Make a version the active one, once it is found whole, and, where the dataset's
        fingerprint is given, trained on that dataset."""
        with self._changing():
            self._verified(version, fingerprint)
            pointer = self._read_pointer()
            last = max([pointer.last, *self._numbers()])
            self._activate(replace(pointer, last=last), version)
        return self._info(version, version)

    def rollback(self, fingerprint: str | None = None) -> VersionInfo:
        """Make the version that was active before this one active again; checks as `use`."""
        with self._changing():
            pointer = self._known_pointer()
            earlier = self._earlier(pointer)
            if not earlier:
                raise ModelError("there is no earlier model to go back to")
            version = earlier[-1]
            self._verified(version, fingerprint)
            self._write_pointer(replace(pointer, active=version, history=earlier[:-1]))
        return self._info(version, version)

    def remove(self, version: int, fingerprint: str | None = None) -> VersionInfo | None:
        """Remove a version. Return the active one after it: where the active version was
        removed, the last one active before it that can be used, or None."""
        with self._changing():
            if version not in self._numbers():
                raise ModelError(f"there is no model {version}; see: recflix model list")
            pointer = self._read_pointer()
            active, history = pointer.active, self._earlier(pointer)
            history = tuple(v for v in history if v != version)
            if active == version:
                usable = [v for v in history if self._is_usable(v, fingerprint)]
                active = usable[-1] if usable else None
                history = tuple(usable[:-1])
            if pointer.problem is None:
                last = max(pointer.last, version)
                self._write_pointer(replace(pointer, active=active, history=history, last=last))
            self._delete(version)
            if pointer.problem is not None and not self._numbers():
                self._pointer_path.unlink(missing_ok=True)
                return None
        return None if pointer.problem else self.active()

    def remove_all(self) -> None:
        """Remove every version and all that is kept beside them, damaged or not."""
        if not self.folder.is_dir():
            return
        with self._changing():
            for path in self.folder.iterdir():
                if path.name != _LOCK:
                    discard(path)
        discard(self.folder)

    def sweep(self) -> None:
        """Delete what killed processes left, unless another one changes the models right now."""
        if not any(self.folder.glob(f"{_ASIDE}*")):
            return
        from filelock import FileLock

        with (
            suppress(OSError),
            FileLock(self.folder / _LOCK, blocking=False),
        ):  # TimeoutError is one
            self._sweep()

    def _delete(self, version: int) -> None:
        aside = self.folder / f"{_ASIDE}removed-{version}"
        (self.folder / str(version)).rename(aside)
        discard(aside)

    @property
    def _pointer_path(self) -> Path:
        return self.folder / NAME

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Alone in the folder, what killed processes left there swept away."""
        from filelock import FileLock  # late: the app's start changes nothing

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / _LOCK):
                self._sweep()
                yield
        except OSError as error:
            reason = error.strerror or "the disk may be full"  # a write that stopped midway
            raise ModelError(f"cannot write models in {self.folder}: {reason}") from error

    def _sweep(self) -> None:
        # Whoever writes here holds the lock, so what stands aside now is nobody's.
        for leftover in self.folder.glob(f"{_ASIDE}*"):
            discard(leftover)
        for leftover in self.folder.glob(".active.json.*.tmp"):
            leftover.unlink(missing_ok=True)

    def _numbers(self) -> list[int]:
        if not self.folder.is_dir():
            return []
        names = (path.name for path in self.folder.iterdir() if path.is_dir())
        return sorted(int(name) for name in names if _NUMBER.fullmatch(name))

    def _info(self, version: int, active: int | None) -> VersionInfo:
        try:
            facts = read_facts(self.folder / str(version))
        except ModelError as error:
            return VersionInfo(version, 0.0, "", {}, {}, "", version == active, str(error))
        return VersionInfo(
            version,
            facts["created_at"],
            facts["solver"],
            facts["settings"],
            facts["metrics"],
            facts["fingerprint"],
            version == active,
            choice=None if (said := facts.get("choice")) is None else told(said),
        )

    def _verified(
        self, version: int, fingerprint: str | None, in_full: bool = True
    ) -> VersionModels:
        folder = self.folder / str(version)
        facts = read_facts(folder)
        if fingerprint not in (None, facts["fingerprint"]):
            raise ModelError(
                f"model {version} was trained on other ratings than this dataset's; train again"
            )
        return read_models(folder, facts, in_full)

    def _is_usable(self, version: int, fingerprint: str | None) -> bool:
        try:
            self._verified(version, fingerprint)
        except ModelError:
            return False
        return True

    def _earlier(self, pointer: Pointer) -> tuple[int, ...]:
        """The versions active before, those that are still there."""
        numbers = set(self._numbers())
        return tuple(v for v in pointer.history if v in numbers and v != pointer.active)

    def _activate(self, pointer: Pointer, version: int) -> None:
        if pointer.active == version:
            history = pointer.history
        else:
            before = () if pointer.active is None else (pointer.active,)
            history = tuple(v for v in pointer.history if v != version) + before
        self._write_pointer(replace(pointer, active=version, history=history))

    def _read_pointer(self) -> Pointer:
        """What is known of the version in use: nothing where the file is gone or damaged."""
        return read_pointer(self.folder, len(self._numbers()))

    def _known_pointer(self) -> Pointer:
        """The same. Raises ModelError where it is not known which version is in use."""
        pointer = self._read_pointer()
        if pointer.problem is not None:
            raise ModelError(
                f"{self._pointer_path} is {pointer.problem}, "
                f"and with it which model is in use; {self._mend('it')}"
            )
        return pointer

    def _mend(self, which: str) -> str:
        """What to do where it is not known which version is in use: choose `which`, or train."""
        usable = [info.version for info in self.versions() if info.damage is None]
        return f"choose {which}: recflix model use {usable[-1]}" if usable else "recflix train"

    def _write_pointer(self, pointer: Pointer) -> None:
        noted = pointer.noted(self._read_pointer(), self.clock())
        write_pointer(self.folder, noted)
