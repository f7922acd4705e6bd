"""A home, opened."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
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


def test_opening_a_home_loads_nothing_that_only_a_training_or_a_crash_needs(
    library: Library,
) -> None:
    ada = library.profiles.add("Ada")
    train(library)
    library.close()
    code = (
        "import sys; from pathlib import Path\n"
        "from recflix_tui.commands.app import open_prepared\n"
        "library = open_prepared(Path(sys.argv[1]))\n"
        f"assert library.recommendations.home({ada.id}).rows\n"
        "late = {'store.file.creating', 'store.log.log_mending', 'model.held_errors'}\n"
        "late |= {'versions.choosing', 'dataset.search.names'}\n"
        "assert not {f'recflix_tui.{name}' for name in late} & set(sys.modules)\n"
        "assert 'numpy.ma' not in sys.modules\n"  # as long as the rest of Home takes
    )
    argv = [sys.executable, "-c", code, str(library.paths.home)]
    assert subprocess.run(argv, check=False).returncode == 0


def test_a_theme_is_remembered(library: Library) -> None:
    assert library.theme is None
    library.remember_theme("recflix-light")
    library.close()
    again = Library.open()
    assert again.theme == "recflix-light"
    again.close()
