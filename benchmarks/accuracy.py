"""`python -m benchmarks.accuracy`: RMSE on the same folds, RecFlix beside other libraries.

Five seeded folds of the sample data, whole and dense (see `benchmarks.rating_forms`), or of the
rating file named. RecFlix with its defaults; of the others the defaults and, where those do
badly, better settings. Every training runs in a process of its own, fold by fold in turn.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.contest.contest import CONTENDERS, Fallen, Job, started
from benchmarks.folds import on_disk, titles_beside
from benchmarks.rating_forms import FOLDS, forms
from recflix_tui.paths import sample_data
from recflix_tui.solvers.settings import available_cores


@dataclass(frozen=True)
class Entry:
    """A contender with its settings."""

    name: str
    """What the table calls it."""
    contender: str
    """Its class, by name."""
    factors: int = 0
    """0 for RecFlix's own default."""
    given: dict[str, Any] = field(default_factory=dict)
    """Settings instead of the usual ones."""
    slow: bool = False
    """Whether it is left out where nothing is asked."""


ENTRIES = {
    "sgd": Entry("RecFlix sgd", "Sgd"),
    "sgd-implicit": Entry("RecFlix sgd, implicit feedback", "ImplicitSgd"),
    "als": Entry("RecFlix als", "DefaultAls"),
    "gibbs": Entry("RecFlix gibbs, ids only", "Gibbs"),
    "gibbs-side": Entry("RecFlix gibbs, all side inputs", "SideGibbs"),
    "surprise": Entry("Surprise SVD, defaults", "Surprise", 100),
    "surprise-tuned": Entry(
        "Surprise SVD, k=50, 60 epochs, rate 0.01, reg 0.1", "Surprise", 50,
        {"n_epochs": 60, "lr_all": 0.01, "reg_all": 0.1},
    ),
    "svdpp": Entry("Surprise SVD++, defaults", "SurpriseImplicit", 20, slow=True),
    "libmf": Entry("LIBMF, k=64, 30 epochs, reg 0.1", "LibMF", 64),
    "cmfrec": Entry("cmfrec CMF, defaults", "CmfRec", 40),
    "lenskit": Entry("LensKit BiasedMF, defaults", "LensKit", 50),
    "myfm": Entry("myfm, ids only, rank 10, 500 sweeps", "MyFM", 10, {"sweeps": 500}),
    "myfm-side": Entry("myfm, the same side inputs, rank 10, 300 sweeps", "SideMyFM", 10),
}  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One training on one fold."""

    rmse: float
    """Stars, on the fold's test part."""
    seconds: float
    """Of the whole training."""


def measure(
    entries: dict[str, Entry],
    folders: list[tuple[Path, Path]],
    threads: int,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[dict[str, list[Measured]], dict[str, str]]:
    """What each entry reaches on each fold, and why those that failed did."""
    found: dict[str, list[Measured]] = {name: [] for name in entries}
    failed: dict[str, str] = {}
    for n, (train, held) in enumerate(folders):
        for name, entry in entries.items():
            if name in failed:
                continue
            if not CONTENDERS[entry.contender].installed():
                failed[name] = "not installed"
                continue
            tell(f"fold {n + 1} of {len(folders)}: {entry.name}")
            job = Job(entry.contender, entry.factors, threads, str(train), str(held), entry.given)
            try:
                with started(job) as child:
                    told = child.ask("train")
                found[name].append(Measured(told["rmse"], told["seconds"]))
            except Fallen as error:
                failed[name] = str(error)
    return found, failed


def table(
    entries: dict[str, Entry], found: dict[str, list[Measured]], failed: dict[str, str]
) -> list[str]:
    """Lines of Markdown: the mean over the folds, each fold's, the median seconds of a fold."""
    lines = ["| | RMSE | of each fold | s a fold |", "| --- | ---: | --- | ---: |"]
    for name, entry in entries.items():
        if name in failed:
            lines.append(f"| {entry.name} | | {failed[name]} | |")
            continue
        errors = [told.rmse for told in found[name]]
        each = " ".join(f"{error:.4f}" for error in errors)
        seconds = statistics.median(told.seconds for told in found[name])
        lines.append(f"| {entry.name} | {statistics.mean(errors):.4f} | {each} | {seconds:#.3g} |")
    return lines


def tell_aside(line: str) -> None:
    """One line of progress, where somebody watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=sample_data() / "ratings.csv")
    parser.add_argument("--titles", type=Path, help="default: the titles beside the file")
    parser.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    parser.add_argument("--forms", nargs="+", default=["whole", "dense"])
    parser.add_argument("--only", help=f"some of {','.join(ENTRIES)}")
    parser.add_argument("--slow", action="store_true", help="with SVD++")
    parser.add_argument("--threads", type=int, default=available_cores())
    asked = parser.parse_args()
    names = asked.only.split(",") if asked.only else list(ENTRIES)
    if unknown := set(names) - set(ENTRIES):
        parser.error(f"--only: there is no {min(unknown)!r}; give some of {','.join(ENTRIES)}")
    entries = {n: ENTRIES[n] for n in names if asked.only or asked.slow or not ENTRIES[n].slow}
    data = forms(asked.file)
    if missing := set(asked.forms) - set(data):
        parser.error(f"--forms: there is no {min(missing)!r}; give some of {','.join(data)}")
    for form in asked.forms:
        with on_disk(data[form], asked.titles or titles_beside(asked.file), asked.folds) as folders:
            found, failed = measure(entries, folders, asked.threads, tell_aside)
        tell_aside("")
        head = f"{asked.file.name}, {form}: {len(data[form].stars):,} ratings"
        print(f"\n### {head}, {asked.threads} threads\n")
        print(*table(entries, found, failed), sep="\n", flush=True)


if __name__ == "__main__":
    main()
