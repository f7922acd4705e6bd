"""The commands on a person's own history: brought in, listed, marked, taken out, put back."""

from __future__ import annotations

from recflix_tui.commands.parser import kinds
from recflix_tui.commands.parser.adding import Subparsers, add_command


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
