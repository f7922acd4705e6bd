"""From outside names to items."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from recflix_tui.library.lookup import find_item
from recflix_tui.library.snapshot import LibraryError


def test_a_title_that_several_have_is_asked_for_by_id(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "twins"
    folder.mkdir()
    (folder / "movies.csv").write_text(
        "movieId,title,genres\n1,Hamlet (2000),Drama\n2,Hamlet (2000),Drama\n"
    )
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4,0\n1,2,3,0\n")
    library = Library.open()
    library.datasets.add(folder)
    with pytest.raises(LibraryError, match=r"--movie-id: .*= 1.*= 2"):
        find_item(library.snapshot.need_dataset(), "Hamlet")
    library.close()
