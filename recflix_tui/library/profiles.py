"""`library.profiles`: who watches here, and what they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.id_spaces import MOVIELENS
from recflix_tui.dataset.regions import REGIONS, UNKNOWN, region_of
from recflix_tui.library.lookup import movie_id_of
from recflix_tui.library.pages.page_settings import adventure_of, shows_my_list
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.views import DidTitle, ProfileSummary
from recflix_tui.library.weighing.inputs import novelty_of
from recflix_tui.store.profile_settings import (
    ADVENTURE,
    CONSENT,
    MY_LIST_ROWS,
    NOVELTY,
    OFF,
    ON,
    REGION,
    Consent,
)
from recflix_tui.store.records import LONGEST_NAME, Event, Mark, Profile
from recflix_tui.text import clean

_MARKED = {
    Mark.MY_LIST: ("put on My List", "took off My List"),
    Mark.WATCHED: ("watched", "not watched after all"),
    Mark.NOT_FOR_ME: ("not for me", "for me after all"),
    Mark.ABANDONED: ("gave up on", "did not give up on after all"),
    Mark.LIKE_THESE: ("picked groups", "picked groups"),
}
"""What putting a mark on is called, and taking it off."""


class Profiles:
    """The profiles of one home. Every change is on disk when its method returns; each that
    changes something raises StoreError where it cannot be written."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store = session.store
        self._act = session.act

    # --- who watches ------------------------------------------------------------------------

    def summaries(self) -> list[ProfileSummary]:
        """All profiles, the oldest first, with their numbers of ratings: of titles that the dataset
        in use has."""
        dataset = self._session.snapshot.dataset
        if dataset is None:
            counts: Mapping[int, int] = self._store.rating_counts(MOVIELENS)
        else:
            rated = self._store.all_ratings(dataset.id_space)
            items = dataset.items_of(np.array([movie_id for _, movie_id, *_ in rated], np.int64))
            here = zip(rated, items >= 0, strict=True)
            counts = Counter(profile_id for (profile_id, *_), is_here in here if is_here)
        return [ProfileSummary(p.id, p.name, counts.get(p.id, 0)) for p in self._store.profiles()]

    def get(self, profile_id: int) -> Profile:
        """The profile of that id. Raises LibraryError."""
        return self._session.profile(profile_id)

    def find(self, name: str) -> Profile:
        """The profile of that name, whatever its case. Raises LibraryError."""
        key = clean(name).casefold()
        for profile in self._store.profiles():
            if profile.name.casefold() == key:
                return profile
        there = ", ".join(profile.name for profile in self._store.profiles())
        known = f"there is: {there}" if there else "add one with: recflix profile add NAME"
        raise LibraryError(f'no profile "{name}"; {known}')

    def add(self, name: str) -> Profile:
        """Add a profile. Raises StoreError for a name that is taken, empty or too long."""
        return self._store.add_profile(name)

    def rename(self, profile_id: int, name: str) -> None:
        """Give a profile another name. Raises StoreError as `add` does."""
        self._store.rename_profile(profile_id, name)

    def remove(self, profile_id: int) -> None:
        """Remove a profile and all that it did."""
        self._store.remove_profile(profile_id)
        self._session.forget_profile(profile_id)

    def holdings(self, profile_id: int) -> tuple[int, int]:
        """How many ratings and how many marks a profile has, in whatever dataset: what a removal
        takes along."""
        return self._store.holdings(profile_id)

    def last(self) -> int | None:
        """The profile that was last in use, if it is still there."""
        last = self._store.get_setting("last_profile")
        return next((p.id for p in self._store.profiles() if str(p.id) == last), None)

    def remember(self, profile_id: int) -> None:
        """Keep a profile as the one that was last in use."""
        self._store.set_setting("last_profile", str(profile_id))

    # --- what they said of themselves -------------------------------------------------------

    def consents(self, profile_id: int) -> frozenset[Consent]:
        """What a profile agreed to; nothing, until it says so."""
        kept = self._store.profile_settings.all(profile_id)
        return frozenset(c for c in Consent if kept.get(CONSENT + c) == ON)

    def set_consent(self, profile_id: int, consent: Consent, on: bool) -> None:
        """Have a profile agree to something, or take that back."""
        self._set(profile_id, CONSENT + consent, ON if on else None)

    def region(self, profile_id: int) -> str | None:
        """The name of the region that a profile is of, None where it gave none."""
        return self._store.profile_settings.get(profile_id, REGION)

    def set_region(self, profile_id: int, region: str | None) -> None:
        """Set the region that a profile is of; None for none.

        A ZIP code stands for its region of `REGIONS`; a name that is none of these is one that
        the profiles here share. Raises LibraryError for a name that is empty or too long.
        """
        name = None if region is None else clean(region)
        if name is not None and not 0 < len(name) <= LONGEST_NAME:
            raise LibraryError(f"a region's name has 1 to {LONGEST_NAME} characters")
        self._set(profile_id, REGION, name if name is None else _region_called(name))

    def novelty(self, profile_id: int) -> float | None:
        """How much a profile prefers what few know, from -1 (what many do) to 1; None where that
        is learnt from what it chooses."""
        return novelty_of(self._store.profile_settings.get(profile_id, NOVELTY))

    def set_novelty(self, profile_id: int, novelty: float | None) -> None:
        """Set how much a profile prefers what few know; None to have it learnt. Raises
        LibraryError for what is not from -1 to 1."""
        if novelty is not None and not -1 <= novelty <= 1:
            raise LibraryError(f"novelty is from -1 to 1, not {novelty:g}")
        self._set(profile_id, NOVELTY, None if novelty is None else repr(float(novelty)))

    # --- how their page is made: no signal is touched ----------------------------------------

    def adventure(self, profile_id: int) -> float | None:
        """How adventurous a profile's page is, from 0 (safe) to 1; None where that is RecFlix's
        own default."""
        return adventure_of(self._store.profile_settings.get(profile_id, ADVENTURE))

    def set_adventure(self, profile_id: int, adventure: float | None) -> None:
        """Set how adventurous a profile's page is; None for the default. Raises LibraryError for
        what is not from 0 to 1."""
        if adventure is not None and not 0 <= adventure <= 1:
            raise LibraryError(f"adventure is from 0 (safe) to 1 (adventurous), not {adventure:g}")
        kept = None if adventure is None else repr(float(adventure))
        self._store.profile_settings.set(profile_id, ADVENTURE, kept)

    def my_list_rows(self, profile_id: int) -> bool:
        """Whether titles of a profile's My List may stand on other rows of its page, too."""
        return shows_my_list(self._store.profile_settings.get(profile_id, MY_LIST_ROWS))

    def set_my_list_rows(self, profile_id: int, on: bool) -> None:
        """Have titles of a profile's My List stand on other rows, too, or leave them out there."""
        self._store.profile_settings.set(profile_id, MY_LIST_ROWS, None if on else OFF)

    def _set(self, profile_id: int, key: str, value: str | None) -> None:
        self._store.profile_settings.set(profile_id, key, value)
        self._session.forget_tastes()

    # --- what they do -----------------------------------------------------------------------

    def did(self, profile_id: int, mark: Mark | None = None) -> list[DidTitle]:
        """What a profile rated, or has a mark on, of the dataset in use, whichever dataset it was
        done in; the newest first, by the dates that are known."""
        dataset, wanted = self._dataset(), "rate" if mark is None else mark.value
        here = "rated" if mark is None else "marked"
        standing = self._store.imports.standing(profile_id, dataset.id_space)
        found = []
        for (movie_id, kind), stands in standing.items():
            item = dataset.item_of(movie_id)
            if kind == wanted and item is not None:
                source = stands.source or ""
                at_is = stands.date_kind or ("imported" if source else here)
                title = DidTitle(item, stands.value, stands.at, at_is, source)
                found.append((stands, title))
        found.sort(key=lambda each: (-each[1].at, -each[0].event_id))
        return [title for _, title in found]

    def rate(self, profile_id: int, item: int, stars: float) -> None:
        """Rate an item. Raises LibraryError for stars off the scale."""
        dataset = self._dataset()
        scale = dataset.scale
        if not scale.holds(np.array([stars], np.float32)).all():
            raise LibraryError(
                f"{stars:g} is not a rating: give {scale.low:g} to {scale.high:g} "
                f"in steps of {scale.step:g}"
            )
        movie_id, space = movie_id_of(dataset, item), dataset.id_space
        self._act(
            *(profile_id, f"rated {stars:g}", dataset.title(item)),
            lambda: self._store.rate(profile_id, space, movie_id, float(stars)),
        )

    def clear_rating(self, profile_id: int, item: int) -> None:
        """Take an item's rating off."""
        dataset = self._dataset()
        movie_id, space = movie_id_of(dataset, item), dataset.id_space
        self._act(
            *(profile_id, "took the rating off", dataset.title(item)),
            lambda: self._store.clear_rating(profile_id, space, movie_id),
        )

    def toggle_mark(self, profile_id: int, item: int, mark: Mark) -> bool:
        """Put a mark on an item or take it off; returns whether it is on now."""
        dataset = self._dataset()
        movie_id = movie_id_of(dataset, item)
        on = movie_id not in self._store.marks(profile_id, dataset.id_space)[mark]
        self.set_mark(profile_id, item, mark, on)
        return on

    def set_mark(self, profile_id: int, item: int, mark: Mark, on: bool) -> bool:
        """Have a mark be on an item, or not; returns whether that changed anything."""
        dataset = self._dataset()
        movie_id, space = movie_id_of(dataset, item), dataset.id_space
        return self._act(
            *(profile_id, _MARKED[mark][not on], dataset.title(item)),
            lambda: self._store.set_mark(profile_id, space, movie_id, mark, on),
        )

    def abandon(self, profile_id: int, item: int, share: float | None = None) -> None:
        """Mark an item as given up on once that share of it was watched, above 0 and below 1;
        None where that is not said. Raises LibraryError for another share."""
        dataset = self._dataset()
        if share is not None and not 0 < share < 1:
            raise LibraryError(f"how much was watched is above 0 and below 1, not {share:g}")
        movie_id = movie_id_of(dataset, item)
        self._act(
            *(profile_id, _MARKED[Mark.ABANDONED][0], dataset.title(item)),
            lambda: self._store.abandon(profile_id, dataset.id_space, movie_id, share),
        )

    def like_these(self, profile_id: int, items: Collection[int]) -> None:
        """Have just these items stand for the groups of titles that the profile likes."""
        dataset = self._dataset()
        wanted, space = [movie_id_of(dataset, item) for item in items], dataset.id_space
        before = self._store.marks(profile_id, space)[Mark.LIKE_THESE]

        def mark_all() -> bool:
            changed = False
            for movie_id in (*before, *wanted):
                on = movie_id in wanted
                changed |= self._store.set_mark(profile_id, space, movie_id, Mark.LIKE_THESE, on)
            return changed

        self._act(profile_id, _MARKED[Mark.LIKE_THESE][0], "", mark_all)

    def undo(self, profile_id: int) -> Event | None:
        """Undo the newest action not undone yet; returns it, or None where there is none."""
        space = self._dataset().id_space
        return self._act(profile_id, "undid", "", lambda: self._store.undo(profile_id, space))

    def redo(self, profile_id: int) -> Event | None:
        """Do again what was undone last; returns it, or None where there is nothing: an action
        after an undo ends what could be done again."""
        space = self._dataset().id_space
        return self._act(profile_id, "did again", "", lambda: self._store.redo(profile_id, space))

    def _dataset(self) -> Dataset:
        return self._session.snapshot.need_dataset()


def _region_called(name: str) -> str:
    """The region as `REGIONS` has it, where it is one of these or a ZIP code of one."""
    place = region_of(name)
    if name[:1].isdecimal() and place != UNKNOWN and REGIONS[place] != "elsewhere":
        return REGIONS[place]
    return next((known for known in REGIONS if known.casefold() == name.casefold()), name)
