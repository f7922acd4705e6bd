"""`python -m benchmarks.inside`: how quickly Matrix and Factors answer, on data of ML-32M's shape.

Keys are typed into the app in a terminal of its own (a pty); the time is taken from the key to
the last of what it draws.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.app import DOWN, LEFT, RIGHT, UP, Terminal, recflix, terminal, told, write_movielens
from benchmarks.synthetic import ML_1M, ML_32M

SHAPES = {"1m": ML_1M, "32m": ML_32M}
PICTURES = ("density", "known", "predicted", "error")
TURNING = 5.0  # seconds that the frames are counted
APART = 0.004  # seconds between the output of one frame and that of the next, at least
PANS = (RIGHT, RIGHT, DOWN, UP, LEFT, LEFT, DOWN, DOWN, UP, UP)


def make_home(folder: Path, shape: str) -> Path:
    """A home with data of that shape, a model and a profile that was last in use."""
    data, home = folder / "made-up", folder / "home"
    data.mkdir()
    write_movielens(data, SHAPES[shape])
    recflix(home, "dataset", "import", str(data))
    recflix(home, "profile", "add", "Ada")
    for movie_id in range(1, 41):
        stars = str(1 + movie_id % 5)
        recflix(home, "rate", "--profile", "Ada", "--movie-id", str(movie_id), stars)
    recflix(home, "train", "--solver", "sgd", "--factors", "64", "--epochs", "5")
    with terminal(home) as app:  # the first start asks who is watching
        app.read_until("Who is watching?")
        app.type("\r")
        app.read_until("Top picks")
    return home


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.inside", description=__doc__)
    parser.add_argument("--shape", choices=SHAPES, default="32m")
    parser.add_argument("--home", type=Path, help="a home made before, in place of a new one")
    asked = parser.parse_args()
    os.environ["COLORTERM"] = "truecolor"
    with home_of(asked.home, asked.shape) as home:
        print(f"{'milliseconds':<44}{'median':>9}{'p95':>9}{'worst':>9}{'runs':>7}")
        with terminal(home) as app:
            app.read_until("Top picks")
            time.sleep(2)
            measure_matrix(app)
            measure_factors(app)


@contextmanager
def home_of(given: Path | None, shape: str) -> Iterator[Path]:
    """The home given, else one that is made for the while."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        yield make_home(Path(folder), shape)


def measure_matrix(app: Terminal) -> None:
    """Print how long Matrix takes to open, and for each picture to zoom and to pan."""
    told("Matrix: opened, to its scale", [opened(app, "m", "share rated")])
    time.sleep(1)
    app.key("h")
    told("Matrix: opened again", [app.key("m")[1]])
    for picture in PICTURES:
        told(f"{picture}: a zoom", [app.key(key)[1] for key in [*"+++++++", *"-------"] * 2])
        for _ in range(4):
            app.key("+")
        for _ in range(12):  # to the middle, from where on the matrix moves
            app.key("\x1b[1;2B")
            app.key("\x1b[1;2C")
        told(f"{picture}: a step that pans", pan(app, PANS * 6))
        app.key("0")
        app.key("\t")


def measure_factors(app: Terminal) -> None:
    """Print how long Factors takes to open, to slide a taste and to turn."""
    told("Factors: opened, to the list of the best", [opened(app, "f", "top for your taste")])
    print(f"{'Factors: turning by itself, frames a second':<44}{frames_a_second(app):>9.1f}")
    app.type(" ")  # it stands still
    time.sleep(0.5)
    told("Factors: a slide, all drawn", [app.key(key)[1] for key in "]]]]]]]][[[[[[[[" * 4])
    told("Factors: a turn", [app.key(key)[1] for key in (RIGHT, DOWN, LEFT, UP) * 10])


def opened(app: Terminal, key: str, words: str) -> float:
    """Seconds from a key to words of the screen that it opens."""
    begun = time.perf_counter()
    app.type(key)
    app.read_until(words)
    return time.perf_counter() - begun


def frames_a_second(app: Terminal) -> float:
    """How often something is drawn while the dots turn."""
    begun = last = time.perf_counter()
    frames = 0
    while last < begun + TURNING:
        if app.read(0.1):
            now = time.perf_counter()
            frames += now - last > APART
            last = now
    return frames / TURNING


def pan(app: Terminal, keys: Sequence[str]) -> list[float]:
    return [app.key(key)[1] for key in keys]


if __name__ == "__main__":
    main()
