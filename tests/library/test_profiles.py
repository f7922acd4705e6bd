"""`library.profiles`: who is who, and what is no rating."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from recflix_tui.library.library import Library
from recflix_tui.library.pages.page_settings import PageSettings
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.store.profile_settings import ADVENTURE, MY_LIST_ROWS, NOVELTY, Consent
from recflix_tui.store.records import Mark, StoreError
from recflix_tui.store.store import Store


def test_names_that_differ_by_an_accent_are_two_people(library: Library) -> None:
    zoe, accented = library.profiles.add("Zoe"), library.profiles.add("Zoë")
    assert library.profiles.find("ZOË").id == accented.id
    assert library.profiles.find("zoe").id == zoe.id


@pytest.mark.parametrize("stars", [0.0, 0.4, 4.2, 5.5, -1.0, np.nan, np.inf])
def test_a_rating_off_the_scale_is_refused(library: Library, stars: float) -> None:
    ada = library.profiles.add("Ada")
    with pytest.raises(LibraryError, match="is not a rating"):
        library.profiles.rate(ada.id, 0, stars)
    assert library.recommendations.taste(ada.id).activity.ratings == {}


def test_an_undo_brings_back_the_rating_before(library: Library) -> None:
    ada = library.profiles.add("Ada")
    library.profiles.rate(ada.id, 3, 2.0)
    library.profiles.rate(ada.id, 3, 5.0)
    undone = library.profiles.undo(ada.id)
    assert undone is not None
    assert (undone.kind, undone.value) == ("rate", 5.0)
    assert library.recommendations.taste(ada.id).activity.ratings == {3: 2.0}


def test_a_mark_is_put_on_and_taken_off_by_the_same_key(library: Library) -> None:
    ada = library.profiles.add("Ada")
    assert library.profiles.toggle_mark(ada.id, 3, Mark.WATCHED)
    assert list(library.recommendations.taste(ada.id).activity.watched) == [3]
    assert not library.profiles.toggle_mark(ada.id, 3, Mark.WATCHED)
    assert library.recommendations.taste(ada.id).activity.watched == {}


def test_the_profile_last_in_use_is_remembered_while_it_is_there(library: Library) -> None:
    ada, ben = library.profiles.add("Ada"), library.profiles.add("Ben")
    library.profiles.remember(ben.id)
    assert library.profiles.last() == ben.id
    library.profiles.remove(ben.id)
    assert library.profiles.last() is None
    assert [summary.id for summary in library.profiles.summaries()] == [ada.id]


def test_a_name_that_nobody_has_is_told_with_those_there_are(library: Library) -> None:
    with pytest.raises(LibraryError, match="add one with: recflix profile add NAME"):
        library.profiles.find("Ada")
    library.profiles.add("Ben")
    with pytest.raises(LibraryError, match='no profile "Ada"; there is: Ben'):
        library.profiles.find("Ada")


def test_what_is_liked_counts_as_far_as_it_could_be_written(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = library.profiles.add("Ada")
    assert not library.recommendations.taste(ada.id).activity.like_these
    write, id_space = Store.set_mark, library.snapshot.need_dataset().id_space

    def full(store: Store, *mark: Any) -> bool:
        if store.marks(ada.id, id_space)[Mark.LIKE_THESE]:
            raise StoreError("disk full")
        return write(store, *mark)

    monkeypatch.setattr(Store, "set_mark", full)
    with pytest.raises(StoreError, match="disk full"):
        library.profiles.like_these(ada.id, [3, 8])
    assert list(library.recommendations.taste(ada.id).activity.like_these) == [3]


def test_the_groups_that_somebody_likes_are_kept_and_undone_one_by_one(library: Library) -> None:
    ada = library.profiles.add("Ada")

    def liked() -> list[int]:
        return list(library.recommendations.taste(ada.id).activity.like_these)

    library.profiles.like_these(ada.id, [3, 8, 5])
    assert liked() == [3, 8, 5]
    library.profiles.like_these(ada.id, [5, 9])
    assert liked() == [5, 9]
    for left in ([5], [5, 8], [3, 8, 5], [3, 8], [3], []):
        undone = library.profiles.undo(ada.id)
        assert undone is not None
        assert undone.kind == Mark.LIKE_THESE
        assert sorted(liked()) == sorted(left)
    assert library.profiles.undo(ada.id) is None


def test_what_was_given_up_on_is_known_with_how_far(library: Library) -> None:
    ada = library.profiles.add("Ada")
    library.profiles.abandon(ada.id, 3, 0.2)
    library.profiles.abandon(ada.id, 8)
    activity = library.recommendations.taste(ada.id).activity
    assert list(activity.abandoned) == [3, 8]
    assert activity.watched_share == {3: 0.2}
    with pytest.raises(LibraryError, match="above 0 and below 1"):
        library.profiles.abandon(ada.id, 3, 1.0)
    assert library.profiles.toggle_mark(ada.id, 3, Mark.ABANDONED) is False
    assert list(library.recommendations.taste(ada.id).activity.abandoned) == [8]


def test_what_a_profile_said_of_itself_is_kept_and_taken_back(library: Library) -> None:
    ada, said = library.profiles.add("Ada").id, library.profiles
    assert (said.consents(ada), said.region(ada), said.novelty(ada)) == (frozenset(), None, None)
    for consent in Consent:
        said.set_consent(ada, consent, True)
    said.set_consent(ada, Consent.HOUSEHOLD, False)
    said.set_region(ada, " North \n West")
    said.set_novelty(ada, -0.25)
    assert said.consents(ada) == {Consent.TRAINING}
    assert (said.region(ada), said.novelty(ada)) == ("North West", -0.25)
    for given, kept in (
        ("SOUTHEAST", "Southeast"),
        ("94110", "Pacific"),
        ("12", "12"),
        ("00000", "00000"),
    ):
        said.set_region(ada, given)
        assert said.region(ada) == kept
    said.set_region(ada, None)
    said.set_novelty(ada, None)
    assert (said.region(ada), said.novelty(ada)) == (None, None)
    for novelty in (1.5, float("nan")):
        with pytest.raises(LibraryError, match="from -1 to 1"):
            said.set_novelty(ada, novelty)
    for odd in ("nan", "1.5", "much"):  # as another program left it
        library.session.store.profile_settings.set(ada, NOVELTY, odd)
        context = library.session.inputs.context(library.snapshot, ada)
        assert (said.novelty(ada), context.novelty) == (None, None)
    with pytest.raises(LibraryError, match="1 to 40 characters"):
        said.set_region(ada, "")


def test_how_a_page_is_made_is_kept_of_each_profile_and_moves_no_signal(library: Library) -> None:
    ada, ben = library.profiles.add("Ada").id, library.profiles.add("Ben").id
    taste, kept = library.recommendations.taste(ada), library.session.store.profile_settings
    assert library.page_settings(ada) == PageSettings(None, leave_out_my_list=False)
    library.profiles.set_adventure(ada, 0.75)
    library.profiles.set_my_list_rows(ada, on=False)
    assert library.page_settings(ada) == PageSettings(0.75, leave_out_my_list=True)
    assert library.page_settings(ben) == PageSettings()
    assert library.recommendations.taste(ada) is taste
    for odd in ("nan", "-0.5", "1.5", "much"):  # as another program left it
        kept.set_all(ada, {ADVENTURE: odd, MY_LIST_ROWS: odd})
        assert library.page_settings(ada) == PageSettings()
        assert library.profiles.adventure(ada) is None
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(LibraryError, match="from 0 \\(safe\\) to 1"):
            library.profiles.set_adventure(ada, wrong)
    library.profiles.set_adventure(ada, None)
    library.profiles.set_my_list_rows(ada, on=True)
    assert kept.all(ada) == {}


def test_only_the_picks_of_others_who_agreed_are_seen_and_near_ones_apart(
    library: Library,
) -> None:
    ada, ben, cy, dee = (library.profiles.add(name).id for name in ("Ada", "Ben", "Cy", "Dee"))
    dataset = library.snapshot.need_dataset()
    for who in (ada, ben, cy, dee):
        library.profiles.rate(who, who, 4.0)
        library.profiles.toggle_mark(who, 10, Mark.WATCHED)
        library.profiles.toggle_mark(who, who, Mark.WATCHED)  # the same title once
        library.profiles.toggle_mark(who, 20 + who, Mark.MY_LIST)
    for who in (ada, ben, cy):
        library.profiles.set_consent(who, Consent.HOUSEHOLD, True)
    library.profiles.set_consent(dee, Consent.TRAINING, True)
    for who in (ada, cy, dee):
        library.profiles.set_region(who, "north")
    household = library.session.inputs.household
    everyone, near = household(dataset, ada)
    assert sorted(everyone.items.tolist()) == sorted([ben, cy, 10, 10])
    assert sorted(near.items.tolist()) == sorted([cy, 10])
    assert (everyone.values == 1).all()
    assert (np.diff(everyone.at) >= 0).all()
    library.profiles.set_consent(ben, Consent.HOUSEHOLD, False)
    assert sorted(household(dataset, ada)[0].items.tolist()) == sorted([cy, 10])
    assert len(household(dataset, dee)[0]) == 4


def test_a_mark_is_set_once(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    done = [
        library.profiles.set_mark(ada, 3, Mark.WATCHED, on) for on in (True, True, False, False)
    ]
    assert done == [True, False, True, False]
    assert len(library.session.store.events(ada)) == 2


def test_what_somebody_did_is_told_by_title_the_newest_first(library: Library) -> None:
    ada = library.profiles.add("Ada").id
    for item, stars in ((3, 2.0), (4, 5.0), (3, 2.5)):
        library.profiles.rate(ada, item, stars)
    library.profiles.set_mark(ada, 5, Mark.MY_LIST, True)
    rated = library.profiles.did(ada)
    assert [(title.item, title.value, title.at_is) for title in rated] == [
        (3, 2.5, "rated"),
        (4, 5.0, "rated"),
    ]
    (listed,) = library.profiles.did(ada, Mark.MY_LIST)
    assert (listed.item, listed.at_is, listed.source) == (5, "marked", "")
