"""What one rating does to each number behind its prediction, with the sums written out."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.lab.showing.cell import NEAR, CellFacts, direction
from recflix_tui.lab.showing.figures import MINUS, change, figure, stars
from recflix_tui.lab.worked.sgd import Nudge, Push

COLOURS_MEAN = f"Colours: a guess in green is too low, in red too high, in grey within {NEAR:g}."


@dataclass(frozen=True)
class NudgeLine:
    """What one number gets."""

    name: str
    """What the number is called: `P 1`."""
    before: str
    """The number, with three digits."""
    sum: str
    """What is added to it, written out: `0.01 × 3.93 × 0.438`."""
    change: str
    """What that comes to, with its sign."""
    after: str
    """The number that comes of it."""
    way: str
    """`more`, `less` or `quiet`: which way it went."""


def lines_of(given: Nudge) -> tuple[NudgeLine, ...]:
    """What each number gets, in the order in which they move."""
    error = figure(given.error, 2)
    rates = given.rates
    lines = []
    if rates.bias_rate:
        for name, push in (("user bias", given.user_bias), ("film bias", given.movie_bias)):
            lines.append(_line(name, push, f"{rates.bias_rate:g}", error, rates.reg))
    pairs = (("P", given.P, given.before.Q), ("Q", given.Q, given.after.P))
    for letter, pushes, partners in pairs:
        for n, (push, partner) in enumerate(zip(pushes, partners, strict=True), 1):
            towards = f"{error} × {figure(partner)}"
            lines.append(_line(f"{letter} {n}", push, f"{rates.rate:g}", towards, rates.reg))
    return tuple(lines)


def _line(name: str, push: Push, rate: str, towards: str, reg: float) -> NudgeLine:
    """Rate times error, for a factor times its partner; with lambda times the number taken off."""
    sum = f"{rate} × {towards}"
    if reg:
        sum = f"{rate} × ({towards} − {reg:g} × {figure(push.before)})"
    return NudgeLine(
        name,
        figure(push.before),
        sum,
        change(push.error_part + push.reg_part),
        figure(push.after),
        direction(push.before, push.after),
    )


def guess_words(facts: CellFacts) -> tuple[str, ...]:
    """How the prediction comes about, the longest way to say it first:
    `0.549 × 0.438 + 0.715 × 0.892 = 0.88`."""
    numbers, guess = facts.touched, figure(facts.predicted, 2)
    digits = 2 if facts.mean else 3
    pairs = zip(numbers.P, numbers.Q, strict=True)
    products = [f"{figure(p, digits)} × {figure(q, digits)}" for p, q in pairs]
    start = []
    if facts.mean:
        biases = (numbers.user_bias, numbers.movie_bias)
        start = [f"mean {figure(facts.mean, 2)}", *(f"bias {figure(b, 2)}" for b in biases)]
    bare = [part.split()[-1] for part in start]
    shown = [[*products[:n], "…"] for n in range(len(products) - 1, 0, -1)]
    ways = [[*start, *products], *([*bare, *each] for each in (products, *shown))]
    sums = (" + ".join(way).replace(f"+ {MINUS}", f"{MINUS} ") for way in ways)
    return (*(f"{sum} = {guess}" for sum in sums), f"= {guess}")


def miss_words(facts: CellFacts) -> str:
    """How far the prediction is off: `5 − 0.88 = 4.12: too low`."""
    predicted = figure(facts.predicted, 2)
    if facts.stars is None:
        return f"not rated: the guess is {predicted}"
    which = {"more": "too low", "less": "too high"}.get(direction(0.0, facts.error), "right")
    error = figure(facts.error, 2)
    return f"{stars(facts.stars)} − {predicted} = {error}: {which}"


def legend(facts: CellFacts, has_colours: bool) -> tuple[str, ...]:
    """What the sums and the colours are, for those who have room for it."""
    colours = (COLOURS_MEAN,) if has_colours else ()
    if facts.nudge is None:
        return colours
    pull = ", less lambda × itself" if facts.nudge.rates.reg else ""
    return (
        f"A number gets learning rate × error × the number it is multiplied with{pull}.",
        "So what took a large part in the guess is moved most. P moves first, then Q.",
        *colours,
    )
