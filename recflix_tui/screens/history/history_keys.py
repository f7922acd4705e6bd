"""What the keys of the import's screens do."""

from __future__ import annotations

from recflix_tui.screens.keys.actions import APP, Action

GROUP = "The import"
WAITING = "What waits"

LEAVE = Action(
    id="back", keys="escape", shown="esc", label="leave", help="Leave; nothing changed", group=APP
)

IMPORT_IT = Action(id="import_it", keys="enter", label="import", help="Import it", group=GROUP)

PREVIEW_ACTIONS = (
    IMPORT_IT,
    Action(
        id="next_part",
        keys="tab",
        label="next part",
        help="Next part of the list",
        group=GROUP,
        in_palette=False,
    ),
    Action(id="another", keys="o", label="another file", help="Choose another file", group=GROUP),
    LEAVE,
)

CHANGED_ACTIONS = (
    Action(id="home", keys="h", label="home", help="Home: rows for you", group=GROUP),
    Action(id="review", keys="r", label="what waits", help="Review what waits", group=GROUP),
    Action(id="undo", keys="u", label="undo it all", help="Undo the whole import", group=GROUP),
    Action(
        id="next_part",
        keys="tab",
        label="words, picks",
        help="The words, or the picks",
        group=GROUP,
        in_palette=False,
    ),
)

REVIEW_ACTIONS = (
    Action(id="take", keys="enter", label="this one", help="It is the lit title", group=WAITING),
    Action(
        id="last_other",
        keys="left",
        shown="←",
        label="others",
        help="Light the one before",
        about="Light another title",
        group=WAITING,
        run="light(-1)",
        in_palette=False,
    ),
    Action(
        id="next_other",
        keys="right",
        shown="→",
        label="others",
        help="Light the next one",
        about="Light another title",
        group=WAITING,
        run="light(1)",
        in_palette=False,
    ),
    Action(id="none_of_these", keys="n", label="none", help="It is none of these", group=WAITING),
    Action(
        id="find", keys="slash", shown="/", label="find", help="Find it by words", group=WAITING
    ),
    Action(id="forget", keys="f", label="forget", help="Forget what was said", group=WAITING),
    Action(id="keep_all", keys="a", label="keep all", help="Keep all as taken", group=WAITING),
)
