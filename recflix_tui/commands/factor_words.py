"""Factors in words, for the terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.axes import Axes
from recflix_tui.factors.labels import NO_LABEL, FactorCard, FactorEnd, Label, short_name
from recflix_tui.factors.space import FactorSpace
from recflix_tui.library.lookup import title_with_year

FEW = 3  # factors that are told of however weak they are
WEAK = 0.01  # of what factors move: one with less is told of in JSON alone
N_NAMED = 4  # titles at each end
NARROWEST, WIDEST = 60, 110  # characters of a line
WHAT_AXES_ARE = {
    Axes.COMPONENTS: "principal components of all the model learnt: the first moves the most stars",
    Axes.VARIMAX: "components turned by varimax, so that each title stands out on few of them",
    Axes.LEARNED: "the factors as the model learnt them",
}
"""What each kind of axes is, in a line."""


def factors_text(
    dataset: Dataset, space: FactorSpace, cards: tuple[FactorCard, ...], profile: str | None
) -> str:
    """All factors, a paragraph each. profile: the name of whom the cards are about."""
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST) - 1
    lines = [f"{len(cards)} factors: {WHAT_AXES_ARE[space.axes]}"]
    if space.rest_share >= 0.0005:
        lines.append(f"all others together: {space.rest_share:.1%} of what factors move")
    told = [card for card in cards if card.number <= FEW or card.share >= WEAK]
    for card in told:
        lines += ["", *_card_lines(dataset, card, profile, width)]
    left = [card for card in cards if card not in told]
    if left:
        share = sum(card.share for card in left)
        lines += ["", f"{len(left)} weaker ones: {share:.1%} together; --json tells of all"]
    return "\n".join(lines)


def factor_heading(card: FactorCard) -> str:
    """A factor's number, name, share and stars, in a line."""
    return (
        f"{card.number:>2}  {short_name(card)}   "
        f"{card.share:.1%} of what factors move, ±{card.stars:.2f} stars"
    )


def label_words(label: Label) -> str:
    """A label with the statistic that earned it."""
    return (
        f"{label.name}: {label.count} of {label.of}, {label.expected:.1f} expected by chance "
        f"(×{label.lift:.1f}, p {_small(label.p)})"
    )


def standing_words(profile: str, coordinate: float, percentile: float) -> str:
    """Where a profile stands on a factor."""
    side, share = ("▸", percentile) if coordinate >= 0 else ("◂", 1 - percentile)
    return f"{profile}: {coordinate:+.2f}, farther {side} than {share:.0%} of people"


def _card_lines(
    dataset: Dataset, card: FactorCard, profile: str | None, width: int
) -> Iterator[str]:
    yield from textwrap.wrap(factor_heading(card), width, subsequent_indent="    ")
    for sign, end in (("◂", card.low), ("▸", card.high)):
        yield from _end_lines(dataset, sign, end, width)
    if profile is not None and card.coordinate is not None and card.percentile is not None:
        yield f"    {standing_words(profile, card.coordinate, card.percentile)}"


def _end_lines(dataset: Dataset, sign: str, end: FactorEnd, width: int) -> Iterator[str]:
    titles = "; ".join(title_with_year(dataset, item) for item, _ in end.titles[:N_NAMED])
    words = [label_words(label) for label in end.labels] or [NO_LABEL]
    for text, first in (
        (titles or "nothing", f"    {sign} "),
        *((word, "      ") for word in words),
    ):
        yield from textwrap.wrap(text, width, initial_indent=first, subsequent_indent="      ")


def _small(p: float) -> str:
    """A probability below a hundredth, short."""
    return f"{p:.0e}" if p >= 1e-99 else "< 1e-99"
