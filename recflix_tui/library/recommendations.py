"""`library.recommendations`: what RecFlix makes of a profile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recflix_tui.library.lookup import movie_id_of
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.library.views import Found, HomeView, LeftOut, OfferedGroup
from recflix_tui.recommend import browse
from recflix_tui.recommend.browse import Filter
from recflix_tui.recommend.row.days import day_of
from recflix_tui.recommend.row.row import USUAL_SCREEN, FirstScreen
from recflix_tui.recommend.rows.tonight import part_of_day
from recflix_tui.recommend.rows.top_picks import top_picks
from recflix_tui.recommend.taste import Taste, at_moment
from recflix_tui.recommend.well_known import floor

if TYPE_CHECKING:
    from recflix_tui.recommend.asking.sharpness import Gain
    from recflix_tui.recommend.facts import TitleFacts
    from recflix_tui.recommend.page.my_list_elsewhere import MyListElsewhere
    from recflix_tui.recommend.page.picks_moved import PicksMoved
    from recflix_tui.recommend.reasons.explain import Explanation
    from recflix_tui.recommend.reasons.explain_pick import PickExplanation
    from recflix_tui.recommend.search_help import SearchHelp
    from recflix_tui.recommend.surprise.draw import Surprise
    from recflix_tui.recommend.surprise.reason import Reason
    from recflix_tui.recommend.surprise.wanted import Wanted

ALL_TITLES = Filter()


class Recommendations:
    """Rows, predictions and their reasons, by the snapshot in use.

    Each method raises LibraryError where no dataset is in use.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pages = session.pages

    def taste(self, profile_id: int) -> Taste:
        """A profile's activity and its predictions, folded in anew after each change."""
        return self._session.taste(self._session.snapshot, profile_id)

    def home(
        self,
        profile_id: int,
        also: Collection[int] = (),
        first_screen: FirstScreen = USUAL_SCREEN,
        seed: int | None = None,
        at: float | None = None,
    ) -> HomeView:
        """The profile's rows, no title twice among those seen at once. How sure a prediction is, is
        worked out for what stands on them, and for the items of `also`. Raises LibraryError
        where the profile is gone.

        seed: what varies from day to day varies by this, not by the day; at: the page as it is at
        that moment, in Unix seconds, by what the profile did until today.
        """
        snapshot = self._session.snapshot
        dataset, taste = snapshot.need_dataset(), self._session.taste(snapshot, profile_id)
        if at is not None:
            taste = at_moment(taste, at)
        context = self._session.page_context(snapshot, profile_id, taste, first_screen, seed)
        view = HomeView(dataset, taste, self._pages.rows(profile_id, context))
        shown = {item for row in view.rows for item in row.items}
        taste.weigh([*shown, *(item for item in also if item < dataset.n_items)], snapshot.model)
        return view

    def moment(self) -> tuple[int, str]:
        """What the clock says that pages hang on: the day, since 1970, and the part of it. A page
        made at another moment has other rows."""
        now = self._session.inputs.now()
        return day_of(now), part_of_day(now)[0]

    def picks_moved(
        self, profile_id: int, before: float, after: float, first_screen: FirstScreen
    ) -> PicksMoved | None:
        """What is moved on the profile's Top picks from one adventure, 0 to 1, to another; None
        where none stand on its page by a model that knows what people pick."""
        from recflix_tui.recommend.page.picks_moved import picks_moved

        snapshot = self._session.snapshot
        dataset, taste = snapshot.need_dataset(), self._session.taste(snapshot, profile_id)
        if taste.worth is None:
            return None
        context = self._session.page_context(snapshot, profile_id, taste, first_screen)
        was, is_ = (
            self._pages.tried(profile_id, replace(context, adventure=adventure))
            for adventure in (before, after)
        )
        return picks_moved(was, is_, taste, dataset)

    def my_list_elsewhere(self, profile_id: int, first_screen: FirstScreen) -> MyListElsewhere:
        """Where titles of My List stand on the profile's other rows while these do not leave them
        out. Raises LibraryError where the profile is gone."""
        from recflix_tui.recommend.page.my_list_elsewhere import my_list_elsewhere

        snapshot = self._session.snapshot
        taste = self._session.taste(snapshot, profile_id)
        context = self._session.page_context(snapshot, profile_id, taste, first_screen)
        rows = self._pages.tried(profile_id, replace(context, leave_out_my_list=False))
        return my_list_elsewhere(rows, taste.activity.my_list, first_screen)

    def top_picks(self, profile_id: int, n: int, at_least: int | None = None) -> list[int]:
        """The profile's `n` top picks, best first, of titles with `at_least` ratings, else with
        as many as are enough. Raises LibraryError without a model."""
        snapshot = self._session.snapshot
        model, taste = snapshot.need_model(), self._session.taste(snapshot, profile_id)
        found = top_picks(taste, snapshot.need_dataset(), n, at_least)
        picks = [int(item) for item in found]
        taste.weigh(picks, model)
        return picks

    def left_out(self, profile_id: int, at_least: int | None = None) -> LeftOut:
        """What is not among the top picks, however many are asked for, and why."""
        snapshot = self._session.snapshot
        dataset, taste = snapshot.need_dataset(), self._session.taste(snapshot, profile_id)
        least = floor(dataset, taste.open_items) if at_least is None else at_least
        among = taste.open_items & (dataset.counts < least)
        rated = int((among & (dataset.counts > 0)).sum())
        answered = int((~taste.open_items).sum())
        return LeftOut(least, rated, int(among.sum()) - rated, answered)

    def why(self, profile_id: int, item: int) -> Explanation | None:
        """What moved an item's prediction; None while there is no model."""
        from recflix_tui.recommend.reasons.explain import explain

        snapshot = self._session.snapshot
        movie_id_of(snapshot.need_dataset(), item)
        if snapshot.model is None:
            return None
        taste = self._session.taste(snapshot, profile_id)
        return explain(taste.activity.ratings, snapshot.model, item)

    def why_picked(self, profile_id: int, item: int) -> PickExplanation | None:
        """Which ratings brought an item here, and how likely it is picked; None without a model
        that knows what people pick."""
        from recflix_tui.recommend.reasons.explain_pick import explain_pick

        snapshot = self._session.snapshot
        movie_id_of(snapshot.need_dataset(), item)
        if snapshot.choice is None:
            return None
        return explain_pick(self._session.taste(snapshot, profile_id), snapshot.choice, item)

    def facts(self, profile_id: int, item: int) -> TitleFacts:
        """All that is to be said of an item, for one profile."""
        from recflix_tui.recommend.facts import facts

        snapshot = self._session.snapshot
        dataset = snapshot.need_dataset()
        movie_id_of(dataset, item)
        return facts(self._session.taste(snapshot, profile_id), dataset, snapshot.model, item)

    def browse(
        self,
        profile_id: int,
        wanted: Filter = ALL_TITLES,
        sort: browse.Sort = browse.Sort.RELEVANCE,
        descending: bool = True,
    ) -> NDArray[np.int32]:
        """The items that fit, (n,) int32, in order; see `recommend.browse.select`."""
        snapshot = self._session.snapshot
        taste = self._session.taste(snapshot, profile_id)
        return browse.select(taste, snapshot.need_dataset(), wanted, sort, descending)

    def search_help(self, profile_id: int, wanted: Filter, n_found: int) -> SearchHelp:
        """What helps on with a search that found so many titles."""
        from recflix_tui.recommend.search_help import search_help

        snapshot = self._session.snapshot
        taste = self._session.taste(snapshot, profile_id)
        return search_help(taste, snapshot.need_dataset(), wanted, n_found)

    def find(self, words: str) -> Found:
        """The titles that words find, whoever asks: by name, typos and all, by who made them, and
        of a genre or a decade that they name."""
        from recflix_tui.recommend.search_help import find

        return Found(*find(self._session.snapshot.need_dataset(), words))

    def surprise(
        self,
        profile_id: int,
        wanted: Wanted,
        shown: Sequence[int] = (),
        seed: int | None = None,
    ) -> tuple[Surprise, Reason]:
        """One film for tonight, and why; see `recommend.surprise.draw.surprise`. Nothing is kept.

        shown: the items shown in this sitting, the last one last; seed: what gives the same film
        again, by default the time. Raises LibraryError where nothing is as wanted.
        """
        from recflix_tui.recommend.surprise.draw import surprise
        from recflix_tui.recommend.surprise.reason import reason
        from recflix_tui.recommend.surprise.wanted import nothing_fits, problem_with

        snapshot = self._session.snapshot
        dataset, taste = snapshot.need_dataset(), self._session.taste(snapshot, profile_id)
        if problem := problem_with(wanted, dataset):
            raise LibraryError(problem)
        moment = int(self._session.store.now() * 1000) if seed is None else seed
        seeds = (moment, len(shown))
        found = surprise(taste, dataset, snapshot.model, wanted, shown, seeds)
        if found is None:
            raise LibraryError(nothing_fits(taste.open_items, dataset, wanted))
        return found, reason(found, taste, dataset, snapshot.model, snapshot.choice)

    def next_to_rate(
        self, profile_id: int, asked: Sequence[int], unseen: Collection[int]
    ) -> int | None:
        """The item whose rating would teach most; see `recommend.asking.elicit.next_to_rate`."""
        from recflix_tui.recommend.asking import elicit

        snapshot = self._session.snapshot
        taste = self._session.taste(snapshot, profile_id)
        return elicit.next_to_rate(taste, snapshot.need_dataset(), snapshot.model, asked, unseen)

    def gain(self, profile_id: int) -> Gain | None:
        """What the newest ratings gained; see `recommend.asking.sharpness.gain`."""
        from recflix_tui.recommend.asking.sharpness import gain

        snapshot = self._session.snapshot
        taste = self._session.taste(snapshot, profile_id)
        return gain(taste, snapshot.need_dataset(), snapshot.model)

    def groups(self, profile_id: int) -> tuple[OfferedGroup, ...]:
        """Groups of titles to choose what one likes from, none where the dataset has too few
        genres; see `recommend.asking.groups`."""
        from recflix_tui.recommend.asking.groups import groups, groups_of

        snapshot = self._session.snapshot
        dataset, taste = snapshot.need_dataset(), self._session.taste(snapshot, profile_id)
        found = groups(dataset)
        picked = groups_of(found, taste.activity.like_these)
        return tuple(
            OfferedGroup(
                group.name, group.examples, picked.get(place, group.examples[0]), place in picked
            )
            for place, group in enumerate(found)
        )
