"""The app ends with its terminal, and keeps what it acknowledged."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from recflix_tui.screens.ending.signals import TERMINAL_GONE
from tests.drivers.terminal import until_its_terminal_goes
from tests.examples.app_home import RATED


@pytest.mark.skipif(os.name != "posix", reason="no such terminals here")
def test_without_its_terminal_and_without_a_signal_the_app_ends_and_has_kept_what_it_said(
    home: Path,
) -> None:
    code = until_its_terminal_goes(home, "for Ada", b"4", "★★★★")
    assert code == TERMINAL_GONE
    with closing(Library.open(home)) as library:
        (ada,) = library.profiles.summaries()
        assert ada.n_ratings == len(RATED) + 1
        assert library.paths.page(ada.id).exists()
