"""What the Rate screen asks next, and what the answers made of the top picks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from recflix_tui.dataset.title_names import other_names
from recflix_tui.widgets.cells import shorten_title
from recflix_tui.widgets.lists.group_list import GroupLook
from recflix_tui.widgets.pictures.figures import one_digit
from recflix_tui.widgets.stars import bar, stars_text
from recflix_tui.widgets.titles.lists import Pick

if TYPE_CHECKING:
    from recflix_tui.library.library import Library
    from recflix_tui.library.views import OfferedGroup
    from recflix_tui.recommend.activity import ProfileActivity
    from recflix_tui.recommend.facts import TitleFacts

ENOUGH = 10  # ratings from which the rows are one's own
METER = 10  # cells
BRING = "or bring yours from Letterboxd, IMDb, Trakt, Netflix, MovieLens: I"
SPENT = "more answers hardly sharpen it: on for fun, or h for Home"
MOST_PICKS = 8
LONGEST_EXAMPLE = 24  # cells of a title that is named whole beside its group
LEAST_TITLE = 12  # cells of the title that was answered last


@dataclass(frozen=True)
class Answer:
    """The last title that was answered: rated, or marked."""

    item: int
    """The dataset's item."""
    title: str
    """Its title, without the year."""
    stars: float | None
    """The rating, None where it was marked."""
    word: str
    """The mark in words."""
    predicted: float | None
    """What was predicted of it when it was asked about, in stars; None without a model."""
    gain: float | None = None
    """By what share of the ± it sharpened what is predicted; None where it is not the newest
    rating."""


@dataclass(frozen=True)
class Question:
    """The title to rate now, and how far the profile is."""

    facts: TitleFacts | None
    """The title, None where none is left."""
    n_rated: int
    """How many titles the profile rated."""
    last: Answer | None
    """The answer before, None where there was none or it was taken back."""
    picks: tuple[Pick, ...] | None
    """The top picks by now, best first; None while there is no model."""
    groups: tuple[OfferedGroup, ...] = ()
    """Groups to choose what one likes from, as long as nothing is rated."""
    by_groups: bool = False
    """Whether the top picks come from the groups that were picked."""
    is_spent: bool = False
    """Whether more answers will hardly sharpen what is predicted."""

    @property
    def asks_for_groups(self) -> bool:
        """Whether somebody who rated nothing has still to say what they like."""
        return bool(self.groups) and not any(group.picked for group in self.groups)


def is_answered(activity: ProfileActivity, item: int) -> bool:
    marked = (activity.watched, activity.refused, activity.abandoned)
    return item in activity.ratings or any(item in done for done in marked)


def ask(
    library: Library,
    profile_id: int,
    before: Question | None,
    asked: Sequence[int],
    unseen: Collection[int],
) -> Question:
    """The question after `before`: the same one until it is answered or not seen.

    asked: the items asked about so far, the newest last; unseen: those that were not seen.
    Where the last answer was taken back, its title is asked again.
    """
    activity, dataset = (
        library.recommendations.taste(profile_id).activity,
        library.snapshot.need_dataset(),
    )
    before_facts = before.facts if before else None
    item = before_facts.item if before_facts else None
    last = before.last if before else None
    if before_facts is not None and is_answered(activity, before_facts.item):
        last = _answer(library, activity, before_facts.item, before_facts.prediction)
        item = None
    elif last is not None and not is_answered(activity, last.item):
        item, last = last.item, None
    elif last is not None:
        last = _answer(library, activity, last.item, last.predicted)
    if item is None or item in unseen or item >= dataset.n_items:
        item = library.recommendations.next_to_rate(profile_id, asked, unseen)
    facts = None if item is None else library.recommendations.facts(profile_id, item)
    picks = _picks(library, profile_id, before, item)
    groups = () if activity.ratings else library.recommendations.groups(profile_id)
    gain = library.recommendations.gain(profile_id)
    if last is not None and gain is not None and last.item == next(reversed(activity.ratings)):
        last = replace(last, gain=gain.newest)
    spent = gain is not None and gain.is_spent
    scored = library.recommendations.taste(profile_id).scores is not None
    by_groups = scored and any(group.picked for group in groups)
    return Question(facts, len(activity.ratings), last, picks, groups, by_groups, spent)


