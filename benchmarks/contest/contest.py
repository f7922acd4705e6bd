"""Contenders, each in a process of its own, which run in turn on the same ratings.

So the memory that each takes is its own, and one that fails costs a line of the table. A child
(`python -m benchmarks.contest.contest JOB`) maps the ratings, loads its library, and then
answers each line it is asked, `lap` or `train`, with a line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import machine
from benchmarks.contest import fold_in, handover, ours
from benchmarks.contest.contender import Contender, seconds_of
from benchmarks.contest.peers.cmfrec_peer import CmfRec, CmfRecConjugate
from benchmarks.contest.peers.implicit_peer import Implicit
from benchmarks.contest.peers.lenskit_peer import LensKit
from benchmarks.contest.peers.libmf_peer import LibMF
from benchmarks.contest.peers.myfm_peer import MyFM, SideMyFM
from benchmarks.contest.peers.surprise_peer import Surprise, SurpriseImplicit
from recflix_tui.kernels.rmse import rmse

ROOT = Path(__file__).parents[2]  # where `benchmarks` is found
CONTENDERS: dict[str, type[Contender]] = {
    kind.__name__: kind
    for kind in (
        ours.Sgd, ours.ImplicitSgd, ours.Als, ours.ConjugateAls, ours.Gibbs,
        ours.DefaultAls, ours.SideGibbs,
        Surprise, SurpriseImplicit, LibMF, LensKit, CmfRec, CmfRecConjugate, Implicit,
        MyFM, SideMyFM,
        fold_in.RecFlixFoldIn, fold_in.NumPyFoldIn,
    )
}  # fmt: skip


class Fallen(Exception):
    """Why a contender did not finish, in one line."""


@dataclass(frozen=True)
class Job:
    """What a child is to run."""

    contender: str
    """The class, by name."""
    factors: int
    threads: int
    data: str | None = None
    """The folder (of `handover`) with the ratings; None for a contender that wants none."""
    held: str | None = None
    """The folder with those that `train` is measured on; None to measure nothing."""
    given: dict[str, Any] = field(default_factory=dict)
    """Settings instead of the usual ones."""


class Child:
    """A contender's process, as its parent sees it."""

    def __init__(self, job: Job) -> None:
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed by `end`)
        kind = CONTENDERS[job.contender]
        threads = 1 if kind.single else job.threads
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.contest.contest", json.dumps(asdict(job))],
            cwd=ROOT,
            env=environment(threads, kind.blas_threads),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        try:
            self.loaded = self._answer()
        except BaseException:
            self.end()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, what: str) -> dict[str, Any]:
        """Raises Fallen where the child fails or is killed."""
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # its answer, or the want of one, says why
            self._process.stdin.write(what + "\n")
            self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if line:
            told: dict[str, Any] = json.loads(line)
            if "error" not in told:
                return told
            raise Fallen(told["error"])
        code = self._process.wait()
        if code < 0:
            raise Fallen(f"ended by {signal.Signals(-code).name}")
        self._log.seek(0)
        raise Fallen((self._log.read().strip().splitlines() or [f"exit code {code}"])[-1])

    def end(self) -> None:
        """Closes its input, at which it ends; after a while it is killed."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


@contextmanager
def started(job: Job) -> Iterator[Child]:
    child = Child(job)
    try:
        yield child
    finally:
        child.end()


def environment(threads: int, blas_threads: int | None = None) -> dict[str, str]:
    """The parent's, with the threads that each library may use, BLAS included."""
    blas = str(blas_threads or threads)
    names = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
    return {
        **os.environ,
        **dict.fromkeys(names, blas),
        "OMP_NUM_THREADS": str(threads),
        "NUMBA_NUM_THREADS": str(threads),
        "RAYON_NUM_THREADS": str(threads),
        "OMP_WAIT_POLICY": "PASSIVE",  # who waits for its turn shall not take the others' time
        "PYTHONWARNINGS": "ignore",
    }


def limits(threads: int) -> dict[str, float]:
    """The machine's, measured in a process of its own: flops, bytes a second."""
    command = [sys.executable, "-m", "benchmarks.machine", str(threads), "--json"]
    run = subprocess.run(
        command, cwd=ROOT, env=environment(threads), stdout=subprocess.PIPE, text=True, check=True
    )
    told: dict[str, float] = json.loads(run.stdout)
    return told


# --- in the child ---------------------------------------------------------------------------------


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints is no answer

    def answer(**told: Any) -> None:
        print(json.dumps(told), file=answers, flush=True)

    try:
        _run(Job(**json.loads(sys.argv[1])), answer)
    except Exception as error:
        traceback.print_exc()
        answer(error=f"{type(error).__name__}: {error}".splitlines()[0])
        sys.exit(1)


def _run(job: Job, answer: Any) -> None:
    kind = CONTENDERS[job.contender]
    loading = seconds_of(lambda: kind.load(job.factors, job.threads, job.given))
    ratings = fold_in.nobody() if job.data is None else handover.load(Path(job.data))
    held = None if job.held is None else handover.load(Path(job.held))
    for part in (ratings, held):
        if part is not None:  # so that the pages of the data do not count as the contender's
            _ = [column.sum() for column in (part.users, part.items, part.stars)]
    machine.forget_peak()
    before = machine.resident_bytes()
    answer(loading=loading)
    contender: Contender | None = None
    for line in sys.stdin:
        contender = contender or kind(ratings, job.factors, job.threads, job.given)
        told: dict[str, Any] = {}
        if line.strip() == "lap":
            told["laps"] = contender.lap()
        else:
            told["seconds"] = seconds_of(contender.train)
        told["memory"] = machine.peak_bytes() - before
        if line.strip() == "train" and held is not None and kind.predicts:
            predicted = contender.predict(held.users, held.items, held.when)
            told["rmse"] = rmse(np.clip(predicted, ratings.low, ratings.high), held.stars)
        answer(**told)


if __name__ == "__main__":
    main()
