"""IMDb's files into the credits of a dataset: joined by id, all or nothing."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset.credits.credits import CreditCounts, Credits
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import (
    check_named,
    enrich_dataset,
    import_dataset,
    list_datasets,
    open_named,
)
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import write_1m, write_latest
from tests.dataset.rewritten import as_of_the_first_format
from tests.drivers.imdb_files import (
    BASICS,
    FILMS,
    LINKS,
    NAMES,
    PEOPLE,
    PRINCIPALS,
    Film,
    basics_of,
    principals_of,
    write_imdb,
)

TOY_STORY, CITY, MATRIX, UNTITLED, CATS = range(5)


@pytest.fixture
def datasets(tmp_path: Path) -> Path:
    """A folder of datasets with one, `ml`."""
    import_dataset(write_latest(tmp_path / "ml", links=LINKS), tmp_path / "datasets")
    return tmp_path / "datasets"


def credits_of(datasets: Path) -> Credits:
    found = open_named(datasets, "ml").credits
    assert found is not None
    return found


def everything(data: Dataset) -> list[tuple[tuple[str, ...], tuple[str, ...], int | None]]:
    credits = data.credits
    assert credits is not None
    return [
        (credits.directors(i), credits.cast(i), credits.runtime(i)) for i in range(data.n_items)
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_titles_have_the_people_and_the_minutes_of_their_imdb_id(
    packed: bool, datasets: Path, tmp_path: Path
) -> None:
    before = open_named(datasets, "ml")
    assert before.credits is None
    told: list[float] = []
    info = enrich_dataset(
        datasets,
        "ml",
        write_imdb(tmp_path / "imdb", FILMS, PEOPLE, packed),
        lambda stage, share: told.append(share),
    )
    assert told == sorted(told)
    assert told[-1] == 1
    data = open_named(datasets, "ml")
    toys = (("John Lasseter",), ('Tom "T" Hanks', "Tim Allen"), 81)
    assert everything(data) == [
        toys,
        (("Jean-Pierre Jeunet",), ('Tom "T" Hanks',), None),
        (("Lilly Wachowski", "Lana Wachowski"), tuple(f"Actor {n}" for n in range(21, 31)), 136),
        ((), (), None),
        toys,
    ]
    assert data.credits is not None
    assert data.credits.imdb_ids.tolist() == [5, 6, 7, 8, 11, 12, *range(21, 31)]
    assert info.credits == CreditCounts(directors=4, cast=4, runtime=3, people=16)
    assert data.fingerprint == before.fingerprint
    assert data.stamp != before.stamp
    check_named(datasets, "ml")


def test_what_a_plain_loop_finds_in_large_files_is_found_over_many_blocks(
    datasets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(3)
    people = {n: f"Né {n}" for n in range(1, 60)}
    films = [
        Film(
            int(n),
            int(rng.integers(0, 200)),
            rng.integers(1, 70, 2).tolist(),
            rng.integers(1, 70, 14).tolist(),
        )
        for n in sorted({114709, 112682, 133093, *rng.integers(1, 200_000, 300).tolist()})
    ]
    by_id = {film.imdb_id: film for film in films}
    monkeypatch.setattr("recflix_tui.dataset.reading.imdb.blocks.AT_ONCE", 700)
    enrich_dataset(datasets, "ml", write_imdb(tmp_path / "imdb", films, people))
    data = open_named(datasets, "ml")

    def called(numbers: Sequence[int], most: int) -> tuple[str, ...]:
        once = list(dict.fromkeys(numbers))[:most]
        return tuple(people[n] for n in once if n in people)

    for item, found in enumerate(everything(data)):
        imdb_id = data.imdb_id(item)
        if imdb_id is not None:
            film = by_id[imdb_id]
            expected = called(film.directors, 2), called(film.cast, 10), film.minutes or None
            assert found == expected


def test_enriching_again_takes_the_place_of_what_was_there(datasets: Path, tmp_path: Path) -> None:
    imdb = write_imdb(tmp_path / "imdb", FILMS, PEOPLE)
    enrich_dataset(datasets, "ml", imdb)
    opened_before = open_named(datasets, "ml")
    n_files = len(list((datasets / "ml").iterdir()))
    for name in ("Jane Lasseter", "Joan Lasseter"):
        enrich_dataset(datasets, "ml", write_imdb(imdb, FILMS, PEOPLE | {5: name}))
        assert credits_of(datasets).directors(TOY_STORY) == (name,)
        assert len(list((datasets / "ml").iterdir())) == n_files
        check_named(datasets, "ml")
    assert opened_before.credits is not None
    assert opened_before.credits.directors(TOY_STORY) == ("John Lasseter",)


def test_a_dataset_without_checksums_has_them_from_then_on(datasets: Path, tmp_path: Path) -> None:
    as_of_the_first_format(datasets / "ml")
    enrich_dataset(datasets, "ml", write_imdb(tmp_path / "imdb", FILMS, PEOPLE))
    (datasets / "ml" / "by_user_times.npy").write_bytes(
        (datasets / "ml" / "by_user_times.npy").read_bytes()[:-1] + b"\x01"
    )
    with pytest.raises(DatasetError, match=r"by_user_times\.npy is damaged"):
        check_named(datasets, "ml")


def test_a_new_import_says_that_the_credits_went(datasets: Path, tmp_path: Path) -> None:
    enrich_dataset(datasets, "ml", write_imdb(tmp_path / "imdb", FILMS, PEOPLE))
    (datasets / "ml" / "dataset.json").write_text("{")
    info = import_dataset(tmp_path / "ml", datasets)
    assert (info.lost_credits, info.credits) == (True, None)
    assert open_named(datasets, "ml").credits is None
    assert not list_datasets(datasets)[0].lost_credits


# --- what is refused ----------------------------------------------------------------------------

TITLE = "title.basics.tsv.gz"
ROLES = "title.principals.tsv.gz"
PERSONS = "name.basics.tsv.gz"
FAULTS: list[tuple[dict[str, str | bytes | None], str]] = [
    ({"basics": None, "names": None}, rf"{TITLE} and {PERSONS} are missing; .*datasets\.imdbws"),
    ({"principals": None}, rf"{ROLES} is missing; download from https://datasets\.imdbws\.com"),
    ({"basics": b"\x1f\x8b\x07 no gzip"}, rf"^{TITLE}: the packed file is damaged; download"),
    ({"names": gzip.compress(NAMES.encode())[:-9]}, rf"^{PERSONS}: the file breaks off; download"),
    ({"basics": b"<!DOCTYPE html><html>"}, rf"^{TITLE}: this is a web page, not the data"),
    ({"basics": ""}, rf"^{TITLE}: the file is empty"),
    ({"basics": basics_of(FILMS).replace("runtimeM", "m")}, rf"^{TITLE} line 1: there is no col"),
    ({"basics": "x" + basics_of(FILMS)}, rf"^{TITLE} line 1: there is no column tconst"),
    ({"basics": basics_of(FILMS).replace("\t81\t", "\t81 ")}, rf"^{TITLE} line 4: 8 fields"),
    ({"basics": basics_of(FILMS) + "\n"}, rf"^{TITLE} line 6: 1 field where 9 belong"),
    ({"basics": basics_of(FILMS).replace("\t81\t", "\tlong\t")}, r'line 4: runtimeMinutes "long"'),
    ({"basics": basics_of(FILMS).replace("tt0000001", "tt00x0001")}, r'line 2: tconst "tt00x0001"'),
    ({"basics": basics_of(FILMS).replace("tt0000001", "0000001")}, r'line 2: tconst "0000001" is'),
    ({"basics": BASICS}, rf"^{TITLE}: none of the dataset's titles is in it; download it"),
    ({"principals": principals_of(FILMS).replace("nm0000005", "nm")}, r'line 12: nconst "nm" is'),
    ({"principals": principals_of(FILMS).replace("\t2\t", "\ttwo\t")}, r'line 6: ordering "two"'),
    ({"principals": PRINCIPALS + "tt1\t1\n"}, rf"^{ROLES} line 2: 2 fields where 6 belong"),
    ({"names": gzip.compress(NAMES.encode() + b"nm5\t\xff\t\t\t\t\n")}, r"line 2: .* not UTF-8"),
    ({"names": NAMES + "nm\t\t\t\t\t\n"}, rf'^{PERSONS} line 2: nconst "nm" is not an id such'),
]


@pytest.mark.parametrize(("changed", "words"), FAULTS)
def test_a_fault_is_one_line_and_nothing_is_changed(
    changed: dict[str, str | bytes | None], words: str, datasets: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in (datasets / "ml").iterdir()}
    imdb = write_imdb(tmp_path / "imdb", FILMS, PEOPLE, changed=changed)
    with pytest.raises(DatasetError, match=words) as caught:
        enrich_dataset(datasets, "ml", imdb)
    assert str(caught.value).isprintable()
    assert {path: path.read_bytes() for path in (datasets / "ml").iterdir()} == before
    assert sorted(path.name for path in datasets.iterdir()) == [".lock", "ml"]


def test_what_is_called_off_changes_nothing(datasets: Path, tmp_path: Path) -> None:
    imdb = write_imdb(tmp_path / "imdb", FILMS, PEOPLE)

    def call_off(stage: str, share: float) -> None:
        if stage == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        enrich_dataset(datasets, "ml", imdb, call_off)
    assert open_named(datasets, "ml").credits is None


def test_a_dataset_without_imdb_ids_and_a_folder_that_is_none_are_told(tmp_path: Path) -> None:
    import_dataset(write_1m(tmp_path / "old"), tmp_path / "datasets")
    imdb = write_imdb(tmp_path / "imdb", FILMS, PEOPLE)
    with pytest.raises(DatasetError, match=r"^dataset old has no IMDb ids, .* have a links\.csv$"):
        enrich_dataset(tmp_path / "datasets", "old", imdb)
    import_dataset(write_latest(tmp_path / "ml", links=LINKS), tmp_path / "datasets")
    for folder, what in ((tmp_path / "no", "there is no such"), (imdb / TITLE, "this is no")):
        with pytest.raises(DatasetError, match=f"{what} folder; give the one of IMDb's files"):
            enrich_dataset(tmp_path / "datasets", "ml", folder)
