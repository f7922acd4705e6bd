"""Evaluations kept with the version that they are of: models/<dataset>/<version>/measured/.

One is a file of JSON, which names the array of its resamples: the array is there before it is
named, and an old one goes once it is named no longer. Whoever is killed, at whatever moment,
leaves the evaluation that there was, or the new one whole.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from recflix_tui import __version__
from recflix_tui.durable import discard, write_json, write_whole
from recflix_tui.evaluation.bootstrap import RESAMPLES, Interval, interval
from recflix_tui.evaluation.results.measured import Evaluation, evaluation_of, held_of
from recflix_tui.kept_files import Damaged, digest, open_array, read_json, seal
from recflix_tui.kernels.arrays import Doubles
from recflix_tui.model.ratings import ModelError
from recflix_tui.text import clean

if TYPE_CHECKING:
    from recflix_tui.evaluation.comparison import Row

FOLDER = "measured"
FORMAT = 1
OWN = ("recflix", "recflix-no-recency", "choice", "stars")
"""The rows of people that are a version's own, whatever its solver."""
_NUMBER_TYPE = "<f4"
_ARRAY = re.compile(r"[a-z0-9_.+-]{1,120}\.[0-9a-f]{16}\.npy")
_SEALED = "sha256"

Resamples = Mapping[tuple[str, str], Doubles]
"""By model and metric, the figure over samples of users, (2000,) each."""


@dataclass(frozen=True)
class Kept:
    """What is kept of a version's evaluations."""

    evaluations: Sequence[Evaluation] = ()
    """Those that can be read, by the names of what was held out."""
    damaged: Sequence[str] = ()
    """The names of files that are not as they were written, without what steers a terminal."""


def resamples_of(rows: Sequence[Row]) -> Resamples:
    """Those of the figures that hang on the version: the first row's and its parts'."""
    return {
        (row.name, metric): figure.resamples
        for place, row in enumerate(rows)
        for metric, figure in row.figures.items()
        if figure.resamples is not None and (place == 0 or row.name in OWN)
    }


def keep(version: Path, body: Mapping[str, Any], resamples: Resamples) -> None:
    """Keep an evaluation in the folder of its version, in place of one that held out the same.

    body: version, fingerprint, measured_at, seconds, tuned, and `result`, which is what
    `recflix evaluate --json` prints; metrics that an earlier one measured in the same way, and
    this one did not, stay. Raises ModelError where it cannot be written, as when the version
    was removed meanwhile.
    """
    from filelock import FileLock

    folder, key = version / FOLDER, held_of(body["result"]).key
    try:
        folder.mkdir(exist_ok=True)
        with FileLock(folder / ".lock"):
            said, drawn = _with_earlier(folder, key, dict(body), dict(resamples))
            _write(folder, key, said, drawn)
            _sweep(folder)
    except OSError as error:
        if not version.is_dir():
            raise ModelError(
                f"model {version.name} was removed meanwhile; nothing is kept of its evaluation"
            ) from error
        reason = error.strerror or "the disk may be full"
        raise ModelError(f"cannot keep the evaluation in {folder}: {reason}") from error


def kept_of(version: Path, fingerprint: str) -> Kept:
    """What is kept of a version on the dataset of this fingerprint; what was measured on other
    ratings is passed over."""
    found, damaged = [], []
    for path in _files(version / FOLDER):
        try:
            evaluation = evaluation_of(_read(path))
            if evaluation.held.key != path.stem or str(evaluation.version) != version.name:
                raise Damaged("is of another name")
        except FileNotFoundError:
            continue
        except Damaged:
            damaged.append(clean(path.name))
            continue
        if evaluation.fingerprint == fingerprint:
            found.append(evaluation)
    return Kept(tuple(found), tuple(damaged))


def resamples_kept(models_dir: Path, of: Evaluation) -> Resamples:
    """Those of an evaluation's figures; none where they are not whole, or it was measured anew
    since it was read. models_dir: where the versions' folders are."""
    folder = models_dir / str(of.version) / FOLDER
    try:
        said = _read(folder / f"{of.held.key}.json")
        return _read_drawn(folder, said) if evaluation_of(said) == of else {}
    except (Damaged, FileNotFoundError):
        return {}


def is_on_same(one: Evaluation, other: Evaluation) -> bool:
    """Whether two were measured on the same people and ratings, by the same signals, so that users
    can be paired."""
    told = [(e.held, e.fingerprint, e.n_asked, e.n_ratings, e.signals) for e in (one, other)]
    return told[0] == told[1]


