"""`python -m benchmarks.live`: how long from a rating to the frame that shows the rows that it
changed, at 62,423 titles, by a profile of 500 ratings and 10,000 acts beside, all signals on.

The app runs in a terminal of its own (a pty). The key `4` is typed into it, and the time is taken
until it draws: the rows first, then why the title in focus stands there. Beside it stands what the
stages of the same acts took inside, by `library.pipeline`, of as many acts without a terminal.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.app import RIGHT, make_home, terminal, told
from recflix_tui.library.library import Library
from recflix_tui.recommend.all_signals import ALL_SIGNALS
from recflix_tui.recommend.row.row import USUAL_SCREEN
from recflix_tui.recommend.weighing.signal import Setting
from recflix_tui.store.behaviour.batch import ActKind, ActRow, Batch
from recflix_tui.times import DAY

NAME = "Live"
N_RATINGS, N_ACTS = 500, 10_000
KINDS = (
    *(ActKind.OPENED, ActKind.SHOWN, ActKind.SHOWN, ActKind.FOCUSED, ActKind.SHOWN),
    *(ActKind.SHOWN, ActKind.FOCUSED, ActKind.SHOWN, ActKind.SEARCHED, ActKind.SHOWN),
)
"""The acts by turns: of ten, one title is opened, one chosen from a search, two have the focus for
a while, and six stand in view."""
AGO = 90 * DAY  # that the oldest of the acts were done


def add_profile(home: Path, seed: int = 0) -> int:
    """Add the profile to a home, as the one who watched last; return its id."""
    rng = np.random.default_rng(seed)
    library = Library.open(home)
    dataset, store = library.snapshot.need_dataset(), library.session.store
    known = np.argsort(-dataset.counts, kind="stable")[:20_000]
    movies = dataset.movie_ids[rng.permutation(known)].tolist()
    ratings = {movie: float(rng.integers(2, 11)) / 2 for movie in movies[:N_RATINGS]}
    profile = store.add_profile_with_ratings(NAME, dataset.id_space, ratings).id
    now = store.now()
    times = np.sort(now - rng.uniform(0, AGO, N_ACTS)).tolist()
    batch = Batch()
    for n, at in enumerate(times):
        movie = movies[int(rng.integers(N_RATINGS, 5_000))]
        kind = KINDS[n % len(KINDS)]
        if kind is ActKind.SHOWN:
            batch.glance((dataset.id_space, int(at // DAY), movie)).shown += 1
        elif kind is ActKind.FOCUSED:
            batch.glance((dataset.id_space, int(at // DAY), movie)).focused += 1
        elif kind is ActKind.OPENED:
            seconds = float(rng.uniform(1, 60))
            batch.rows.append(ActRow(kind, dataset.id_space, movie, seconds, None, at, None))
        else:
            batch.rows.append(ActRow(kind, dataset.id_space, movie, None, "film 31", at, None))
    store.behaviour.write({profile: batch})
    for signal in ALL_SIGNALS:  # those that a data set gives no reason to count, too
        library.signals.set(profile, signal.name, Setting(max(signal.default, 1.0)))
    library.profiles.remember(profile)
    library.close()
    return profile


def inside(home: Path, profile: int, times: int) -> None:
    """Rate without a terminal, and tell what each stage took."""
    library = Library.open(home)
    for n in range(times + 3):  # the first ones make what is kept ever after
        rows = library.recommendations.home(profile, first_screen=USUAL_SCREEN).rows
        library.pipeline.shown(profile)
        library.profiles.rate(profile, rows[0].items[0], 3.0 + n % 3)
    trips = library.pipeline.last()[1 : times + 1]
    for place, figures in enumerate(library.pipeline.figures()):
        name = "all stages" if figures.stage is None else figures.stage.value
        took = [t.total if figures.stage is None else t.times[place] for t in trips]
        told(f"    {name}", [ms / 1000 for ms in took if ms is not None])
    library.close()


def on_screen(home: Path, times: int) -> None:
    """Rate tile after tile in the app: from the key to the last row that it changed."""
    with terminal(home) as app:
        app.read_until("Top picks")
        time.sleep(3)  # what is prepared behind the first screen
        first, last = [], []
        for n in range(times):
            began, ended = app.key("435"[n % 3])
            first.append(began)
            last.append(ended)
            app.key(RIGHT)
        told("Home: key `4` to the rows that it changes", first)
        told("    to the last of what it draws", last)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live", description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--home", type=Path, help="a home to copy, in place of a made-up one")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.home is None:
            home = make_home(Path(folder))
        else:
            home = Path(shutil.copytree(args.home, Path(folder) / "home"))
        profile = add_profile(home)
        print(f"{'milliseconds':<44}{'median':>9}{'p95':>9}{'worst':>9}{'runs':>7}")
        inside(home, profile, args.times)
        on_screen(home, args.times)


if __name__ == "__main__":
    main()
