"""What the page after an import says, and what it is made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from recflix_tui.library.history.changed_words import lines_of
from recflix_tui.widgets.cells import wrapped
from recflix_tui.widgets.titles.lists import Pick

if TYPE_CHECKING:
    from recflix_tui.library.history.changed_words import Section
    from recflix_tui.library.history.values import Outcome
    from recflix_tui.library.library import Library

PICKS = "Your Top picks now"
NO_MODEL = "Top picks come with a trained model: t leads there."
DOT, BLANK = "· ", "  "
READING = "working out what that changed …"


@dataclass(frozen=True)
class Page:
    """What the page shows."""

    sections: Sequence[Section]
    """What it says, beside the Top picks."""
    picks: Sequence[Pick]
    """The Top picks, the best first."""


def load_page(library: Library, outcome: Outcome) -> Page:
    """What an import changed. Raises LibraryError and StoreError."""
    changed = library.history.changed(outcome)
    dataset = library.snapshot.need_dataset()
    taste = library.recommendations.taste(outcome.plan.profile_id)
    picks = [
        Pick(
            item,
            dataset.title(item),
            dataset.year(item),
            taste.prediction(item) or 0.0,
            item in changed.new_picks,
        )
        for item in changed.picks
    ]
    sections = [section for section in lines_of(changed, dataset) if section[0] != PICKS]
    return Page(sections, picks)


def page_words(sections: Sequence[Section], width: int) -> Content:
    """The sections under their headings, in lines of at most `width` cells. Never read as
    markup."""
    return Content("\n").join(_lines(sections, width))


def _lines(sections: Sequence[Section], width: int) -> Iterator[Content]:
    for number, (heading, lines) in enumerate(sections):
        if number:
            yield Content("")
        for part in wrapped(heading, width):
            yield Content.styled(part, "bold")
        for line in lines:
            first, *others = wrapped(line, width - len(DOT))
            yield Content.assemble((DOT, "$muted"), first)
            yield from (Content.assemble((BLANK, "$muted"), other) for other in others)
