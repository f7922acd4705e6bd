"""What the screen of people of similar taste says, and the values that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from textual.content import Content

from recflix_tui.text import counted
from recflix_tui.widgets.lists.people_list import PersonRow
from recflix_tui.widgets.pictures.figures import one_digit, two_digits
from recflix_tui.widgets.titles.both_list import BothRow, BothSection

if TYPE_CHECKING:
    from recflix_tui.factors.people import Comparison
    from recflix_tui.library.library import Library

COMPUTING = "everyone's taste is worked out …"
MEASURED = (
    "People of the dataset, whose names nobody knows. Alike: the model's factors predict much the "
    "same stars for both, over all titles; 1 is the same taste, 0 nothing in common; for that no "
    "two need to have rated the same title. Whoever rated little counts for less."
)
NOBODY = "nobody with 20 ratings or more is of similar taste"
MOST = 20


@dataclass(frozen=True)
class Subject:
    """Whom others are compared with: a profile here, or a user of the dataset."""

    profile: int | None
    """The profile's number; None for a user of the dataset."""
    user: int | None
    """The index of the user of the dataset; None for a profile."""
    name: str
    """What they are called."""
    is_you: bool
    """Whether it is the person who watches."""

    @property
    def who(self) -> str:
        """How a sentence calls them."""
        return "you" if self.is_you else self.name


@dataclass(frozen=True)
class People:
    """What the left list shows."""

    subject: Subject
    """Whom they are like."""
    rows: Sequence[PersonRow]
    """The people, the likest first."""
    n_rated: int
    """How many titles the subject rated."""


def user_name(library: Library, user: int) -> str:
    """`user 412`, by the number that the dataset gives."""
    return f"user {library.snapshot.need_dataset().user_ids[user]}"


def load_subject(
    library: Library, profile: int | None, user: int | None, watches: int | None
) -> Subject:
    """The subject by a profile's number or a user's index; watches: the profile who watches."""
    if user is not None:
        return Subject(None, user, user_name(library, user), False)
    assert profile is not None
    return Subject(profile, None, library.profiles.get(profile).name, profile == watches)


def load_people(library: Library, subject: Subject) -> People:
    """The people whose taste is like the subject's, by the factors of the model in use."""
    dataset, space = library.snapshot.need_dataset(), library.factors.space()
    found = library.factors.people(space, profile_id=subject.profile, user=subject.user, n=MOST)
    rows = [
        PersonRow(p.user, user_name(library, p.user), p.likeness, p.n_ratings, p.n_both)
        for p in found
    ]
    if subject.profile is not None:
        n_rated = len(library.recommendations.taste(subject.profile).activity.ratings)
    else:
        assert subject.user is not None
        n_rated = len(dataset.by_user.row(subject.user)[0])
    return People(subject, rows, n_rated)


def load_sections(
    library: Library, subject: Subject, user: int
) -> tuple[Content, list[BothSection]]:
    """What the subject shares with a user of the dataset, and where they differ."""
    dataset, space = library.snapshot.need_dataset(), library.factors.space()
    found = library.factors.compare(space, user, profile_id=subject.profile, user=subject.user)
    other = user_name(library, user)
    share, differ = (
        [BothRow(both.item, dataset.title(both.item), both.mine, both.theirs) for both in part]
        for part in (found.share, found.differ)
    )
    new = [
        BothRow(item, dataset.title(item), _predicted(library, subject, item), stars, True)
        for item, stars in found.theirs
    ]
    return headline(subject, other, found), sections(subject, other, share, differ, new)


def sections(
    subject: Subject,
    other: str,
    share: Sequence[BothRow],
    differ: Sequence[BothRow],
    new: Sequence[BothRow],
) -> list[BothSection]:
    """The three kinds of titles under their headings."""
    names, guess = ("you", "they"), ("for you", "they")
    if not subject.is_you:
        names = guess = (subject.name.removeprefix("user "), other.removeprefix("user "))
    who = "you" if subject.is_you else "they"
    have = "you have" if subject.is_you else f"{subject.name} has"
    lover = "they" if subject.is_you else other
    return [
        BothSection(f"{who} both loved", names, share, "no title that both rated and loved"),
        BothSection(f"where {who} differ", names, differ, "nowhere by a star or more"),
        BothSection(f"{lover} loved, {have} not rated", guess, new, "nothing else that was loved"),
    ]


def headline(subject: Subject, other: str, found: Comparison) -> Content:
    """`you and user 412`, and under it `31 titles in common, rated 0.7 stars apart`."""
    said = "no title in common"
    if found.n_both:
        said = f"{counted(found.n_both, 'title')} in common"
    if found.mean_difference is not None:
        said += f", rated {one_digit(found.mean_difference)} stars apart"
    return Content.assemble((f"{subject.who} and {other}", "bold"), (f"\n{said}", "$muted"))


def person_words(subject: Subject, person: PersonRow) -> str:
    """What the line above the keys says of the person in focus."""
    common = f"{person.n_both:,} of them of titles that {subject.who} rated too"
    return (
        f"{person.name} is {two_digits(person.likeness)} alike: the model predicts much the same · "
        f"{person.n_ratings:,} ratings, {common}"
    )


def heading(people: People | None, subject: Subject) -> Content:
    """`People of similar taste  to Ada · 13 titles rated`."""
    said = f"   to {subject.name}" + ("" if subject.profile is None else ", as learnt")
    if people is not None:
        said += f" · {counted(people.n_rated, 'title')} rated"
        if not people.n_rated:
            said += ": rate a few, and those nearest to you are found"
    return Content.assemble(("People of similar taste", "bold"), (said, "$muted"))


def _predicted(library: Library, subject: Subject, item: int) -> float | None:
    """What the model predicts of an item for the subject, in stars."""
    if subject.profile is not None:
        return library.recommendations.taste(subject.profile).prediction(item)
    model = library.snapshot.need_model()
    pair = np.array([subject.user]), np.array([item])
    return float(model.on_scale(model.predict(*pair))[0])
