"""`library.together`: what several profiles may watch together. Nothing of it is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.lookup import movie_id_of
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import Snapshot
from recflix_tui.recommend.together.company import Company, Member, TogetherError, check_number
from recflix_tui.recommend.together.grounds import Ground, ground_of
from recflix_tui.recommend.together.opinions import Opinion, opinions
from recflix_tui.recommend.together.rows import LENGTH, TogetherRow, together_rows
from recflix_tui.recommend.together.strategies import satisfaction
from recflix_tui.recommend.together.words import Says

__all__ = ["Ground", "Opinion", "Says", "Together", "TogetherError", "TogetherRow", "TogetherView"]


@dataclass(frozen=True)
class TogetherView:
    """What several profiles may watch together."""

    snapshot: Snapshot
    """The dataset and the models that it is by."""
    profile_ids: tuple[int, ...]
    """Who they are, in the order of `company.members`."""
    company: Company
    """What each title is to each of them."""
    rows: tuple[TogetherRow, ...]
    """The rows in their order."""

    @cached_property
    def dataset(self) -> Dataset:
        """The dataset whose items stand on the rows."""
        return self.company.dataset

    def opinions(self, item: int) -> tuple[Opinion, ...]:
        """What each would say of a title, in the order of `profile_ids`."""
        return opinions(self.company, item)

    def satisfaction(self, row: TogetherRow) -> tuple[float, ...] | None:
        """What a row is worth to each, by what they could have had at most, 0 to 1; None of one
        with titles that somebody has seen."""
        if not row.new:
            return None
        items = np.array(row.items, np.int64)
        served = satisfaction(self.company.shares, self.company.among, items)
        return tuple(float(each) for each in served)

    def grounds(self, item: int) -> tuple[Ground | None, ...]:
        """What of each one's own is most like a title that they would love or hate, and speaks for
        that, in the order of `profile_ids`; None where nothing is.

        Raises DatasetError where the title's ratings are damaged."""
        movie_id_of(self.dataset, item)
        model, choice = self.snapshot.need_model(), self.snapshot.choice
        return tuple(
            ground_of(member.taste, model, choice, item, said.says, self.dataset)
            for member, said in zip(self.company.members, self.opinions(item), strict=True)
        )


class Together:
    """Rows for two to five profiles, by the snapshot in use. It reads tastes and keeps nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @staticmethod
    def check(profile_ids: Sequence[int]) -> None:
        """Raise TogetherError where that are not two to five, or one is named twice."""
        if len(set(profile_ids)) < len(profile_ids):
            raise TogetherError("somebody is named twice: name each of those who watch once")
        check_number(len(profile_ids))

    def rows(
        self, profile_ids: Sequence[int], n: int = LENGTH, also: Collection[int] = ()
    ) -> TogetherView:
        """The rows of two to five profiles with up to `n` titles each, and how sure is what each
        would say of what stands on them, and of the items of `also`.

        Raises TogetherError for another number of profiles, or one that is named twice, and
        LibraryError where one is gone, or without a dataset or a model.
        """
        self.check(profile_ids)
        snapshot = self._session.snapshot
        dataset, model = snapshot.need_dataset(), snapshot.need_model()
        company = Company(
            tuple(
                Member(self._session.profile(each).name, self._session.taste(snapshot, each))
                for each in profile_ids
            ),
            dataset,
            model,
        )
        rows = together_rows(company, n)
        company.weigh(item for item in also if item < dataset.n_items)
        return TogetherView(snapshot, tuple(profile_ids), company, rows)
