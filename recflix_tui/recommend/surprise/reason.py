"""Why a film is the surprise: what of the profile brought it, and what it goes by."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.reasons.because import MOSTLY, named_for, popular_words
from recflix_tui.recommend.reasons.explain import explain
from recflix_tui.recommend.reasons.explain_pick import BroughtTitle, explain_pick
from recflix_tui.recommend.surprise.draw import Surprise
from recflix_tui.recommend.surprise.few_raters import is_rated_by_few
from recflix_tui.recommend.taste import Taste
from recflix_tui.text import counted

MOST_NAMED = 3
"""Titles of the profile that a reason names."""
EFFECT = 0.02
"""Stars that a rating adds to a prediction, from which on it is named for it."""
FEW = 5
"""Ratings below which it is said how few there are."""


class GoesBy(enum.StrEnum):
    """What a surprise goes by."""

    OWN = "own"
    """What the profile did."""
    EVERYONE = "everyone"
    """What everyone picks and likes, as the profile did nothing that says otherwise."""
    RATINGS = "ratings"
    """How many people rated a film, as there is no model."""


@dataclass(frozen=True)
class Reason:
    """Why a film is the surprise."""

    goes_by: GoesBy
    """What it goes by."""
    because: tuple[BroughtTitle, ...]
    """The titles of the profile that brought it here, the most telling first. Without a choice
    model their shares are of all ratings that raised its stars."""
    popular_share: int | None
    """What its popularity is of all that speaks for it, in whole hundredths; None without a choice
    model."""
    n_rated: int
    """How many titles the profile rated."""
    few_raters: tuple[int, float] | None = None
    """How many people rated the film, and what they gave it on average, in stars, where too few did
    to go by it; None where enough did."""


def reason(
    found: Surprise,
    taste: Taste,
    dataset: Dataset,
    model: FactorModel | None,
    choice: ChoiceModel | None,
) -> Reason:
    """Why a film is the surprise, by the models that the taste is by."""
    n_rated, few = len(taste.ratings), _few_raters(dataset, found.item)
    if model is None:
        return Reason(GoesBy.RATINGS, (), None, n_rated, few)
    picked = None if choice is None else explain_pick(taste, choice, found.item)
    if picked is None:
        because = _by_stars(taste, model, found.item)
        popular_share = None
    else:
        because = named_for(picked, dataset, MOST_NAMED)
        popular_share = picked.popular_share
    goes_by = GoesBy.OWN if because else GoesBy.EVERYONE
    return Reason(goes_by, because, popular_share, n_rated, few)


def _few_raters(dataset: Dataset, item: int) -> tuple[int, float] | None:
    few = is_rated_by_few(dataset, item)
    return (int(dataset.counts[item]), float(dataset.means[item])) if few else None


def _by_stars(taste: Taste, model: FactorModel, item: int) -> tuple[BroughtTitle, ...]:
    """The ratings that raised a film's stars most."""
    raised = [c for c in explain(taste.ratings, model, item).contributions if c.effect >= EFFECT]
    total = sum(c.effect for c in raised)
    return tuple(
        BroughtTitle(c.item, c.rating, round(100 * c.effect / total), f"rated {c.rating:g}")
        for c in raised[:MOST_NAMED]
    )


def reason_words(why: Reason, dataset: Dataset) -> str:
    """`Because of Alien (rated 5) and Brazil (opened twice).`, and what else it goes by."""
    if why.goes_by is GoesBy.RATINGS:
        said = "No model is trained yet: this goes by how many people rated a film, not by you."
        return said + _guess(why)
    if why.goes_by is GoesBy.EVERYONE:
        own = "You rated nothing yet" if not why.n_rated else "Nothing that you did speaks for it"
        by = "" if why.few_raters else ": this goes by what everyone picks and likes"
        return f"{own}{by}.{_guess(why)}"
    named = [f"{dataset.title(title.item)} ({title.how})" for title in why.because]
    told = ", ".join(named[:-1]) + (" and " if named[1:] else "") + named[-1]
    return f"Because of {told}.{_besides(why)}{_guess(why)}"


def _guess(why: Reason) -> str:
    """What must be said of a film that few rated: ` Rated by 1 person (3.0): hardly more than a
    guess.`"""
    if why.few_raters is None:
        return ""
    n, mean = why.few_raters
    if not n:
        return " Nobody rated it: no more than a guess."
    by = f"1 person ({mean:.1f})" if n == 1 else f"{n:,} people ({mean:.1f} on average)"
    return f" Rated by {by}: hardly more than a guess."


def _besides(why: Reason) -> str:
    """What must be said besides: that little is known, or that the film is popular before all."""
    popular = why.popular_share is not None and why.popular_share >= MOSTLY
    share = popular_words(why.popular_share or 0)
    few = f"It goes by {counted(why.n_rated, 'rating')} alone"
    if 0 < why.n_rated < FEW:
        return f" {few}{f', and {share}' if popular else ''}."
    return f" But {share}." if popular else ""
