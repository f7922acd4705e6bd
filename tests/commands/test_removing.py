"""What cannot be undone asks first, and says what goes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.store.records import Mark
from tests.drivers.command_line import recflix, said
from tests.drivers.terminal import on_a_terminal

Words = tuple[str, str, str]
PROFILE: Words = ("profile", "remove", "ada")
DATASET: Words = ("dataset", "remove", "small")
VERSION: Words = ("model", "remove", "1")
TOLD: dict[Words, str] = {
    PROFILE: "profile Ada (2 ratings, 1 mark)",
    DATASET: "dataset small (2,400 ratings, 80 users, 60 titles, 1 model)",
    VERSION: "version 1 (sgd, in use)",
}
ASKS = "[y/N]"
on_posix = pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory: pytest.TempPathFactory, small_movielens: Path) -> Path:
    """A home with a dataset, a version, and a person who rated two titles and listed one."""
    home = tmp_path_factory.mktemp("filled") / "home"
    library = Library.open(home)
    library.datasets.add(small_movielens, "small")
    assert list(library.models.train(SgdSettings(factors=4, epochs=1)))
    ada = library.profiles.add("Ada").id
    library.profiles.rate(ada, 1, 4.0)
    library.profiles.rate(ada, 2, 5.0)
    library.profiles.toggle_mark(ada, 3, Mark.MY_LIST)
    library.close()
    return home


@pytest.fixture
def filled(home: Path, filled_once: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(filled_once, home))


def left(home: Path) -> tuple[list[str], list[str], list[int]]:
    """The names of the profiles and datasets that are there, and the numbers of the versions."""
    library = Library.open(home)
    try:
        versions = library.models.versions() if library.snapshot.dataset else []
        return (
            [profile.name for profile in library.profiles.summaries()],
            [info.name for info in library.datasets.all()],
            [info.version for info in versions],
        )
    finally:
        library.close()


ALL = (["Ada"], ["small"], [1])


def without(words: Words) -> tuple[list[str], list[str], list[int]]:
    return {PROFILE: ([], ["small"], [1]), DATASET: (["Ada"], [], []), VERSION: (*ALL[:2], [])}[
        words
    ]


@pytest.mark.parametrize("words", TOLD)
def test_without_a_terminal_nothing_is_removed_but_by_yes(filled: Path, words: Words) -> None:
    refused = recflix(filled, *words)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert TOLD[words] in refused.stderr
    assert "--yes" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert left(filled) == ALL
    assert said(filled, *words, "--yes")["removed"] is True
    assert left(filled) == without(words)


@on_posix
@pytest.mark.parametrize("words", TOLD)
def test_on_a_terminal_it_is_asked_for(filled: Path, words: Words) -> None:
    code, shown = on_a_terminal(filled, words, ASKS, b"y\n")
    assert code == 0
    assert f"Remove {TOLD[words]}? [y/N]" in shown
    assert left(filled) == without(words)


@on_posix
@pytest.mark.parametrize(
    ("keys", "code", "line"),
    [
        (b"\n", 1, "nothing was removed"),
        (b"n\n", 1, "nothing was removed"),
        (b"yesterday\n", 1, "nothing was removed"),
        (b"\x04", 1, "nothing was removed"),
        (b"\x03", 130, "stopped"),
    ],
)
def test_all_but_a_yes_keeps_it(filled: Path, keys: bytes, code: int, line: str) -> None:
    ended, shown = on_a_terminal(filled, PROFILE, ASKS, keys)
    assert (ended, shown.splitlines()[-1]) == (code, f"recflix: {line}")
    assert left(filled) == ALL


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("profile", "remove", "Bob"), 'no profile "Bob"'),
        (("dataset", "remove", "nowhere"), "no dataset nowhere"),
        (("model", "remove", "7"), "no model 7"),
    ],
)
def test_what_is_not_there_is_not_asked_for(
    filled: Path, words: tuple[str, ...], line: str
) -> None:
    done = recflix(filled, *words)
    assert done.returncode == 1
    assert line in done.stderr
