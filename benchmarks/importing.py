"""`python -m benchmarks.importing --catalogue movies.csv`: how long a person's history takes to be
brought in, as the whole command that one types, and to be undone.

A home is made of the catalogue, with made-up ratings and a model trained on them. A Letterboxd zip
is made of titles of it, written as other services write them (benchmarks/matching.py), each rated
and watched. Then `recflix profile import` and `recflix undo` run in turn, each as a process.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np

from benchmarks.matching import made_up, read

N_USERS, N_RATINGS = 600, 100_000
FILM = ("Date", "Name", "Year", "Letterboxd URI")


def make_home(catalogue: Path, folder: Path) -> None:
    """A dataset of the catalogue's titles with made-up ratings, a model of it, and Ada."""
    data = folder / "catalogue"
    data.mkdir()
    (data / "movies.csv").write_bytes(catalogue.read_bytes())
    with catalogue.open(encoding="utf-8", newline="") as file:
        movies = np.array([int(row["movieId"]) for row in csv.DictReader(file)])
    drawn = np.random.default_rng(0)
    # The few are rated by many, as everywhere.
    items = (len(movies) * drawn.random(N_RATINGS) ** 3).astype(int)
    pairs = np.unique(np.column_stack([drawn.integers(1, N_USERS + 1, N_RATINGS), items]), axis=0)
    stars = drawn.integers(1, 11, len(pairs)) / 2
    with (data / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("userId", "movieId", "rating", "timestamp"))
        for (user, item), given in zip(pairs.tolist(), stars.tolist(), strict=True):
            rows.writerow((user, movies[item], given, 1_500_000_000))
    for words in (["dataset", "import", str(data)], ["train", "--solver", "sgd"]):
        recflix(folder, words)
    recflix(folder, ["profile", "add", "Ada"])


def letterboxd(catalogue: Path, n: int, seed: int) -> bytes:
    """The zip of somebody who rated and watched so many films."""
    _, cases = made_up(read(catalogue), n, seed)
    films = [
        ("2024-03-02", case.wanted.titles[0], case.wanted.year or "", f"https://boxd.it/{at:x}")
        for at, case in enumerate(cases)
    ]
    rated = ((*film, (at % 9 + 2) / 2) for at, film in enumerate(films))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ratings.csv", _table((*FILM, "Rating"), rated))
        archive.writestr("watched.csv", _table(FILM, films))
    return packed.getvalue()


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue()


def recflix(folder: Path, words: Sequence[str]) -> float:
    """The seconds that one command takes."""
    environment = os.environ | {"RECFLIX_HOME": str(folder / "home")}
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "recflix_tui", *words],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.importing", description=__doc__)
    parser.add_argument("--catalogue", type=Path, required=True, help="a movies.csv")
    parser.add_argument("--n", type=int, default=5000, help="how many films the zip has")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_home(asked.catalogue, folder)
        export = folder / "letterboxd.zip"
        export.write_bytes(letterboxd(asked.catalogue, asked.n, asked.seed))
        imports = ["profile", "import", str(export), "--profile", "Ada"]
        recflix(folder, [*imports, "--dry-run"])  # one that does not count
        times: dict[str, list[float]] = {"import": [], "undo": []}
        for _ in range(asked.rounds):
            times["import"].append(recflix(folder, imports))
            times["undo"].append(recflix(folder, ["undo", "--profile", "Ada"]))
    print("| a whole command, in seconds | median | least | most | runs |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, took in times.items():
        figures = (statistics.median(took), min(took), max(took))
        print(f"| {name} of {asked.n:,} films | " + " | ".join(f"{s:.2f}" for s in figures), end="")
        print(f" | {len(took)} |")


if __name__ == "__main__":
    main()
