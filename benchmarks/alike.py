"""`python -m benchmarks.alike [DATA]`: what is like well-known films, on MovieLens' titles.

Of the first ten of each film: which share a genre with it, its rarest genre, and lie within
fifteen years of it; beside the cosine of who rated what. DATA: a folder that `recflix dataset
import` takes, the sample data by default. With --lists the lists themselves are printed, to be
read by somebody who knows films.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.paths import sample_data
from recflix_tui.recommend.alike.likeness import likeness_to_each
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.best import best
from recflix_tui.recommend.well_known import well_known

FIRST = 10
NEAR = 15  # years
GROUPS: Mapping[str, Mapping[int, str]] = {
    "film noir": {
        1212: "The Third Man",
        3435: "Double Indemnity",
        913: "The Maltese Falcon",
        930: "Notorious",
        1284: "The Big Sleep",
    },
    "animation": {1: "Toy Story", 5618: "Spirited Away", 594: "Snow White"},
    "science fiction and fantasy": {
        1214: "Alien",
        2571: "The Matrix",
        541: "Blade Runner",
        260: "Star Wars",
        924: "2001: A Space Odyssey",
        4896: "Harry Potter and the Sorcerer's Stone",
    },
    "musical, romance, comedy": {
        899: "Singin' in the Rain",
        1035: "The Sound of Music",
        912: "Casablanca",
        1230: "Annie Hall",
        1307: "When Harry Met Sally...",
        910: "Some Like It Hot",
        4973: "Amelie",
        4246: "Bridget Jones's Diary",
        231: "Dumb & Dumber",
    },
    "crime and action": {
        858: "The Godfather",
        1213: "Goodfellas",
        296: "Pulp Fiction",
        1036: "Die Hard",
        1240: "The Terminator",
        58559: "The Dark Knight",
    },
    "horror": {1982: "Halloween", 1997: "The Exorcist", 1219: "Psycho"},
    "western, war, samurai": {
        1266: "Unforgiven",
        1209: "Once Upon a Time in the West",
        2028: "Saving Private Ryan",
        1208: "Apocalypse Now",
        2019: "Seven Samurai",
    },
    "drama, documentary": {1237: "The Seventh Seal", 5669: "Bowling for Columbine"},
}
"""Well-known films of all genres and decades, by MovieLens' movie id."""
ANCHORS = [movie for group in GROUPS.values() for movie in group]

Measure = Callable[[int, NDArray[np.intp], Dataset], NDArray[np.floating]]


def found(movies: Sequence[int], dataset: Dataset) -> list[int]:
    """The items of those movie ids that the dataset has."""
    return [int(i) for i in dataset.items_of(np.array(movies, np.int64)) if i >= 0]


def by_likeness(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.floating]:
    """How alike RecFlix says that titles are, (m,)."""
    (alike,) = likeness_to_each([item], of, dataset)
    return np.asarray(alike)


def by_cosine(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.floating]:
    """The cosine of who rated the titles, (m,)."""
    _, rated, _ = dataset.rated_by(dataset.raters_of(item)[0])
    common = np.bincount(rated, minlength=dataset.n_items)
    common[item] = 0
    return np.asarray(common[of] / np.sqrt(np.maximum(dataset.counts[of], 1)))


def likest(item: int, dataset: Dataset, measure: Measure = by_likeness) -> list[int]:
    """The first ten of the well-known titles that are like a title, the likest first."""
    known = np.flatnonzero(well_known(dataset))
    alike = measure(item, known, dataset)
    return [int(known[i]) for i in best(alike, np.isfinite(alike), FIRST)]


def shares(item: int, near: Sequence[int], dataset: Dataset) -> tuple[float, float, float]:
    """Which part of titles share a genre with a title, its rarest genre, and its time."""
    own = set(dataset.genres(item))
    rarity = dict(zip(dataset.genre_names, genre_rarity(dataset).tolist(), strict=True))
    rarest = max(own, key=lambda name: rarity[name])
    genres = [set(dataset.genres(other)) for other in near]
    apart = np.abs(dataset.years[list(near)].astype(int) - int(dataset.years[item]))
    return (
        float(np.mean([bool(own & theirs) for theirs in genres])),
        float(np.mean([rarest in theirs for theirs in genres])),
        float(np.mean(apart <= NEAR)),
    )


def share_noir(near: Sequence[int], dataset: Dataset) -> float:
    """Which part of titles are noir or crime of 1940 to 1960."""
    return float(
        np.mean(
            [
                bool({"Film-Noir", "Crime"} & set(dataset.genres(other)))
                and 1940 <= (dataset.year(other) or 0) <= 1960
                for other in near
            ]
        )
    )


def table(dataset: Dataset, measure: Measure) -> list[str]:
    """The shares of each group of films, and how often one title stands on their lists."""
    lines, lists = [], {}
    for name, group in GROUPS.items():
        near = {item: likest(item, dataset, measure) for item in found(list(group), dataset)}
        lists.update(near)
        if near:
            values = np.mean([shares(i, others, dataset) for i, others in near.items()], axis=0)
            lines.append(_line(name, len(near), values))
    values = np.mean([shares(i, others, dataset) for i, others in lists.items()], axis=0)
    noir = [
        share_noir(near, dataset) for i, near in lists.items() if "Film-Noir" in dataset.genres(i)
    ]
    stands = Counter(item for near in lists.values() for item in near)
    item, most = stands.most_common(1)[0]
    told = (
        f"Noir or crime of 1940-60 beside a film noir: {np.mean(noir):.0%}, at least "
        f"{min(noir):.0%}. On the lists stand {len(stands)} titles, on most "
        f"{dataset.title(item)}: {most}."
    )
    return [*lines, _line("all", len(lists), values), "", told]


def _line(name: str, n: int, values: NDArray[np.floating]) -> str:
    return f"| {name} | {n} | " + " | ".join(f"{value:.0%}" for value in values) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alike", description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=sample_data())
    parser.add_argument("--lists", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        imported.import_dataset(asked.data, Path(folder), "films")
        dataset = imported.open_named(Path(folder), "films")
    for name, measure in (("likeness", by_likeness), ("cosine of who rated", by_cosine)):
        print(f"\n| {name} | films | a genre | the rarest | ±{NEAR} years |")
        print("| --- | ---: | ---: | ---: | ---: |")
        print("\n".join(table(dataset, measure)))
    for item in found(ANCHORS, dataset) if asked.lists else []:
        near = [f"{dataset.title(i)} ({dataset.year(i)})" for i in likest(item, dataset)]
        print(f"\n{dataset.title(item)} ({dataset.year(item)}): {', '.join(near)}")


if __name__ == "__main__":
    main()