def apart(first: Doubles | None, second: Doubles | None) -> Interval | None:
    """The 95 % interval of the difference of a figure between two versions, user by user: from
    its resamples (2000,) in evaluations that `is_on_same`; None where either has none."""
    return None if first is None or second is None else interval(first - second)


# --- files ------------------------------------------------------------------------------------


def _with_earlier(
    folder: Path, key: str, body: dict[str, Any], drawn: dict[tuple[str, str], Doubles]
) -> tuple[dict[str, Any], dict[tuple[str, str], Doubles]]:
    """The evaluation with the metrics that an earlier one of the same kind measured besides."""
    body["recflix"] = __version__
    try:
        earlier = _read(folder / f"{key}.json")
        evaluation_of(earlier)
        before = _read_drawn(folder, earlier)
    except (Damaged, FileNotFoundError):
        return body, drawn
    same = ("recflix", "fingerprint", "version")
    if any(earlier.get(name) != body[name] for name in same):
        return body, drawn
    by = ("settings", "signal_weights")
    if any(earlier["result"].get(name) != body["result"].get(name) for name in by):
        return body, drawn
    result = _joined(earlier["result"], body["result"])
    # What is left to measure of either took no longer than the whole of the longer one.
    seconds = max(earlier["seconds"], body["seconds"])
    return {**body, "result": result, "seconds": seconds}, before | drawn


def _joined(earlier: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """Both results as one: figures of `result`, and those that `earlier` has besides."""
    rows = {row["name"]: dict(row) for row in earlier["models"]}
    for row in result["models"]:
        before = rows.get(row["name"], {}).get("metrics", {})
        rows[row["name"]] = {**row, "metrics": before | row["metrics"]}
    longer = max(earlier["models"], result["models"], key=len)
    order = dict.fromkeys([row["name"] for row in longer] + list(rows))
    whole = {name: value for name, value in result.items() if value not in (None, [], {})}
    return {**earlier, **whole, "models": [rows[name] for name in order]}


def _write(
    folder: Path, key: str, body: dict[str, Any], drawn: Mapping[tuple[str, str], Doubles]
) -> None:
    columns = sorted(drawn)
    table = np.array([drawn[of] for of in columns], _NUMBER_TYPE).reshape(-1, RESAMPLES)
    content = io.BytesIO()
    np.save(content, table, allow_pickle=False)
    sha = hashlib.sha256(content.getbuffer()).hexdigest()
    name = f"{key}.{sha[:16]}.npy"
    write_whole(folder / name, content.getvalue())
    told = {"file": name, "sha256": sha, "columns": [list(of) for of in columns]}
    said = {"format": FORMAT, **body, "resamples": told}
    write_json(folder / f"{key}.json", {**said, _SEALED: seal(said)})


def _sweep(folder: Path) -> None:
    """Delete what no evaluation names: arrays of before, and what killed processes left. Who
    writes here holds the lock."""
    named = set()
    for path in _files(folder):
        try:
            named.add(_read(path)["resamples"]["file"])
        except (Damaged, FileNotFoundError, KeyError, TypeError):
            continue
    for path in folder.iterdir():
        left = path.name.startswith(".") and path.name.endswith(".tmp")
        if left or (path.suffix == ".npy" and path.name not in named):
            discard(path)


def _files(folder: Path) -> Iterator[Path]:
    """The files of evaluations in a folder, by name."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".json")
    except OSError:
        return
    yield from (path for path in found if not path.name.startswith("."))


def _read(path: Path) -> dict[str, Any]:
    """What a file says, as it was written. Raises Damaged and FileNotFoundError."""
    said = read_json(path)
    sealed = said.pop(_SEALED, None)
    if said.get("format") != FORMAT or sealed != seal(said):
        raise Damaged("is not as it was written")
    return said


def _read_drawn(folder: Path, said: Mapping[str, Any]) -> dict[tuple[str, str], Doubles]:
    """All resamples that an evaluation names. Raises Damaged."""
    try:
        told = said["resamples"]
        columns = [(str(model), str(metric)) for model, metric in told["columns"]]
        if not isinstance(told["file"], str) or not _ARRAY.fullmatch(told["file"]):
            raise Damaged("says nonsense")
        path = folder / told["file"]
        if digest(path) != told["sha256"]:
            raise Damaged("is not as it was written")
    except (KeyError, TypeError, ValueError):
        raise Damaged("says nonsense") from None
    table = open_array(path, _NUMBER_TYPE, (len(columns), RESAMPLES))
    return dict(zip(columns, table.astype(np.float64), strict=True))
