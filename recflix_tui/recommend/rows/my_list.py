"""My List: what the profile keeps for later, wherever else it stands."""

from __future__ import annotations

from collections.abc import Iterator

from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row


def _build(context: RowContext) -> Iterator[Row]:
    """The newest first, all of them but what was rated, watched or refused since."""
    taste = context.taste
    kept = (item for item in reversed(list(taste.activity.my_list)) if taste.open_items[item])
    yield make_row("my_list", "My List", "kept by you", kept)


_MADE_OF = Ingredient.MY_LIST
MY_LIST = RowKind("my_list", _build, _MADE_OF, pull=0.85, is_whole=True)
