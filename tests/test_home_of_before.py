"""A home made before the rooms were parted opens as it was left. See homes/README.md."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui import cli
from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.recommend.browse import Filter
from recflix_tui.recommend.page.all_rows import KINDS
from recflix_tui.recommend.row.row import USUAL_SCREEN
from recflix_tui.solvers.als.als_settings import AlsSettings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.store.records import Mark
from recflix_tui.training.events import Saved
from recflix_tui.tuning.tuning_journal import open_journal
from recflix_tui.versions.registry import Registry

HOMES = Path(__file__).parent / "homes"
VERSIONS = (1, 2, 3, 4, 5)  # sgd, sgd with side inputs, als, gibbs; sgd again, rolled back


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """What the version that made the home read in it."""
    return dict(json.loads((HOMES / "before_rooms.json").read_text("utf-8")))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the home, to be worked on."""
    with zipfile.ZipFile(HOMES / "before_rooms.zip") as archive:
        archive.extractall(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    opened = Library.open(home)
    yield opened
    opened.close()


def said(found: object, like: dict[str, Any]) -> Any:
    """The fields of a value that were there already, as JSON says them."""
    return json.loads(json.dumps({name: getattr(found, name) for name in like}))


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


# --- datasets -----------------------------------------------------------------------------------


def test_its_datasets_are_listed(library: Library, expected: dict[str, Any]) -> None:
    found, then = library.datasets.all(), expected["datasets"]
    assert [said(info, e) for info, e in zip(found, then, strict=True)] == then
    assert library.snapshot.need_dataset().name == "town"


def test_its_titles_are_read(library: Library, expected: dict[str, Any]) -> None:
    dataset = library.snapshot.need_dataset()
    items = range(dataset.n_items)
    assert [dataset.title(i) for i in items] == expected["titles"]
    assert [dataset.year(i) for i in items] == expected["years"]
    assert [list(dataset.genres(i)) for i in items] == expected["genres"]
    assert dataset.titles["title"].to_list() == expected["titles"]


def test_what_its_users_said_of_themselves_is_read(
    library: Library, expected: dict[str, Any]
) -> None:
    said_by_users = library.snapshot.need_dataset().demographics
    assert said_by_users is not None
    for part, of_then in expected["demographics"].items():
        assert getattr(said_by_users, part).tolist() == of_then


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("creme brulee", "Crème 🎬 brûlée"),
        ("landmrak", "The Landmark"),
        ("les mis", "Les Misérables"),
        ("神隠し", "千と千尋の神隠し"),
        ("tl", "The Landmark"),
    ],
)
def test_its_titles_are_found(library: Library, typed: str, title: str) -> None:
    found = library.recommendations.browse(1, Filter(typed))
    assert library.snapshot.need_dataset().title(int(found[0])) == title


# --- profiles -----------------------------------------------------------------------------------


def test_its_profiles_and_their_ratings_are_there(
    library: Library, expected: dict[str, Any]
) -> None:
    assert [(p.id, p.name, p.n_ratings) for p in library.profiles.summaries()] == [
        (p["id"], p["name"], p["n_ratings"]) for p in expected["profiles"]
    ]
    dataset = library.snapshot.need_dataset()
    for profile in expected["profiles"]:
        activity = library.recommendations.taste(profile["id"]).activity
        ratings = [[dataset.movie_ids[i], stars] for i, stars in activity.ratings.items()]
        assert ratings == profile["ratings"]
        for mark, of_mark in (
            (Mark.MY_LIST, activity.my_list),
            (Mark.WATCHED, activity.watched),
            (Mark.NOT_FOR_ME, activity.refused),
        ):
            marked = [[dataset.movie_ids[i], at] for i, at in of_mark.items()]
            assert marked == profile["marks"][mark.value]


def test_each_of_its_events_is_kept(library: Library, expected: dict[str, Any]) -> None:
    for profile in expected["profiles"]:
        events = library.session.store.events(profile["id"])
        then = profile["events"]
        assert [said(event, e) for event, e in zip(events, then, strict=True)] == then


def test_what_was_done_in_it_can_be_undone(library: Library) -> None:
    zoe = library.profiles.find("zoë 🎬").id
    rated = library.profiles.undo(zoe)  # a rating; an earlier one of that title is undone already
    assert rated is not None
    assert (rated.movie_id, rated.kind, rated.value) == (21, "rate", 4.0)
    assert 20 not in library.recommendations.taste(zoe).activity.ratings
    off = library.profiles.undo(zoe)
    assert off is not None
    assert (off.movie_id, off.kind, off.value) == (11, "my_list", 0.0)
    assert list(library.recommendations.taste(zoe).activity.my_list) == [10, 11]


def test_what_was_rated_in_another_dataset_stays_there(library: Library) -> None:
    bo = library.profiles.find("Bo").id
    assert library.recommendations.taste(bo).activity.ratings == {4: 2.0}
    library.datasets.use("village")
    assert library.recommendations.taste(bo).activity.ratings == {2: 3.5}


