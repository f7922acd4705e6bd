"""Whatever is damaged of a home's files, it opens, and what it says is one line with a mend."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.library.homes.damage import (
    LONGEST_LINE,
    Answers,
    ask,
    damages,
    furnish,
    is_whole,
    kept_files,
)

# More of each, to look for what nobody thought of: RECFLIX_DAMAGES=100.
EACH = int(os.environ.get("RECFLIX_DAMAGES", "2"))


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, small_movielens: Path) -> tuple[Path, int]:
    home = tmp_path_factory.mktemp("damaged") / "home"
    return home, furnish(home, small_movielens)


def test_damage_is_told_in_a_line_or_changes_no_answer(furnished: tuple[Path, int]) -> None:
    home, profile = furnished
    right = ask(home, profile)
    assert right.lines == ()
    draw = random.Random(17)
    for path in kept_files(home):
        kept = path.read_bytes()
        for what, spoil in damages(path, draw, EACH):
            spoil()
            where = f"{path.relative_to(home)}: {what}"
            _check(ask(home, profile), right, where, home)
            path.write_bytes(kept)


def _check(found: Answers, right: Answers, where: str, home: Path) -> None:
    for line in found.lines:
        assert line.isprintable(), where
        assert len(line) <= LONGEST_LINE, where
        assert ";" in line, f"{where}: no mend in {line}"
    assert [name for name, _, _ in found.answers["datasets"]] == ["ml", "spare"], where
    if found.lines or where.startswith(str(Path("models", "ml", "active.json"))):
        return  # a pointer to another version that stands is as good as any
    # What is read without a look at every byte may be another; a check then tells.
    assert found.answers == right.answers or not is_whole(home), where


@pytest.mark.parametrize("name", ["dataset.json", "by_user_indptr.npy"])
def test_beside_a_damaged_dataset_another_can_be_used_and_this_one_mended(
    name: str, furnished: tuple[Path, int], small_movielens: Path, tmp_path: Path
) -> None:
    from recflix_tui.library.library import Library

    home = Path(shutil.copytree(furnished[0], tmp_path / "home"))
    (home / "datasets" / "ml" / name).write_bytes(b"")
    library = Library.open(home)
    assert library.snapshot.dataset is None
    library.datasets.use("spare")
    assert library.snapshot.need_dataset().name == "spare"
    library.datasets.add(small_movielens, "ml")
    library.datasets.use("ml")
    assert library.snapshot.model_info is not None
    assert library.snapshot.model_info.version == 2
    library.close()
