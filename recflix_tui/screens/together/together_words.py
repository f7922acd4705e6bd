"""What the screen of those who watch together says, and the values that it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from recflix_tui.library.together import Ground, Opinion, Says, TogetherView
from recflix_tui.recommend.together.company import MOST
from recflix_tui.text import counted
from recflix_tui.widgets.cells import first_that_fits
from recflix_tui.widgets.lists.who_list import WhoLook
from recflix_tui.widgets.pictures.figures import one_digit
from recflix_tui.widgets.shelf.rows import ShelfView
from recflix_tui.widgets.shelf.said_tile import SaidLook

if TYPE_CHECKING:
    from recflix_tui.library.views import ProfileSummary

ALONE = "nobody else is here: p adds a profile"
CHOOSE = "choose who else watches: space"
TOO_MANY = f"{MOST} people at most: leave somebody out first"
HOW = "two to five people: each counts alike, and what they say is of the title in focus"
DOT = " · "
STRONGEST_FIRST = (Says.LOVE, Says.HATE, Says.LIKE, Says.SO_SO)
PARTS = {Says.LOVE: "more", Says.LIKE: "text", Says.HATE: "less"}
"""How what they say is drawn; all else is quiet."""


def people_looks(
    people: Sequence[ProfileSummary], chosen: Collection[int], said: Sequence[tuple[int, Opinion]]
) -> list[WhoLook]:
    """Everybody here, and what those who are chosen would say of the title in focus; said: by
    profile."""
    by_id = dict(said)
    looks = []
    for each in people:
        opinion = by_id.get(each.id)
        if opinion is None:
            looks.append(WhoLook(each.id, each.name, each.id in chosen))
        else:
            part = PARTS.get(opinion.says, "quiet")
            looks.append(WhoLook(each.id, each.name, each.id in chosen, _short(opinion), part))
    return looks


def first_to_choose(people: Sequence[int], chosen: Sequence[int]) -> int:
    """The line of the first who is not chosen, else of the first but who watches, who is chosen
    first: so that no first key leaves out who sits there."""
    others = [line for line, each in enumerate(people) if each not in chosen]
    others += [line for line, each in enumerate(people) if each not in chosen[:1]]
    return next(iter(others), 0)


def _short(said: Opinion) -> str:
    """`love 4.4`, `not sure`, `seen, 4.5`."""
    if said.says is Says.SEEN:
        return "seen" if said.rating is None else f"seen, {said.rating:g}"
    return said.says.value if said.says is Says.NOT_SURE else f"{said.says} {one_digit(said.stars)}"


def shelves_of(view: TogetherView) -> list[ShelfView]:
    """The rows as shelves."""
    return [ShelfView(row.key, row.title, row.reason, row.items) for row in view.rows]


def tile_of(view: TogetherView, item: int) -> SaidLook:
    """What the tile of an item shows: its last line is of all of them."""
    dataset = view.dataset
    return SaidLook(
        dataset.title(item), dataset.year(item), dataset.genres(item), said=tile_words(view, item)
    )


def tile_words(view: TogetherView, item: int) -> tuple[str, ...]:
    """The ways to say on a tile what all of them say, the longest first; the last has room on the
    smallest tile.

    `both love it`; of two `love · so-so`, in their order; `love · unsure: Ben` where it is not
    sure what Ben would say; of more `2 love · 1 hate`, the strongest words first, without those of
    whom it is not sure; `seen by Vera · love` where somebody has seen it, or `seen · love`.
    """
    said = view.opinions(item)
    seen = [each.name for each in said if each.says is Says.SEEN]
    new = [each for each in said if each.says is not Says.SEEN]
    before = (f"seen by {', '.join(seen)}", Says.SEEN.value)
    if not new:
        return before
    ways = _said_by(new)
    if not seen:
        return ways
    return (*(f"{by}{DOT}{way}" for way in ways for by in before), *ways)


def _said_by(new: Sequence[Opinion]) -> tuple[str, ...]:
    """The ways to say what those say who have not seen a title, the longest first."""
    words: set[Says] = {each.says for each in new}
    all_of_them = "both" if len(new) == 2 else "all"
    if len(words) == 1 and len(new) > 1:
        if new[0].says is Says.NOT_SURE:
            return (f"unsure of {all_of_them}",)
        if new[0].says is not Says.SO_SO:
            return f"{all_of_them} {new[0].says} it", f"{all_of_them} {new[0].says}"
    if len(new) <= 2:
        named = [_unsure([e.name]) if e.says is Says.NOT_SURE else e.says for e in new]
        unnamed = ["unsure" if e.says is Says.NOT_SURE else e.says for e in new]
        return DOT.join(named), DOT.join(unnamed)
    return _counts({word: sum(each.says is word for each in new) for word in STRONGEST_FIRST})


def _counts(of: Mapping[Says, int]) -> tuple[str, ...]:
    """`1 love · 1 hate · 2 like`; where there is no room for it without dots either, who would love
    it counts as one who would like it, and at last nothing is said of whom it leaves as they are.

    Of whom it is not sure nothing is said: beside the tiles the list of people tells.
    """
    each = [f"{n} {word}" for word, n in of.items() if n]
    liking = of[Says.LOVE] + of[Says.LIKE]
    main = [f"{n} {word}" for word, n in ((Says.LIKE, liking), (Says.HATE, of[Says.HATE])) if n]
    so_so = [f"{of[Says.SO_SO]} {Says.SO_SO}"] if of[Says.SO_SO] else []
    return DOT.join(each), " ".join(each), DOT.join([*main, *so_so]), DOT.join(main or so_so)


def _unsure(names: Sequence[str]) -> str:
    """Of whom it is not sure what they would say."""
    return f"unsure: {', '.join(names)}"


def line_of(view: TogetherView, item: int, grounds: Sequence[Ground | None], width: int) -> str:
    """Who would love or hate a title and by what of their own, as much of it as `width` cells have
    room for."""
    said = view.opinions(item)
    why = [
        opinion.sentence + (f" ({_ground_words(view, ground)})" if ground is not None else "")
        for opinion, ground in zip(said, grounds, strict=True)
    ]
    sentences = [opinion.sentence for opinion in said]
    # As many reasons as there is room for: the first ones first.
    ways = [DOT.join([*why[:n], *sentences[n:]]) for n in range(len(why), -1, -1)]
    return first_that_fits([*ways, _by_word(said)], width)


def _ground_words(view: TogetherView, ground: Ground) -> str:
    """`Alien, rated 5`."""
    return f"{view.dataset.title(ground.item)}, {ground.how}"


def _by_word(said: Sequence[Opinion]) -> str:
    """`love: Vera, Ben · hate: Cat · unsure: Dan`, the strongest words first."""
    groups = {
        word: [each.name for each in said if each.says is word]
        for word in (*STRONGEST_FIRST, Says.NOT_SURE, Says.SEEN)
    }
    return DOT.join(
        _unsure(names) if word is Says.NOT_SURE else f"{word}: {', '.join(names)}"
        for word, names in groups.items()
        if names
    )


def person_words(who: WhoLook, summary: ProfileSummary | None) -> str:
    """What the line above the keys says of somebody in focus."""
    rated = counted(summary.n_ratings, "rating") if summary is not None else ""
    does = "leaves them out" if who.chosen else "lets them watch too"
    return f"{who.name}{DOT}{rated}{DOT}space {does}"
