"""The right side of the Factors screen: sliders, the sum of one prediction, the best titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from recflix_tui.screens.factors.factors_words import axis_name, end_name, title_heading
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.pictures.figures import hundredths, two_digits
from recflix_tui.widgets.pictures.sliders import Slider, Sliders
from recflix_tui.widgets.pictures.term_bars import Term, TermBars
from recflix_tui.widgets.titles.top_list import TopList

if TYPE_CHECKING:
    from recflix_tui.factors.labels import FactorCard
    from recflix_tui.factors.showing.sliders import SliderValues
    from recflix_tui.factors.slide import Terms
    from recflix_tui.screens.factors.loading import SlidView

FIXED = 3  # terms that come first: the mean and both biases


class TastePane(Vertical):
    """The taste of the person who watches, what follows from it, and why."""

    def compose(self) -> ComposeResult:
        yield FixedText(id="taste-heading", classes="heading")
        yield Sliders()
        with Vertical(id="sum"):
            yield FixedText(id="sum-heading", classes="heading")
            yield TermBars()
        with Vertical(id="top"):
            yield FixedText(id="top-heading", classes="heading")
            yield TopList()

    @property
    def sliders(self) -> Sliders:
        """The sliders, a factor each."""
        return self.query_one(Sliders)

    @property
    def top(self) -> TopList:
        """The best titles for the taste."""
        return self.query_one(TopList)

    def show_one(self, sum_alone: bool) -> None:
        """Where there is room for one of both alone: the sum, or the best titles."""
        self.query_one("#sum").set_class(sum_alone, "-alone")
        self.query_one("#top").set_class(sum_alone, "-behind")

    def show_sliders(
        self, name: str, values: SliderValues, cards: Sequence[FactorCard], n_rated: int
    ) -> None:
        """Show where each factor stands; `cards` name them, as far as they are there; n_rated:
        how many titles the person rated."""
        said = "as learnt" if n_rated else "no ratings yet"
        said = "slid · 0 puts it back" if values.is_slid else said
        self._heading(
            "taste", Content.assemble((f"{name}'s taste", "bold"), (f"  {said}", "$muted"))
        )
        brief = not self.screen.has_class("wide")
        self.sliders.show(
            [
                Slider(axis_name(cards[f], brief) if f < len(cards) else f"{f + 1}", value, learned)
                for f, (value, learned) in enumerate(
                    zip(values.values, values.learned, strict=True)
                )
            ]
        )

    def _heading(self, name: str, words: Content) -> None:
        self.query_one(f"#{name}-heading", FixedText).say(words)

    def show_top(self, view: SlidView) -> None:
        """Show the best titles for the taste."""
        slid = view.slid.shift.any()
        said = "top for this taste" if slid else "top for your taste"
        self._heading("top", Content.styled(said, "bold"))
        self.top.show(view.top)

    def show_sum(
        self, title: str | None, item: int | None, view: SlidView, cards: Sequence[FactorCard]
    ) -> None:
        """Show what the prediction of the title picked is the sum of."""
        slid = view.slid
        self._heading("sum", title_heading(title, slid, item))
        bars, ends = self.query_one(TermBars), (slid.model.low, slid.model.high)
        if item is None:
            bars.show((), ends)
            return
        terms = slid.terms(item)
        held = hundredths(terms.held) != hundredths(terms.total)
        shown = two_digits(terms.held)
        notes = (f"on the scale {shown}", f"→ {shown}", f"→{shown}") if held else ()
        all_terms = terms_of(terms, float(slid.scores[item]), cards)
        bars.show(all_terms, ends, total="predicted", notes=notes, fixed=FIXED)


def terms_of(terms: Terms, score: float, cards: Sequence[FactorCard]) -> list[Term]:
    """The sum's terms by name: the mean, the biases, then each factor by its number and
    the end of it that the title is at; score: the prediction that they add up to, in stars."""
    named = [
        Term("μ  mean of all", terms.mean),
        Term("your bias", terms.user_bias),
        Term("its bias", terms.item_bias),
    ]
    effects = terms.axes.tolist()
    beyond = terms.rest + score - terms.total
    if not hundredths(beyond) and effects:  # so that the sum is rounded as it is elsewhere
        effects[-1] += beyond
    for axis, (effect, loading) in enumerate(zip(effects, terms.loadings.tolist(), strict=True)):
        end = end_name(cards[axis], loading) if axis < len(cards) else "…"
        named.append(Term(f"{axis + 1} {end}", effect))
    return [*named, Term("beyond these", beyond)] if hundredths(beyond) else named
