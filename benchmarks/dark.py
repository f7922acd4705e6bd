"""`python -m benchmarks.dark HOME`: what people see first who rated ten films of dark science
fiction, by the dataset and the model in use in a home, which stays as it is.

Sixteen people are made up: the first rated the ten best known titles that are of Sci-Fi and of one
of `DARK`, the others ten of the fifty best known, each 4 to 5 stars. Of the first 25 titles, row by
row, and of five titles of each of the first five rows, as a screen shows them: how many are of
Sci-Fi, and how many of one of `DARK` too.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.library import Library
from recflix_tui.recommend.row.row import FirstScreen, Row

DARK = {"Horror", "Thriller", "Mystery", "Film-Noir"}
PEOPLE, RATED, AMONG, FIRST, ENOUGH = 16, 10, 50, 25, 10
SCREEN = FirstScreen(6, 5)  # of a terminal of 120 columns and 36 lines
COLUMNS = ("first 25: Sci-Fi", "and dark", "five of five rows: Sci-Fi", "and dark")


def is_dark(genres: Sequence[str]) -> bool:
    """Whether a title of these genres is dark science fiction."""
    return "Sci-Fi" in genres and not DARK.isdisjoint(genres)


def made_up(dataset: Dataset) -> Iterator[dict[int, float]]:
    """What each person rated, in stars."""
    known = np.argsort(-dataset.counts, kind="stable").tolist()
    dark = [item for item in known if is_dark(dataset.genres(item))][:AMONG]
    for seed in range(PEOPLE):
        drawn = random.Random(seed)
        rated = drawn.sample(dark, RATED) if seed else dark[:RATED]
        yield {item: drawn.choice([4.0, 4.5, 5.0, 5.0]) for item in rated}


def counted(rows: Sequence[Row], dataset: Dataset) -> list[int]:
    """Of a page, what `COLUMNS` say."""
    first = [item for row in rows for item in row.items][:FIRST]
    seen = [item for row in rows[:5] for item in row.items[:5]]
    found = []
    for items in (first, seen):
        genres = [dataset.genres(item) for item in items]
        found += [sum("Sci-Fi" in each for each in genres), sum(map(is_dark, genres))]
    return found


def table(found: Sequence[Sequence[int]]) -> list[str]:
    """Lines of Markdown: of how many people it is ten titles or more, the mean, and the least."""
    each = np.array(found)
    return [
        f"| | {' | '.join(COLUMNS)} |",
        "| --- |" + " ---: |" * len(COLUMNS),
        f"| ten or more | {' | '.join(f'{n} of {len(each)}' for n in (each >= ENOUGH).sum(0))} |",
        f"| mean | {' | '.join(f'{mean:.1f}' for mean in each.mean(0))} |",
        f"| least | {' | '.join(str(least) for least in each.min(0))} |",
    ]


def measure(home: Path) -> list[list[int]]:
    """What each of the people sees; in this home they are added."""
    library = Library.open(home)
    dataset, found = library.snapshot.need_dataset(), []
    library.snapshot.need_model()
    for n, ratings in enumerate(made_up(dataset)):
        person = library.profiles.add(f"made up {n}").id
        for item, stars in ratings.items():
            library.profiles.rate(person, item, stars)
        view = library.recommendations.home(person, first_screen=SCREEN, seed=1)
        found.append(counted(view.rows, dataset))
    library.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dark", description=__doc__)
    parser.add_argument("home", type=Path, help="a home of RecFlix with a model")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        print(*table(measure(shutil.copytree(asked.home, Path(folder) / "home"))), sep="\n")


if __name__ == "__main__":
    main()
