"""How many titles are listed, and what narrows and orders them."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from recflix_tui.widgets.filters import Narrowed


class CountLine(Static):
    """`612 of 9,066 titles · Sci-Fi · 1980s · unrated · by mean ▾`; each word can be clicked."""

    def show(self, shown: int, total: int, narrowed: Narrowed, order: str) -> None:
        """Show other figures; `order` is the order in words."""
        count = f"{shown:,}" if shown == total else f"{shown:,} of {total:,}"
        decade = None if narrowed.decade is None else f"{narrowed.decade}s"
        self.update(
            Content.assemble(
                (count, "$foreground bold"),
                (" titles", "$muted"),
                *_word(narrowed.genre, "all genres", "genre"),
                *_word(decade, "all years", "decade"),
                *_word("unrated" if narrowed.unrated else None, "rated or not", "unrated"),
                *_word(None, order, "sort"),
            )
        )


def _word(chosen: str | None, otherwise: str, run: str) -> list[Content | tuple[str, str]]:
    """What is chosen, lit, or that nothing is; a click runs an action of the screen."""
    click = Style.from_meta({"@click": f"screen.{run}"})
    color = "$accent" if chosen else "$muted"
    word = Content.styled(chosen or otherwise, color).stylize(click)
    return [(" · ", "$muted"), word]
