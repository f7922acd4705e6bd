"""What the Factors screen says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from recflix_tui.factors.axes import Axes
from recflix_tui.factors.labels import NO_LABEL, short_name
from recflix_tui.factors.showing.leanings import leanings
from recflix_tui.text import counted
from recflix_tui.widgets.cells import first_that_fits
from recflix_tui.widgets.lists.factor_list import EndLook, FactorLook
from recflix_tui.widgets.pictures.figures import hundredths, one_digit, signed, two_digits

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.factors.keeping import Keeping
    from recflix_tui.factors.labels import FactorCard, FactorEnd, Label
    from recflix_tui.factors.showing.sliders import SliderValues
    from recflix_tui.factors.slide import Slid
    from recflix_tui.screens.factors.loading import Selected
    from recflix_tui.widgets.titles.top_list import TopRow

EXPLAINED_LIST = (
    "A factor is a direction of taste the model found by itself: who likes the titles at one end "
    "tends to like the others less. ◆ is you."
)
EXPLAINED = (
    "Dots are titles; near ones are for the same tastes. "
    "A factor is a direction of taste the model found by itself."
)
EXPLAINED_SUM = (
    " Each factor adds your place on it times the title's: on the same side stars, on opposite "
    "sides it takes some."
)
COMPUTING = "the factors of {titles:,} titles and {people:,} people are worked out …"
TURNING, LINES = "turning, space stops it", "lines: what your taste pulls in"
UNRATED = "you stand in the middle: rate some titles"
NO_MODEL = "no model is trained yet: t trains one, and its hidden factors are shown here"
PICK = "click on a dot, or press / and type a title, to see what is near it and its sum"
KINDS = {
    Axes.COMPONENTS: "the strongest directions: the first moves most",
    Axes.VARIMAX: "each title stands out on few; predictions do not change",
    Axes.LEARNED: "the columns as learnt, by how much they move",
}
MANY_DRAWS = "not for this model: see below"
DRAWS_HELP = (
    "This model is the mean of several draws: it is shown by principal components of them "
    "together, so that a factor means one thing."
)


def heading(
    n_titles: int, name: str, axes: Sequence[int], kind: Axes, more: Sequence[str]
) -> Content:
    """`Hidden factors  9,066 titles and Ada · factors 1, 2, 3 · turning`; more: what else is said
    at its end."""
    shown = ", ".join(str(axis + 1) for axis in axes)
    parts = [f"{n_titles:,} titles and {name}", f"factors {shown}"]
    if kind is not Axes.COMPONENTS:
        parts.append("by varimax" if kind is Axes.VARIMAX else "as learnt")
    said = " · ".join([*parts, *more])
    return Content.assemble(("Hidden factors", "bold"), (f"   {said}", "$muted"))


# --- factors -----------------------------------------------------------------------------------


def end_name(card: FactorCard, value: float) -> str:
    """The end of a factor on the side of a value: its label, or which end it is."""
    end = card.high if value >= 0 else card.low
    if end.labels:
        return end.name
    return f"the {'right' if value >= 0 else 'left'} of {card.number}"


def axis_name(card: FactorCard, brief: bool = False) -> str:
    """A factor by its number and both ends: `1 Horror ◂▸ Children`; brief: a label for each."""
    if not brief:
        return f"{card.number} {short_name(card)}"
    low, high = (end.labels[0].name if end.labels else end.name for end in (card.low, card.high))
    return f"{card.number} {low} ◂▸ {high}"


def carries_words(card: FactorCard) -> str:
    """How much of what factors move goes with one."""
    return f"{percent(card.share)} of what factors move, ±{two_digits(card.stars)} stars"


def stands_words(card: FactorCard, value: float) -> tuple[str, ...]:
    """Where the person stands beside others, or where the slider was slid to, in ever fewer
    words."""
    learned = card.coordinate
    if learned is None or card.percentile is None:
        return ("",)
    if hundredths(value) != hundredths(learned):
        slid = f"slid from {coordinate(learned)} to {coordinate(value)}"
        return f"{slid}, 0 puts it back", slid
    high = card.percentile >= 0.5
    share = most_percent(card.percentile if high else 1 - card.percentile)
    side = "right" if high else "left"
    return (
        f"you: further to {end_name(card, 1 if high else -1)} than {share} of people",
        f"you: further {side} than {share} of people",
        f"further {side} than {share}",
    )


def label_words(label: Label) -> tuple[str, ...]:
    """The statistic of a label, in ever fewer words."""
    times = f"×{label.lift:.1f}"
    chance = f"{label.expected:.1f}"
    return (
        f"{label.name}: {label.count} of the {label.of} strongest, "
        f"{chance} expected by chance, {times}",
        f"{label.name}: {label.count} of {label.of}, {chance} by chance, {times}",
        f"{label.name}: {label.count} of {label.of}, {times}",
    )


def factor_lines(dataset: Dataset, card: FactorCard, value: float, width: int) -> Content:
    """What is said of the factor in focus, in lines of `width` cells: what it carries and where
    one stands, then either end."""
    head = f"factor {card.number}  {carries_words(card)}"
    stands = first_that_fits(stands_words(card, value), width - cell_len(head) - 3)
    return Content("\n").join(
        [
            Content.assemble(
                (head[: head.index("  ")], "bold"),
                (head[head.index("  ") :], "$muted"),
                f" · {stands}" if stands else "",
            ),
            _end_line(dataset, "◂", card.low, width - 2),
            _end_line(dataset, "▸", card.high, width - 2),
        ]
    )


def _end_line(dataset: Dataset, sign: str, end: FactorEnd, width: int) -> Content:
    """The statistics of an end in as many words as there is room for, then its titles."""
    said = NO_LABEL
    for shorter in range(3):
        words = [label_words(label)[min(shorter + at, 2)] for at, label in enumerate(end.labels)]
        said = " · ".join(words) or NO_LABEL
        if cell_len(said) <= width:
            break
    titles = ", ".join(dataset.title(item) for item, _ in end.titles)
    return Content.assemble(
        (f"{sign} ", "$accent"), said, (f" · {titles}" if titles else "", "$muted")
    )


def factor_look(dataset: Dataset, card: FactorCard, value: float, n: int) -> FactorLook:
    """A factor's card, with `n` titles at each end."""
    return FactorLook(
        number=card.number,
        carries=carries_words(card),
        low=_end_look(dataset, card.low, n),
        high=_end_look(dataset, card.high, n),
        learned=card.coordinate or 0.0,
        value=value,
        stands=stands_words(card, value),
    )


