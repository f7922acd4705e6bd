"""A path as it is typed, pasted or dropped on a terminal."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from recflix_tui.history.files.typed_path import typed_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "it's [my] file #1.zip"
    made.touch()
    return made


def test_a_path_means_the_same_however_a_terminal_writes_it(file: Path, tmp_path: Path) -> None:
    escaped = "".join(f"\\{c}" if c in " '[]#" else c for c in str(file))
    in_quotes = "'" + str(file).replace("'", "'\\''") + "'"
    for said in (
        *(str(file), f"  {file} ", file.name, f'"{file}"'),
        *(escaped, f"{escaped} ", in_quotes, f"file://{quote(str(file))}"),
        f"file://localhost{quote(str(file))}\n",
    ):
        assert typed_path(said, tmp_path) == file.resolve(), said
    assert typed_path(" ", tmp_path) is None


def test_what_is_there_as_it_stands_is_meant(tmp_path: Path) -> None:
    named = tmp_path / "a\\ b.zip"
    named.touch()
    assert typed_path(str(named), tmp_path) == named.resolve()
    assert typed_path("'no such", tmp_path) == (tmp_path / "no such").resolve()
