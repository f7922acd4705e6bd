"""A home, opened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from recflix_tui.library.library import Library
from tests.library.training import train


def test_a_copy_of_a_home_opens_as_it_was(library: Library, tmp_path: Path) -> None:
    ada = library.profiles.add("Ada")
    library.profiles.rate(ada.id, 0, 4.0)
    train(library)
    expected = library.recommendations.home(ada.id).rows
    library.close()
    copy = Library.open(Path(shutil.copytree(library.paths.home, tmp_path / "copy")))
    assert copy.recommendations.home(ada.id).rows == expected
    assert json.loads((copy.paths.models / "small" / "active.json").read_text())["active"] == 1
    copy.close()


def test_a_theme_is_remembered(library: Library) -> None:
    assert library.theme is None
    library.remember_theme("recflix-light")
    library.close()
    again = Library.open()
    assert again.theme == "recflix-light"
    again.close()
