"""What a tuning has measured, one line of JSON each, on disk before the next is begun.

Whoever is killed loses what was being measured at that moment, no more: a line that was not
written whole is dropped, and the tuning goes on from the lines that were.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from filelock import FileLock, Timeout

from recflix_tui.durable import sync_file, sync_folder
from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.settings import SolverSettings

FORMAT = 1


@dataclass(frozen=True)
class Measurement:
    """Settings trained on all folds but one and measured on that one."""

    rmse: float | None
    """In stars; None where the training failed."""
    seconds: float
    """What it took."""
    problem: str = ""
    """Why it failed, or empty."""


class Journal:
    """The measurements so far, by settings and fold, and the open file that more go to."""

    def __init__(self, file: IO[bytes], head: str) -> None:
        self._file = file
        self._known = _read(file, head)
        self._lock = threading.Lock()

    def find(self, settings: SolverSettings, fold: int) -> Measurement | None:
        return self._known.get(_key(settings, fold))

    def add(self, settings: SolverSettings, fold: int, measured: Measurement) -> None:
        """Keep a measurement; it is on disk on return. Raises ModelError."""
        line = {"settings": _counted(settings), "fold": fold, **asdict(measured)}
        with self._lock:
            self._known[_key(settings, fold)] = measured
            try:
                self._file.write(json.dumps(line).encode() + b"\n")
                sync_file(self._file)
            except OSError as error:
                raise _cannot_write(Path(self._file.name).parent, error) from error


@contextmanager
def open_journal(folder: Path, solver: str, facts: dict[str, Any]) -> Iterator[Journal]:
    """The journal of one solver in `folder` for what the facts say: data, folds and so on.

    Measurements under other facts are in other files. Raises ModelError, also where another
    process is tuning here.
    """
    head = json.dumps({"format": FORMAT, "solver": solver, **facts}, sort_keys=True)
    digest = hashlib.sha256(head.encode()).hexdigest()[:12]
    with alone(folder):
        path = folder / f"{solver}-{digest}.jsonl"
        try:
            path.touch()
            file = path.open("r+b")
        except OSError as error:
            raise _cannot_write(folder, error) from error
        with file:
            try:
                journal = Journal(file, head)
                sync_folder(folder)
            except OSError as error:
                raise _cannot_write(folder, error) from error
            yield journal


def forget_journals(folder: Path, solver: str | None = None) -> None:
    """Remove the measurements of a solver, or of all. Raises ModelError."""
    if not folder.is_dir():
        return
    with alone(folder):
        for path in folder.glob(f"{solver or '*'}-*.jsonl"):
            path.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The only one to tune here, or to change what a tuning keeps. Raises ModelError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise ModelError("this dataset is being tuned; let that end first") from None
    except OSError as error:
        raise _cannot_write(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _cannot_write(folder: Path, error: OSError) -> ModelError:
    return ModelError(f"cannot write in {folder}: {error.strerror or error}")


def _read(file: IO[bytes], head: str) -> dict[tuple[str, int], Measurement]:
    """The measurements of a journal, which ends with its last whole line from now on."""
    content = file.read()
    whole = content[: content.rfind(b"\n") + 1]
    lines = whole.split(b"\n")
    if lines[0] != head.encode():
        whole, lines = head.encode() + b"\n", []
        file.seek(0)
        file.truncate()
        file.write(whole)
    file.truncate(len(whole))
    file.seek(len(whole))
    sync_file(file)
    return dict(found for line in lines[1:] if (found := _parse(line)) is not None)


def _parse(line: bytes) -> tuple[tuple[str, int], Measurement] | None:
    """The key and the measurement of a line; None for a damaged one, to be measured again."""
    try:
        said = json.loads(line)
        rmse = said["rmse"]
        measured = Measurement(
            None if rmse is None else float(rmse), float(said["seconds"]), str(said["problem"])
        )
        return (json.dumps(said["settings"], sort_keys=True), int(said["fold"])), measured
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _key(settings: SolverSettings, fold: int) -> tuple[str, int]:
    return json.dumps(_counted(settings), sort_keys=True), fold


def _counted(settings: SolverSettings) -> dict[str, Any]:
    """The settings that the result depends on."""
    return {name: value for name, value in settings.plain().items() if name != "threads"}
