"""What the screen of one title shows, gathered for one profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recflix_tui.screens.home import tile_look
from recflix_tui.widgets.pictures.figures import hundredths, missing
from recflix_tui.widgets.titles.lists import Effect, Neighbour
from recflix_tui.widgets.titles.words import DOT, pick_words, signal_ways

if TYPE_CHECKING:
    from recflix_tui.library.library import Library
    from recflix_tui.recommend.facts import TitleFacts
    from recflix_tui.recommend.reasons.explain import Contribution, Explanation
    from recflix_tui.recommend.reasons.explain_pick import BroughtTitle, PickExplanation

LEAST_EFFECTS = 12


@dataclass(frozen=True)
class TitlePage:
    """What the screen shows of a title."""

    facts: TitleFacts
    """What is known of it."""
    low: float
    """The fewest stars of the scale."""
    high: float
    """The most."""
    similar: Sequence[Neighbour]
    """Titles like it, the likest first."""
    why: Explanation | None
    """What its prediction comes from, None while there is no model."""
    effects: Sequence[Effect]
    """The reasons that have a line of their own, the strongest first."""
    rest: tuple[int, int]
    """How many reasons have none, and their sum in hundredths of a star."""
    pick: PickExplanation | None = None
    """How likely it is picked, and why; None while no model knows that."""
    brought: Sequence[Effect] = ()
    """The titles that brought it here and have a line of their own, the strongest first."""
    brought_rest: tuple[int, int] = (0, 0)
    """How many have none, and their sum in hundredths of all that brought it here."""


def load_title(library: Library, profile_id: int, item: int) -> TitlePage:
    """Gather what the screen shows of a title, for one profile."""
    dataset, taste = library.snapshot.need_dataset(), library.recommendations.taste(profile_id)
    facts, why = (
        library.recommendations.facts(profile_id, item),
        library.recommendations.why(profile_id, item),
    )
    similar = [
        Neighbour(i, look.title, look.year, look.prediction, look.stars, look.signs)
        for i, look in ((i, tile_look(dataset, taste, i)) for i, _ in facts.similar)
    ]

    def effect(c: Contribution | BroughtTitle, size: float) -> Effect:
        signs = tile_look(dataset, taste, c.item).signs
        how = "" if c.rating is not None else str(getattr(c, "how", ""))
        return Effect(c.item, dataset.title(c.item), c.rating, size, "" if how else signs, how)

    effects = [effect(c, c.effect) for c in (shown_reasons(why.contributions) if why else ())]
    pick = library.recommendations.why_picked(profile_id, item)
    titles = () if pick is None else pick.titles
    brought = [effect(title, title.share / 100) for title in titles if title.share]
    return TitlePage(
        facts,
        dataset.scale.low,
        dataset.scale.high,
        similar,
        why,
        effects,
        rest_of(why, effects),
        pick,
        brought,
        brought_rest(pick, brought),
    )


def shown_reasons(contributions: Sequence[Contribution]) -> Sequence[Contribution]:
    """The reasons that have a line of their own: all that move the figure as it is shown.

    Who rated much has many that each move little: of those the strongest are shown all the same.
    """
    moving = [c for c in contributions if hundredths(c.effect)]
    few = len(moving) < LEAST_EFFECTS < len(contributions)
    return contributions[:LEAST_EFFECTS] if few else moving


def rest_of(why: Explanation | None, effects: Sequence[Effect]) -> tuple[int, int]:
    """How many effects are too small for a line of their own, and their sum in hundredths."""
    if why is None:
        return 0, 0
    shown = [effect.effect for effect in effects]
    return len(why.contributions) - len(shown), missing(why.baseline, why.prediction, shown)


def brought_rest(pick: PickExplanation | None, brought: Sequence[Effect]) -> tuple[int, int]:
    """How many titles did less than a hundredth each of all that brought the title here: none
    that is shown."""
    return (0, 0) if pick is None else (len(pick.titles) - len(brought), 0)


def popular_words(pick: PickExplanation) -> list[str]:
    """How popular a title is beside what brought it here, the longest words first; where some
    speaks against it, what adds up to a hundred; and what signals of titles do to its worth."""
    alone, factors = _popular_words(pick), signal_ways((s.label, s.factor) for s in pick.signals)
    whole = alone[:3]  # those that say what is against it, where something is
    return [f"{words}{DOT}{way}" for way in factors for words in whole] + alone


def _popular_words(pick: PickExplanation) -> list[str]:
    share = "all" if pick.popular_share == 100 else f"{pick.popular_share} %"
    popular = f"{share} of its chance is how popular it is"
    if all(share >= 0 for share in pick.shares):
        return [popular]
    return [
        f"{popular} · what is for it makes 100 %, − is against it",
        f"{popular} · − is against it",
        f"{share} popularity · − is against it",
        popular,
    ]


def brought_words(pick: PickExplanation, is_open: bool) -> list[str]:
    """What stands over what brought a title here, the longest words first.

    is_open: whether the profile has not rated it: how likely it is picked is still to be seen.
    """
    likely = pick_words(pick.probability, pick.match) if is_open else ()
    if not any(share > 0 for share in pick.shares):
        return [f"{said}: not by what you did" for said in likely] or [""]
    by = "brought here by its genres and years" if pick.by_content else "brought here"
    if not likely:
        return [by, "brought here"]
    short = "by its genres" if pick.by_content else ""
    return [f"{by}   {said}" for said in likely[:-1]] + [
        f"{short}   {said}".strip() for said in likely
    ]