def like_these(library: Library, profile_id: int, items: Sequence[int]) -> None:
    """Have items stand for the groups that the profile likes."""
    library.profiles.like_these(profile_id, items)


def _answer(
    library: Library, activity: ProfileActivity, item: int, predicted: float | None
) -> Answer:
    word = "not for me" if item in activity.refused else "watched"
    word = "gave up on it" if item in activity.abandoned else word
    title = library.snapshot.need_dataset().title(item)
    return Answer(item, title, activity.ratings.get(item), word, predicted)


def _picks(
    library: Library, profile_id: int, before: Question | None, asked: int | None
) -> tuple[Pick, ...] | None:
    """The top picks but for the title asked about: what is predicted of it must not lead."""
    if library.snapshot.model is None:
        return None
    dataset, taste = library.snapshot.need_dataset(), library.recommendations.taste(profile_id)
    known = None if before is None or before.picks is None else {p.item for p in before.picks}
    best = library.recommendations.top_picks(profile_id, MOST_PICKS + 1)
    picks = [item for item in best if item != asked]
    return tuple(
        Pick(
            item,
            dataset.title(item),
            dataset.year(item),
            taste.prediction(item) or 0.0,
            known is not None and item not in known,
        )
        for item in picks[:MOST_PICKS]
    )


# --- in words -----------------------------------------------------------------------------------


def group_looks(library: Library, groups: Sequence[OfferedGroup]) -> list[GroupLook]:
    """Groups as the list shows them, each example by as short a name as tells it."""
    title = library.snapshot.need_dataset().title
    return [
        GroupLook(g.name, tuple(short_name(title(item)) for item in g.examples), g.picked)
        for g in groups
    ]


def short_name(title: str) -> str:
    """A title by its main name; of a long one, without what follows its colon."""
    name = other_names(title)[0]
    return name if cell_len(name) <= LONGEST_EXAMPLE else name.partition(": ")[0]


def progress_words(n: int, is_spent: bool) -> Content:
    """How far the profile is, with a bar until the rows are its own; is_spent: whether more
    answers hardly sharpen what is predicted."""
    if n >= ENOUGH:
        said = SPENT if is_spent else "the rows are yours, and sharper with each rating"
        return Content.assemble((f"{n} rated   ", "$foreground bold"), (said, "$muted"))
    filled, rest = bar(n / ENOUGH, METER)
    said = f"{n} rated" if n else "rate what you have seen"
    return Content.assemble(
        (f"{said}   ", "$foreground bold"),
        (filled, "$accent"),
        (f"{rest}   ", "$track"),
        (f"rows become yours from about {ENOUGH}", "$muted"),
    )


def last_words(last: Answer | None, width: int) -> Content:
    """The last answer and what can still be done about it, in `width` cells: where they are too
    few the title is shortened, then half a star is left to the keys below."""
    if last is None:
        return Content("")
    said = stars_text(last.stars) if last.stars is not None else last.word
    rated = last.stars is not None
    nudge = "+ - half a star   " if rated else ""
    guess = f"predicted {one_digit(last.predicted)}   " if rated and last.predicted else ""
    gain = f"{gain_words(last.gain)}   " if rated and last.gain is not None else ""
    for more in (guess + gain + nudge, guess + gain, guess, ""):
        rest = Content.assemble((f"{said}   ", "$accent"), (f"{more}u undo", "$muted"))
        room = width - rest.cell_length - 2
        if room >= LEAST_TITLE:
            break
    title = shorten_title(last.title, max(room, LEAST_TITLE))
    return Content.assemble((f"{title}  ", "$muted"), rest)


def gain_words(gain: float) -> str:
    """By how much an answer sharpened what is predicted; gain: a share of the ± before it."""
    percent = round(100 * gain)
    return f"sharper by {percent} %" if percent > 0 else "no sharper by it"


def picks_heading(question: Question) -> str:
    """What the list of picks is called."""
    if question.picks is None:
        return "your top picks come with a trained model: t leads there"
    if question.by_groups:
        return "top picks from the groups you picked"
    return "your top picks so far" if question.n_rated else "top picks before your first rating"
