"""`python -m benchmarks.app`: how quickly the running app answers, on a catalogue of 62,423 titles.

The app runs in a terminal of its own (a pty); keys are typed into it, and the time is taken from
the key to what the app draws. Beside it starts the least that a Textual app can be: one line of
text, in turn with it, so that both meet the same machine.
"""

from __future__ import annotations

import argparse
import csv
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.synthetic import Shape, make_ratings

CATALOGUE = Shape("ML-25M's catalogue", 10_000, 62_423, 2_000_000)
COMMAND = [sys.executable, "-m", "recflix_tui"]
RIGHT, LEFT, DOWN, UP = "\x1b[C", "\x1b[D", "\x1b[B", "\x1b[A"
MOVES = (RIGHT, RIGHT, DOWN, UP, LEFT, LEFT)  # never against an edge, where nothing is drawn
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("a bare app")

Bare().run()
"""
PATIENCE = 5.0  # seconds that a key may take to draw something
QUIET = 0.08  # seconds without output after which the app has drawn what it had to
GENRES = ("Action", "Comedy", "Crime", "Drama", "Horror", "Romance", "Sci-Fi", "Thriller")


def write_movielens(folder: Path, shape: Shape, seed: int = 0) -> None:
    """A folder in MovieLens' layout with made-up titles and ratings of that shape."""
    rng = np.random.default_rng(seed)
    ratings = make_ratings(shape, seed)
    with (folder / "movies.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        for item in range(shape.n_items):
            genres = sorted(rng.choice(GENRES, rng.integers(1, 4), replace=False))
            year = rng.integers(1920, 2020)
            rows.writerow([item + 1, f"Made-up Film {item + 1} ({year})", "|".join(genres)])
    # Imported late: it is needed here alone.
    import polars as pl

    pl.DataFrame(
        {
            "userId": ratings.users + 1,
            "movieId": ratings.items + 1,
            "rating": ratings.stars,
            "timestamp": np.full(len(ratings.stars), 1_000_000_000),
        }
    ).write_csv(folder / "ratings.csv")


class Terminal:
    """A command, the app if none is given, in a pty of 120 x 36."""

    def __init__(self, home: Path, command: Sequence[str] = COMMAND) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            env = os.environ | {"RECFLIX_HOME": str(home), "TERM": "xterm-256color"}
            os.execvpe(command[0], list(command), env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def read_until(self, text: str, timeout: float = 60.0) -> float:
        """Seconds from the start of the process until `text` has been drawn."""
        seen, deadline = b"", time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            seen += self.read(0.05)
            if text.encode() in seen:
                return time.perf_counter() - self.started
        raise TimeoutError(f"{text!r} was not drawn in {timeout:g} s")

    def type(self, key: str) -> None:
        os.write(self.fd, key.encode())

    def key(self, key: str) -> tuple[float, float]:
        """Type a key; seconds until the first and until the last of what it draws.

        Raises TimeoutError where it draws nothing: what is drawn later is another's doing.
        """
        while self.read(0):
            pass
        pressed = time.perf_counter()
        self.type(key)
        first = last = 0.0
        while self.read(QUIET if first else PATIENCE):
            last = time.perf_counter() - pressed
            first = first or last
        if not first:
            raise TimeoutError(f"the key {key!r} drew nothing in {PATIENCE:g} s")
        return first, last

    def read(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self.fd], [], [], timeout)
        return os.read(self.fd, 1 << 16) if ready else b""

    def end(self) -> None:
        os.kill(self.pid, signal.SIGTERM)
        time.sleep(0.5)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


@contextmanager
def terminal(home: Path, command: Sequence[str] = COMMAND) -> Iterator[Terminal]:
    app = Terminal(home, command)
    try:
        yield app
    finally:
        app.end()


def told(name: str, seconds: list[float]) -> None:
    milliseconds = sorted(1000 * s for s in seconds)
    p95 = milliseconds[min(len(milliseconds) - 1, int(0.95 * len(milliseconds)))]
    print(
        f"{name:<44}{statistics.median(milliseconds):>9.1f}{p95:>9.1f}"
        f"{milliseconds[-1]:>9.1f}{len(seconds):>7}",
        flush=True,
    )


def recflix(home: Path, *words: str) -> None:
    env = os.environ | {"RECFLIX_HOME": str(home)}
    subprocess.run([*COMMAND, *words], env=env, check=True, stdout=subprocess.DEVNULL)


def make_home(folder: Path) -> Path:
    """A home with the catalogue, a model, and a profile of twenty ratings that was last in use."""
    data, home = folder / "catalogue", folder / "home"
    data.mkdir()
    write_movielens(data, CATALOGUE)
    recflix(home, "dataset", "import", str(data))
    recflix(home, "profile", "add", "Ada")
    for movie_id in range(1, 21):
        stars = str(1 + movie_id % 5)
        recflix(home, "rate", "--profile", "Ada", "--movie-id", str(movie_id), stars)
    recflix(home, "train", "--progress", "none")
    with terminal(home) as app:  # the first start asks who is watching
        app.read_until("Who is watching?")
        app.type("\r")
        app.read_until("Top picks")
    return home


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.app", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        print(f"{CATALOGUE.n_items:,} titles, {CATALOGUE.n_ratings:,} ratings, made up")
        home = make_home(Path(folder))
        print(f"{'milliseconds':<44}{'median':>9}{'p95':>9}{'worst':>9}{'runs':>7}")
        bare, starts = starts_of(home, rounds)
        told("a bare Textual app, to its line", bare)
        told("command to first shelf", starts)
        times = statistics.median(ours / least for ours, least in zip(starts, bare, strict=True))
        print(f"{'    times the bare app, the median of pairs':<44}{times:>9.2f}")
        with terminal(home) as app:
            app.read_until("Top picks")
            time.sleep(1)
            told("Home: a move", moves(app, 60))
            told("Home: a rating, to the last row drawn", rate(app, 40))
            told("Home to Browse, all drawn", [open_browse(app) for _ in range(rounds)])
            told("Browse: a letter of a search, all drawn", search(app))
            start_training(app)
            told("Home: a move, while training", moves(app, 100))
            told("Home: a rating, while training", rate(app, 40))


def starts_of(home: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds to the bare app's line and to Home's first shelf, in turn."""
    bare, starts = [], []
    for _ in range(rounds):
        with terminal(home, [sys.executable, "-c", BARE]) as app:
            bare.append(app.read_until("a bare app"))
        with terminal(home) as app:
            starts.append(app.read_until("Top picks"))
    return bare, starts


def moves(app: Terminal, times: int) -> list[float]:
    """Move on Home: seconds from each key to the first of what it draws."""
    return [app.key(MOVES[n % len(MOVES)])[0] for n in range(times)]


def rate(app: Terminal, times: int) -> list[float]:
    """Rate a tile and step on, `times` times: from the key to the last of the rows it changes."""
    seconds = []
    for n in range(times):
        seconds.append(app.key("345"[n % 3])[1])
        app.key(RIGHT)
    return seconds


def open_browse(app: Terminal) -> float:
    seconds = app.key("b")[1]
    app.key("h")
    return seconds


def search(app: Terminal) -> list[float]:
    app.key("/")
    seconds = [app.key(letter)[1] for letter in "made film 31337"]
    app.key("\x1b")
    app.key("\x1b")
    app.key("h")
    return seconds


def start_training(app: Terminal) -> None:
    app.key("t")
    app.key("s")
    app.key("h")


if __name__ == "__main__":
    main()
