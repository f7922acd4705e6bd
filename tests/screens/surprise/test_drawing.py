"""What the dialog says of a film, in the room that there is."""

from __future__ import annotations

from recflix_tui.library.library import Library
from recflix_tui.recommend.reasons.explain_pick import BroughtTitle
from recflix_tui.recommend.surprise.draw import Surprise
from recflix_tui.recommend.surprise.reason import GoesBy, Reason
from recflix_tui.recommend.surprise.wanted import Wanted
from recflix_tui.screens.surprise.drawing import Film, expected_words, why_words


def test_a_reason_names_as_many_titles_as_have_room_and_parts_no_figure(library: Library) -> None:
    because = tuple(BroughtTitle(n, 5.0, 10, "rated 5") for n in (8, 20, 23))
    found = Surprise(1, Wanted(), 4.26, 0.44, 0.8, 3, 30, 0, False)
    film = Film(found, Reason(GoesBy.OWN, because, 61, 9), library.snapshot.need_dataset(), False)
    whole = why_words(film, 66, 6).replace("\n", " ")
    assert "(rated 5), Film 20 (rated 5) and Film 23 (rated 5). But 61 %" in whole
    for width in range(30, 67):
        lines = why_words(film, width, 4).splitlines()
        assert len(lines) <= 4
        assert all(len(line) <= width and not line.startswith("%") for line in lines)
        assert lines[0].startswith("Because of The Quite")
    assert expected_words(film, 5, 66).plain.split("  ")[::2] == [
        "4.3 ±0.4",
        "a chance of 4 in 5 that you like it",
    ]
    assert expected_words(film, 5, 30).plain.endswith("  4 in 5")
