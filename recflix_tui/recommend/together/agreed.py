"""A row in an order that agrees with what each would say of its titles."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recflix_tui.dataset.values import Scale
from recflix_tui.kernels.arrays import Doubles, Flags, Floats, Longs
from recflix_tui.recommend.together.company import Company
from recflix_tui.recommend.together.opinions import Opinion, opinions
from recflix_tui.recommend.together.words import Says, word_of

STEPS = {Says.LOVE: 1.0, Says.LIKE: 0.8, Says.SO_SO: 0.1, Says.NOT_SURE: 0.08, Says.HATE: 1e-6}
"""What a title counts beside one that both of two would love, by the word of who likes it least.
What somebody would hate counts so little that it leads nothing. docs/together.md has others
measured."""
PAIR = 2


Order = Callable[[Floats, Flags, int], Longs]
"""What makes a list: of shares, (n_members, n), flags of the titles that may stand on it, (n,), and
their number at most it returns places among the n, the best first."""


def agreed(company: Company, items: Longs, order: Order) -> Longs:
    """Some titles, (n,), rising, as an order has them where each counts to its `step`; how sure is
    what each would say of them is worked out (`Company.weigh`)."""
    stepped = company.shares[:, items] * step(company, items).astype(np.float32)
    return items[order(stepped, np.ones(len(items), np.bool_), len(items))]


def step(company: Company, items: Longs) -> Doubles:
    """How far each title counts in company, (n,) float64, above 0, 1 at most, for `items`, (n,).

    Whoever sits beside somebody who does not enjoy a film enjoys it less (Masthoff and Gatt, "In
    pursuit of satisfaction and the prevention of embarrassment: affective state in group
    recommender systems", 2006). So it is one number for all of them: `STEPS` of the word of who
    likes it least, to the power of 2 / n of the n of whom anything can be told: one of five spoils
    less than one of two. Nobody of whom nothing can be told counts.
    """
    scale = company.dataset.scale
    return np.array([_step(opinions(company, int(item)), scale) for item in items], np.float64)


def _step(said: tuple[Opinion, ...], scale: Scale) -> float:
    steps = [STEPS[word] for each in said if (word := _word(each, scale)) is not None]
    return float(min(steps) ** (PAIR / len(steps))) if steps else 1.0


def _word(said: Opinion, scale: Scale) -> Says | None:
    """What counts as their word: of what they have seen, by what they gave it."""
    if said.says is Says.SEEN:
        return None if said.rating is None else word_of(said.rating, scale)
    return None if said.unknown else said.says
