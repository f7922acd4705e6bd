"""All kinds of row that Home may have."""

from __future__ import annotations

from recflix_tui.recommend.row.row import RowKind
from recflix_tui.recommend.rows.because_you_rated import BECAUSE_YOU_RATED
from recflix_tui.recommend.rows.because_you_watched import BECAUSE_YOU_WATCHED
from recflix_tui.recommend.rows.crossings import CROSSINGS
from recflix_tui.recommend.rows.decades import DECADES
from recflix_tui.recommend.rows.different import DIFFERENT
from recflix_tui.recommend.rows.genres import GENRES
from recflix_tui.recommend.rows.hidden_gems import HIDDEN_GEMS
from recflix_tui.recommend.rows.like_you import LIKE_YOU
from recflix_tui.recommend.rows.my_list import MY_LIST
from recflix_tui.recommend.rows.new_titles import NEW_TITLES
from recflix_tui.recommend.rows.not_sure import NOT_SURE
from recflix_tui.recommend.rows.picked_groups import PICKED_GROUPS
from recflix_tui.recommend.rows.popular import POPULAR
from recflix_tui.recommend.rows.rediscover import REDISCOVER
from recflix_tui.recommend.rows.searched import SEARCHED
from recflix_tui.recommend.rows.tonight import TONIGHT
from recflix_tui.recommend.rows.top_picks import TOP_PICKS
from recflix_tui.recommend.rows.trending import TRENDING

KINDS: tuple[RowKind, ...] = (
    TOP_PICKS,
    BECAUSE_YOU_RATED,
    BECAUSE_YOU_WATCHED,
    SEARCHED,
    PICKED_GROUPS,
    MY_LIST,
    HIDDEN_GEMS,
    LIKE_YOU,
    CROSSINGS,
    GENRES,
    TONIGHT,
    TRENDING,
    DECADES,
    NEW_TITLES,
    DIFFERENT,
    NOT_SURE,
    REDISCOVER,
    POPULAR,
)
"""Of rows that add as much, the first here comes first."""
