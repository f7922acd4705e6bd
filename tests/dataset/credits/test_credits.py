"""What the credits of a dataset say of its titles, and that they are not believed when damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset.credits.credits import Credits
from recflix_tui.dataset.dataset_files import open_dataset
from recflix_tui.dataset.imported import enrich_dataset, import_dataset, open_named
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import write_latest
from tests.dataset.rewritten import rewrite_array
from tests.drivers.imdb_files import FILMS, LINKS, PEOPLE, write_imdb


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset with credits, as it is kept."""
    import_dataset(write_latest(tmp_path / "ml", links=LINKS), tmp_path / "datasets")
    enrich_dataset(tmp_path / "datasets", "ml", write_imdb(tmp_path / "imdb", FILMS, PEOPLE))
    return tmp_path / "datasets" / "ml"


def test_people_lead_to_their_titles_and_minutes_to_what_is_no_longer(folder: Path) -> None:
    credits = open_named(folder.parent, "ml").credits
    assert isinstance(credits, Credits)
    items = range(5)
    for person in range(credits.n_people):
        directed = [i for i in items if person in credits.directors_of(i)]
        played = [i for i in items if person in credits.cast_of(i)]
        assert credits.directed_by(person).tolist() == directed
        assert credits.with_person(person).tolist() == played
        assert sorted(credits.items_of(np.array([person])).tolist()) == sorted(directed + played)
    everybody = credits.items_of(np.arange(credits.n_people)).tolist()
    n_roles = [len(credits.directors_of(i)) + len(credits.cast_of(i)) for i in items]
    assert [everybody.count(i) for i in items] == n_roles
    assert credits.items_of(np.empty(0, np.intp)).tolist() == []
    assert [credits.runtime(i) for i in items] == [81, None, 136, None, 81]


BOUNDS = [
    ("ends", 0, 9999),
    ("text", 0, 0xFF),
    ("director_indptr", 1, 99),
    ("director_people", 0, 99),
    ("cast_indptr", 0, 1),
    ("cast_people", 0, -1),
    ("runtimes", 0, -1),
    ("word_ends", 0, -1),
    ("word_starts", 1, 9999),
    ("word_items", 0, 99),
]


@pytest.mark.parametrize(("part", "at", "to"), BOUNDS)
def test_credits_out_of_their_bounds_are_told_at_opening(
    part: str, at: int, to: int, folder: Path
) -> None:
    name = f"credit_a_{part}"
    array = np.load(folder / f"{name}.npy")
    array[at] = to
    rewrite_array(folder, name, array)
    with pytest.raises(DatasetError, match=rf"^dataset ml: {name}\.npy is damaged; import it"):
        open_dataset(folder)