async def test_the_app_opens_with_its_profile_and_theme(library: Library) -> None:
    app = RecflixApp(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == "recflix-light"
    assert library.profiles.last() == library.profiles.find("Zoë 🎬").id


# --- models -------------------------------------------------------------------------------------


def test_its_versions_are_listed(library: Library, expected: dict[str, Any]) -> None:
    versions = library.models.versions()
    assert tuple(info.version for info in versions) == VERSIONS
    for info, of_then in zip(versions, expected["versions"], strict=True):
        facts = {n: v for n, v in of_then.items() if n not in ("predictions", "folded_in")}
        assert said(info, facts) == facts
    assert library.snapshot.model_info is not None
    assert library.snapshot.model_info.version == 4


@pytest.mark.parametrize("version", VERSIONS)
def test_each_of_its_versions_predicts_as_it_did(
    library: Library, expected: dict[str, Any], version: int
) -> None:
    dataset = library.snapshot.need_dataset()
    model = Registry(library.paths.models, dataset.name).load(version, dataset.fingerprint).rating
    of_then, pairs = expected["versions"][version - 1], expected["pairs"]
    users, items = (np.array(pairs[name], np.int32) for name in ("users", "items"))
    predicted = model.predict(users, items, np.array(pairs["when"]))
    np.testing.assert_allclose(predicted, of_then["predictions"], atol=1e-3)
    ratings = library.recommendations.taste(1).activity.ratings
    rated, stars = np.array(list(ratings), np.int32), np.array(list(ratings.values()), np.float32)
    folded_in = model.score_all(model.fold_in(rated, stars))
    np.testing.assert_allclose(folded_in, of_then["folded_in"], atol=1e-3)


def test_none_of_its_versions_knows_what_people_pick(library: Library) -> None:
    assert [info.choice for info in library.models.versions()] == [None] * len(VERSIONS)
    assert library.snapshot.choice is None
    assert library.recommendations.taste(1).worth is None
    assert library.recommendations.why_picked(1, 0) is None
    assert library.recommendations.top_picks(1, 3)


def test_its_shelves_are_all_there(library: Library, expected: dict[str, Any]) -> None:
    session, snapshot = library.session, library.session.snapshot
    for profile in expected["profiles"]:
        taste = session.taste(snapshot, profile["id"])
        context = session.page_context(snapshot, profile["id"], taste, USUAL_SCREEN)
        # Which of them stand on the page changes from day to day.
        titles = {row.key: row.title for kind in KINDS for row in kind.build(context)}
        for key, title, _ in profile["shelves"]:
            assert titles[key] == title
        assert {row.key for row in library.recommendations.home(profile["id"]).rows} <= set(titles)


def test_its_models_are_rolled_back_and_used(library: Library) -> None:
    assert library.models.rollback().version == 3
    library.models.use(5)
    assert library.models.rollback().version == 3
    assert library.snapshot.model is not None


def test_a_training_adds_a_version_to_it(library: Library) -> None:
    *_, last = library.models.train(SgdSettings(factors=2, epochs=3))
    assert isinstance(last, Saved)
    assert [info.version for info in library.models.versions()] == [*VERSIONS, 6]
    assert library.models.versions()[-1].choice is not None


# --- tuning -------------------------------------------------------------------------------------


def test_its_tuned_settings_are_found(library: Library, expected: dict[str, Any]) -> None:
    found = library.models.tuned(AlsSettings())
    assert found is not None
    assert said(found, expected["tuned"]) == expected["tuned"]
    assert library.models.tuned(SgdSettings()) is None


def test_its_tuned_settings_are_used(home: Path, expected: dict[str, Any]) -> None:
    words = ["train", "--solver", "als", "--epochs", "2", "--progress", "none"]
    assert cli.main(["--home", str(home), *words]) == 0
    library = Library.open(home)
    settings = library.models.versions()[-1].settings
    library.close()
    tuned = expected["tuned"]["settings"]
    assert {name: settings[name] for name in tuned} == tuned


def test_its_journal_of_measurements_is_read(library: Library, expected: dict[str, Any]) -> None:
    head, *measured = expected["journal"]
    facts = {name: value for name, value in head.items() if name not in ("format", "solver")}
    with open_journal(library.paths.models / "town" / "tuning", "als", facts) as journal:
        for line in measured:
            settings = AlsSettings(**line["settings"] | {"side": ()})
            found = journal.find(settings, line["fold"])
            assert found is not None
            assert found.rmse == line["rmse"]
    assert measured


# --- commands -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("dataset list", ["* town", "village"]),
        ("profile list", ["Zoë 🎬", "Bo"]),
        ("model list", ["* 4", "gibbs", "als", "side implicit"]),
        ("recommend --profile Bo -n 3", ["±"]),
        ("explain --profile Bo --movie-id 30", ["The Landmark", "baseline"]),
        ("rate --profile Bo --movie-id 3 4", ["rated [b]Bold[/b] [@click=app.bell]Ring[/] 4"]),
        ("model rollback", ["version 3 is in use"]),
    ],
)
def test_commands_run_on_it(
    home: Path, capsys: pytest.CaptureFixture[str], command: str, told: list[str]
) -> None:
    assert cli.main(["--home", str(home), *command.split()]) == 0
    printed = capsys.readouterr().out
    for words in told:
        assert words in " ".join(printed.split())


def test_reading_it_changes_none_of_its_files(home: Path) -> None:
    before = digests(home / "datasets") | digests(home / "models")
    library = Library.open(home)
    library.recommendations.home(1)
    library.models.versions()
    library.close()
    assert digests(home / "datasets") | digests(home / "models") == before
