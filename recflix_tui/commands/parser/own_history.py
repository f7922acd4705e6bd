"""The commands on a person's own history: brought in, listed, marked, taken out, put back."""

from __future__ import annotations

from recflix_tui.commands.parser import kinds
from recflix_tui.commands.parser.adding import Subparsers, add_command
from recflix_tui.commands.parser.data import add_title

FORMATS = ("movielens", "letterboxd", "imdb", "json")
"""As `recflix_tui.history.writing.all_writers` has them, which takes its time to load."""
LISTED = ("rated", "watched", "my-list", "refused", "given-up", "waiting")
MARKS = ("watched", "my-list", "refused")


def add_in_and_out(commands: Subparsers) -> None:
    """Add what a profile's history is brought in and taken out by."""
    import_ = add_command(
        commands,
        "import",
        "bring in what a person rated and watched elsewhere",
        "history.importing.import_",
    )
    import_.add_argument(
        "path",
        type=kinds.path,
        metavar="FILE",
        help="a service's export: a zip, a file or a folder",
    )
    import_.add_argument("--profile", required=True, metavar="NAME")
    import_.add_argument(
        "--person", type=kinds.name, metavar="NAME", help="whose, where the file holds several"
    )
    import_.add_argument(
        "--dry-run", action="store_true", help="print what it would do, and change nothing"
    )
    import_.add_argument(
        "--unmatched",
        type=kinds.path,
        metavar="CSV",
        help="write every row left out, and every film that waits or is unsure, to this file",
    )
    export = add_command(
        commands,
        "export",
        "write what a profile rated and marked, for other services to read",
        "history.exporting.export",
    )
    export.add_argument("path", type=kinds.path, metavar="FILE")
    export.add_argument("--profile", required=True, metavar="NAME")
    export.add_argument(
        "--format",
        choices=FORMATS,
        required=True,
        metavar="|".join(FORMATS),
        help="whose layout; json is RecFlix's own, with all there is and the log",
    )
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    match = add_command(
        commands,
        "match",
        "say which title a film is that waits, or that may be another",
        "history.matching.match",
    )
    match.add_argument("name", metavar="NAME")
    match.add_argument(
        "which",
        nargs="?",
        type=kinds.name,
        metavar="TITLE|NUMBER",
        help="the film, as the list without it has it",
    )
    is_it = match.add_mutually_exclusive_group()
    is_it.add_argument("--movie-id", type=int, metavar="ID", help="it is this one")
    is_it.add_argument("--title", metavar="TITLE", help="it is the one of this name")
    is_it.add_argument("--none", action="store_true", help="it is no title of the dataset in use")
    is_it.add_argument(
        "--forget", action="store_true", help="forget what was said, and look for it again"
    )
    is_it.add_argument(
        "--all", action="store_true", help="all that may be others are what they are taken for"
    )


def add_by_hand(commands: Subparsers) -> None:
    """Add what the keys of the app do."""
    find = add_command(
        commands,
        "find",
        "find titles by words: typos, initials and people too",
        "history.finding.find",
    )
    find.add_argument("words", nargs="+", type=kinds.name, metavar="WORDS")
    find.add_argument(
        "-n", "--n", type=kinds.at_least(1), default=20, metavar="N", help="how many (20)"
    )
    list_ = add_command(
        commands,
        "list",
        "list what a profile rated or marked, the newest first, or what waits to be found",
        "history.listing.list_",
    )
    list_.add_argument("--profile", required=True, metavar="NAME")
    list_.add_argument(
        "kind",
        nargs="?",
        choices=LISTED,
        default="rated",
        metavar="|".join(LISTED),
        help="(default: rated)",
    )
    mark = add_command(
        commands, "mark", "mark a title for a profile, or take a mark off", "history.marking.mark"
    )
    mark.add_argument("--profile", required=True, metavar="NAME")
    add_title(mark)
    mark.add_argument("mark", choices=MARKS, metavar="|".join(MARKS))
    mark.add_argument("--off", action="store_true", help="take it off")
    undo = add_command(
        commands,
        "undo",
        "take back the newest thing that a profile did: a rating, a mark or a whole import",
        "history.marking.undo",
    )
    undo.add_argument("--profile", required=True, metavar="NAME")
    undo.add_argument("--redo", action="store_true", help="do again what was undone last")


def add_restore(commands: Subparsers) -> None:
    restore = add_command(
        commands,
        "restore",
        "list the copies that are kept of what people here did, or put one back",
        "history.restoring.restore",
    )
    restore.add_argument(
        "backup",
        nargs="?",
        type=kinds.name,
        metavar="BACKUP",
        help="its number in that list, or the path of one; what is there now is kept as a copy",
    )
    restore.add_argument("--list", action="store_true", help="list them, and put none back")
    restore.add_argument("--yes", action="store_true", help="put it back without being asked")
