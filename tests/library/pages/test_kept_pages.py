"""The page of each profile on disk: shown before anything is opened, and only where it holds."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

from recflix_tui.dataset import imported
from recflix_tui.library.library import Library
from recflix_tui.library.views import HomeView
from recflix_tui.live.kept_page import KeptTile
from recflix_tui.recommend.row.row import USUAL_SCREEN
from recflix_tui.screens.home import kept_tile


def keep(library: Library) -> int:
    """Keep the page of somebody who watched last."""
    ada = library.profiles.add("Ada").id
    library.profiles.remember(ada)
    library.profiles.rate(ada, 3, 4.0)
    library.keep_page(ada, USUAL_SCREEN, kept_tile)
    return ada


def test_a_page_is_there_before_its_dataset_is_open_and_its_titles_are_the_same_then(
    library: Library,
) -> None:
    ada = keep(library)
    rows = library.recommendations.home(ada).rows
    later = Library.open(at_once=False)
    assert not later.is_open
    assert later.snapshot.dataset is None
    assert later.find_page()
    page = later.page
    assert page is not None
    assert [(row.key, row.title, row.note) for row in page.rows] == [
        (row.key, row.title, row.note) for row in rows
    ]
    assert [row.items for row in page.rows] == [row.items[:20] for row in rows]
    assert not later.page_holds()
    later.open_rest()
    assert later.is_open
    assert later.page_holds()
    dataset = later.snapshot.need_dataset()
    for item, tile in page.tiles.items():
        assert (tile.movie_id, tile.title) == (dataset.movie_ids[item], dataset.title(item))
    later.close()


def test_a_page_is_its_owners_alone_and_goes_with_the_profile(library: Library) -> None:
    ada = keep(library)
    path = library.paths.page(ada)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    library.profiles.remove(ada)
    assert not path.exists()
    library.session.kept_pages.forget(ada)  # a second time it is gone already


def test_a_page_that_was_being_written_as_its_profile_was_removed_goes_too(
    library: Library,
) -> None:
    ada = keep(library)
    library.profiles.rate(ada, 4, 1.0)

    def tile(view: HomeView, item: int) -> KeptTile:
        if library.profiles.summaries():
            library.profiles.remove(ada)
        return kept_tile(view, item)

    library.keep_page(ada, USUAL_SCREEN, tile)
    assert list(library.paths.page(ada).parent.iterdir()) == []


def test_what_killed_writings_left_is_swept_at_the_next_opening(library: Library) -> None:
    path = library.paths.page(keep(library))
    (path.parent / f".{path.name}.123.tmp").write_bytes(path.read_bytes())
    library.paths.page(99).write_bytes(path.read_bytes())
    library.paths.compiled.touch()
    Library.open(at_once=False).close()
    assert {left.name for left in path.parent.iterdir()} == {path.name, "compiled"}


def test_what_did_not_change_is_not_written_again(library: Library) -> None:
    ada = keep(library)
    path = library.paths.page(ada)
    path.unlink()
    library.keep_page(ada, USUAL_SCREEN, kept_tile)
    assert not path.exists()
    library.profiles.rate(ada, library.recommendations.home(ada).rows[0].items[0], 1.0)
    library.keep_page(ada, USUAL_SCREEN, kept_tile)
    assert path.exists()


def test_a_page_of_another_person_or_dataset_is_not_shown(
    library: Library, tiny_movielens: Path
) -> None:
    ada = keep(library)
    page = library.session.kept_pages.read(ada, "Ada", "small")
    assert page is not None
    library.profiles.rename(ada, "Eve")
    assert not library.find_page()
    library.profiles.rename(ada, "Ada")
    assert library.find_page()
    library.datasets.add(tiny_movielens, "tiny")
    assert library.session.kept_pages.read(ada, "Ada", "tiny") is None
    # The same name, imported anew:
    folder = library.paths.datasets
    imported.remove_dataset(folder, "small")
    shutil.copytree(folder / "tiny", folder / "small")
    assert library.session.kept_pages.read(ada, "Ada", "small") is None


def test_where_the_disk_takes_nothing_the_app_goes_on(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    library.paths.page(ada).mkdir(parents=True)
    library.keep_page(ada, USUAL_SCREEN, kept_tile)
    assert library.session.kept_pages.read(ada, "Ada", "small") is None
    library.profiles.remove(ada)
