"""`library.together`: it reads what several profiles did, and leaves no trace."""

from __future__ import annotations

import pytest

from recflix_tui.library.library import Library
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.together import TogetherError
from tests.examples.app_home import save_model
from tests.examples.random_choices import random_choice


def test_rows_for_several_leave_each_ones_own_page_log_and_acts_as_they_were(
    library: Library,
) -> None:
    vera, ben, cat = (library.profiles.add(name).id for name in ("Vera", "Ben", "Cat"))
    with pytest.raises(LibraryError, match="there is no model yet"):
        library.together.rows([vera, ben])
    for profile, first in ((vera, 0), (ben, 1)):
        for item in range(first, 18, 3):
            library.profiles.rate(profile, item, 5.0 - item % 2)
    save_model(library, choice=random_choice(60, n_neighbours=30))
    library.session.refresh()

    def left() -> list[object]:
        return [
            (
                library.recommendations.home(each).rows,
                len(library.session.store.events(each)),
                library.behaviour.edition(each),
            )
            for each in (vera, ben, cat)
        ]

    before = left()
    view = library.together.rows([ben, vera, cat], 5, also=[0])
    assert [member.name for member in view.company.members] == ["Ben", "Vera", "Cat"]
    assert all(len(row.items) <= 5 for row in view.rows)
    for row in view.rows:
        served = view.satisfaction(row)
        assert (served is None) is (row.key == "seen")
        assert served is None or all(0 <= share <= 1 for share in served)
        for item in row.items:
            assert all(said.doubt is not None for said in view.opinions(item))
            assert len(view.grounds(item)) == 3
    assert view.opinions(0)[0].doubt is not None
    assert left() == before


def test_who_is_named_twice_or_gone_is_refused(library: Library) -> None:
    vera, ben = (library.profiles.add(name).id for name in ("Vera", "Ben"))
    save_model(library, choice=random_choice(60, n_neighbours=30))
    library.session.refresh()
    with pytest.raises(TogetherError, match="somebody is named twice"):
        library.together.rows([vera, ben, vera])
    library.profiles.remove(ben)
    with pytest.raises(LibraryError, match="is no longer there"):
        library.together.rows([vera, ben])
