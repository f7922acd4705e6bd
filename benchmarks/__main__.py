"""`python -m benchmarks`: RecFlix's solvers beside whichever other libraries are installed.

Made-up ratings of MovieLens' shapes; the same ratings, factors and threads for all; every
contender in a process of its own, and in turn, round by round, in one run. Prints one table for
each kind of work. To install the others: pip install '.[bench]'.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.contest.contender import Contender
from benchmarks.contest.contest import CONTENDERS, Child, Fallen, Job, limits, started
from benchmarks.contest.handover import make
from benchmarks.contest.tables import Row, notes, table
from benchmarks.contest.works import SHAPES, WORKS, Work
from benchmarks.synthetic import Shape
from recflix_tui.solvers.settings import available_cores

HELD = 0.05  # of the ratings, to measure a whole training on


# --- measuring ------------------------------------------------------------------------------------


def measure(
    work: Work,
    factors: int,
    threads: int,
    rounds: int,
    folder: Path | None,
    n_ratings: int,
    laps_only: bool = False,
) -> list[Row]:
    """All contenders of a work: laps in turn, then, unless `laps_only`, each one's whole
    training alone.

    folder: has the ratings as `whole`, `train` and `held`; None for a work that wants none.
    """
    rows = [Row(name) for name in work.contenders]
    for row in rows:
        row.trouble = _hindrance(CONTENDERS[row.contender], n_ratings)
    whole = None if folder is None else str(folder / "whole")
    with ExitStack() as stack:
        children: dict[str, Child] = {}

        def start(row: Row) -> None:
            child = stack.enter_context(started(Job(row.contender, factors, threads, whole)))
            children[row.contender], row.loading = child, child.loaded["loading"]

        def lap(row: Row, counts: bool) -> None:
            told = children[row.contender].ask("lap")
            row.memory = max(row.memory, told["memory"])
            row.seconds += told["laps"] if counts else []

        for row in rows:
            _attempt(row, start)
        for number in range(rounds + 1):  # the first warms up
            for row in rows:
                _attempt(row, partial(lap, counts=number > 0))
    if folder is not None and not laps_only:
        train, held = str(folder / "train"), str(folder / "held")
        for row in rows:
            if CONTENDERS[row.contender].predicts:
                job = Job(row.contender, factors, threads, train, held)
                _attempt(row, partial(_train, job=job))
    return rows


def _train(row: Row, job: Job) -> None:
    with started(job) as child:
        told = child.ask("train")
    row.trained, row.rmse = told["seconds"], told["rmse"]
    row.memory = max(row.memory, told["memory"])


def _attempt(row: Row, work: Callable[[Row], None]) -> None:
    """Takes down a contender's failure; one that has failed is not asked again."""
    if row.trouble is None:
        try:
            work(row)
        except Fallen as error:
            row.trouble = str(error)


def _hindrance(kind: type[Contender], n_ratings: int) -> str | None:
    """Why a contender is not run."""
    if not kind.installed():
        return "not installed"
    if kind.limit is not None and n_ratings > kind.limit:
        return f"left out: too slow for more than {kind.limit:,} ratings"
    return None


def versions(names: Sequence[str]) -> dict[str, str]:
    """Of the installed ones of these packages."""
    found = {}
    for name in sorted(set(names)):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


# --- the command ----------------------------------------------------------------------------------


def _make_aside(shape: Shape, seed: int, folder: Path) -> None:
    """As `make`, in a process of its own: large shapes take much memory to make."""
    process = get_context("spawn").Process(target=make, args=(shape, HELD, seed, folder))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"the ratings of {shape.name}'s shape could not be made")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--shape", nargs="+", choices=SHAPES, help="default: 1m; SVD++ on 100k")
    parser.add_argument("--factors", nargs="+", type=int, help="default: 64 32; gibbs 12")
    parser.add_argument("--threads", type=int, default=available_cores())
    parser.add_argument("--only", help=f"some of {','.join(WORKS)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cold", action="store_true", help="compile anew, to see what it takes")
    parser.add_argument("--no-training", action="store_true", help="single epochs only")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, help="also write all that was measured here")
    asked = parser.parse_args()
    works = asked.only.split(",") if asked.only else list(WORKS)
    if unknown := set(works) - set(WORKS):
        parser.error(f"--only: there is no {min(unknown)!r}; give some of {','.join(WORKS)}")
    with tempfile.TemporaryDirectory() as cache:
        if asked.cold:
            os.environ["NUMBA_CACHE_DIR"] = cache  # of the children
        run(works, asked)


def run(works: list[str], asked: argparse.Namespace) -> None:
    packages = [CONTENDERS[name].package for work in works for name in WORKS[work].contenders]
    found = {"python": platform.python_version(), **versions([*packages, "numpy", "numba"])}
    print(", ".join(f"{name} {number}" for name, number in found.items()))
    one_core = limits(1)
    # More threads can do no less than one: another program was in their way.
    all_cores = {name: max(one_core[name], most) for name, most in limits(asked.threads).items()}
    machines = {1: one_core, asked.threads: all_cores}
    for threads, told in machines.items():
        print(
            f"{threads} thread{'s' * (threads > 1)}: sgemm {told['flops'] / 1e9:.0f} GFLOP/s, "
            f"large copy {told['bytes'] / 1e9:.1f} GB/s read and written",
            flush=True,
        )
    results: list[dict[str, Any]] = []
    if "fold-in" in works:
        for k in asked.factors or WORKS["fold-in"].factors:
            results += one(WORKS["fold-in"], None, k, asked, machines[1], None)
    for name, shape in SHAPES.items():
        wanted = [
            WORKS[work]
            for work in works
            if work != "fold-in" and name in (asked.shape or WORKS[work].shapes)
        ]
        if not wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            _make_aside(shape, asked.seed, Path(folder))
            for work in wanted:
                for k in asked.factors or work.factors:
                    results += one(work, shape, k, asked, machines[asked.threads], Path(folder))
    if asked.json:
        whole = {"versions": found, "machine": machines, "results": results}
        asked.json.write_text(json.dumps(whole, indent=1))


def one(
    work: Work,
    shape: Shape | None,
    k: int,
    asked: argparse.Namespace,
    machine: dict[str, float],
    folder: Path | None,
) -> list[dict[str, Any]]:
    """Measures and prints one table; what was measured, as JSON can say it."""
    n_ratings = shape.n_ratings if shape else 0
    rows = measure(work, k, asked.threads, asked.rounds, folder, n_ratings, asked.no_training)
    n_rows = shape.n_users + shape.n_items if shape else 0
    least = None if work.share is None else work.share(n_ratings, n_rows, k) / machine[work.limit]
    where = f"{shape.name}'s shape ({n_ratings:,} ratings), " if shape else ""
    threads = f", {asked.threads} threads" if shape else ""
    print(f"\n### {work.title}: {where}k={k}{threads}\n")
    print(*table(work, rows, n_ratings, least), "", sep="\n")
    print(*(f"- {note}" for note in notes(work, rows, n_ratings, HELD)), sep="\n", flush=True)
    about = {"work": work.title, "shape": shape.name if shape else None, "factors": k}
    return [{**about, "name": row.name, **asdict(row)} for row in rows]


if __name__ == "__main__":
    main()