def _end_look(dataset: Dataset, end: FactorEnd, n: int) -> EndLook:
    return EndLook(
        name=end.name,
        labels=[label_words(label) for label in end.labels],
        titles=[dataset.title(item) for item, _ in end.titles[:n]],
    )


# --- titles ------------------------------------------------------------------------------------


def selected_lines(
    dataset: Dataset, selected: Selected | None, slid: Slid | None, cards: Sequence[FactorCard]
) -> Content:
    """What is said of the title that was picked: what it is, what is near it, where it leans."""
    if selected is None or slid is None:
        return Content.styled(PICK, "$muted")
    facts = selected.facts
    year = f" ({facts.year})" if facts.year else ""
    stars = one_digit(float(slid.predictions[facts.item]))
    near = " · ".join(dataset.title(item) for item in selected.near[:8])
    leans = [
        f"{end_name(cards[axis], loading)} (factor {axis + 1}, {signed(hundredths(abs(loading)))})"
        for axis, loading in leanings(slid.terms(facts.item), 3)
        if axis < len(cards)
    ]
    return Content("\n").join(
        [
            Content.assemble(
                (facts.title, "bold"),
                (f"{year} · {' · '.join(facts.genres)} · ", "$muted"),
                (f"{stars} for you", "$accent"),
            ),
            Content.assemble(("like it  ", "$muted"), near or "nothing is like it"),
            Content.assemble(("it leans to  ", "$muted"), " · ".join(leans)),
        ]
    )


def top_lines(top: TopRow, slid: Slid) -> Content:
    """What is said of a title on the list of the best: where it comes from."""
    stars = (f"{one_digit(top.prediction)} stars", "$accent")
    said = " predicted by what you rated"
    if slid.shift.any():
        learned = one_digit(slid.taste.prediction(top.item) or 0.0)
        said = f" for the slid taste; {learned} and number {top.rank + top.climbed} as learnt"
    return Content("\n").join(
        [
            Content.assemble((top.title, "bold"), (f"  number {top.rank}", "$muted")),
            Content.assemble(stars, (said, "$muted")),
            Content.styled("enter opens it; the glowing lines lead to these titles", "$muted"),
        ]
    )


def title_heading(title: str | None, slid: Slid | None, item: int | None) -> Content:
    """`Alien  4.6 → 4.8`: the second figure where the taste is slid."""
    if title is None or slid is None or item is None:
        return Content.styled("no title is picked", "$muted")
    before, after = (
        one_digit(slid.taste.prediction(item) or 0.0),
        one_digit(float(slid.predictions[item])),
    )
    moved = f"{before} → {after}" if slid.shift.any() else after
    return Content.assemble((title, "bold"), (f"  {moved}", "$accent"))


# --- keeping -----------------------------------------------------------------------------------


def suggested_name(
    name: str, sliders: SliderValues, cards: Sequence[FactorCard], taken: Sequence[str]
) -> str:
    """`Ada, more Sci-Fi`: by the factor that was slid farthest."""
    words = name
    for factor in sliders.slid[:1]:
        if factor < len(cards):
            card, by = cards[factor], sliders.shift[factor]
            end = card.high if by > 0 else card.low
            more = end.labels[0].name if end.labels else f"of factor {card.number}"
            words = f"{name}, more {more}"
    there = {other.casefold() for other in taken}
    n, tried = 1, words
    while tried.casefold() in there:
        n += 1
        tried = f"{words} {n}"
    return tried


def keeping_words(keeping: Keeping, n_own: int, name: str) -> str:
    """How the slid taste is kept, and how near that comes."""
    own = f"{counted(n_own, 'rating')} of {name}'s" if n_own else f"no ratings of {name}'s"
    return (
        f"{own} and {len(keeping.added)} that this taste would give; "
        f"{two_digits(keeping.nearness)} of 1 as the slid taste is"
    )


# --- figures -----------------------------------------------------------------------------------


def percent(share: float) -> str:
    """`47 %`; what is less than one, and not none, is `<1 %`."""
    whole = round(share * 100)
    return f"{whole} %" if whole or share <= 0 else "<1 %"


def most_percent(share: float) -> str:
    """The same of people: `>99 %` where it is nearly all of them."""
    return ">99 %" if round(share * 100) >= 100 else percent(share)


def coordinate(value: float) -> str:
    """`+1.4`."""
    text = one_digit(value)
    return text if text.startswith("−") else f"+{text}"
