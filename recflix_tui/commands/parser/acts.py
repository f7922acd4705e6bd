"""The commands on what profiles did: events, replay, and what a profile says of itself."""

from __future__ import annotations

from recflix_tui.commands.parser import kinds
from recflix_tui.commands.parser.adding import Subparsers, add_command

_MOMENT = "2026-11-27, 2026-11-27T09:15 or Unix seconds"
_KIND = "one kind, as `events list` has it"


def add_events(commands: Subparsers) -> None:
    list_ = add_command(
        commands, "list", "print what a profile did, the newest first", "events.listing.list_"
    )
    list_.add_argument("--profile", required=True, metavar="NAME")
    list_.add_argument("--kind", metavar="KIND", help=_KIND)
    list_.add_argument("--since", type=kinds.moment, metavar="T", help=_MOMENT)
    list_.add_argument("--before", type=kinds.moment, metavar="T", help="as --since")
    list_.add_argument(
        "-n", type=kinds.at_least(1), metavar="N", help="how many (50; with --json all)"
    )
    prune = add_command(
        commands,
        "prune",
        "take away what was captured beside ratings and marks, which stay",
        "events.keeping.prune",
    )
    prune.add_argument("--profile", required=True, metavar="NAME")
    prune.add_argument("--kind", metavar="KIND", help="opened, shown, focused, searched or session")
    prune.add_argument("--before", type=kinds.moment, metavar="T", help=_MOMENT)
    prune.add_argument("--yes", action="store_true", help="take it away without being asked")
    export = add_command(
        commands,
        "export",
        "write all that is kept of what a profile did, as lines of JSON",
        "events.listing.export",
    )
    export.add_argument("path", type=kinds.path, metavar="FILE")
    export.add_argument("--profile", required=True, metavar="NAME")
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    keep = add_command(
        commands,
        "keep",
        "say whether a kind of event is captured, or print which are",
        "events.keeping.keep",
    )
    keep.add_argument("--profile", required=True, metavar="NAME")
    keep.add_argument(
        "kind", nargs="?", metavar="KIND", help="opened, shown, focused, searched, session or all"
    )
    keep.add_argument("value", nargs="?", choices=("on", "off"), metavar="on|off")


def add_replay(commands: Subparsers) -> None:
    replay = add_command(
        commands,
        "replay",
        "build a profile's ratings and marks again from its log, and compare",
        "events.replaying.replay",
    )
    replay.add_argument("--profile", required=True, metavar="NAME")
    replay.add_argument(
        "--at",
        metavar="N|TIME",
        help="print what stood after event N, or at a time, and compare nothing",
    )


def add_own(commands: Subparsers) -> None:
    consent = add_command(
        commands,
        "consent",
        "agree that a profile counts for others, or take it back",
        "profiles.consent",
    )
    consent.add_argument("name", metavar="NAME")
    consent.add_argument(
        "what",
        nargs="?",
        choices=("household", "training"),
        metavar="household|training",
        help="its picks in what others here are shown; its ratings in what models learn from",
    )
    consent.add_argument("value", nargs="?", choices=("on", "off"), metavar="on|off")
    region = add_command(commands, "region", "say where a profile lives", "profiles.region")
    region.add_argument("name", metavar="NAME")
    region.add_argument(
        "region", nargs="?", metavar="REGION|none", help="a region's name, or a ZIP code"
    )
    novelty = add_command(
        commands, "novelty", "say how much a profile prefers what few know", "profiles.novelty"
    )
    novelty.add_argument("name", metavar="NAME")
    novelty.add_argument(
        "value", nargs="?", metavar="-1..1|learned", help="-1: what many know; 1: what few do"
    )
    _add_page_settings(commands)


def _add_page_settings(commands: Subparsers) -> None:
    adventure = add_command(
        commands, "adventure", "say how adventurous a profile's Top picks are", "profiles.adventure"
    )
    adventure.add_argument("name", metavar="NAME")
    adventure.add_argument(
        "value", nargs="?", metavar="0..1|default", help="0: safe, the default; 1: adventurous"
    )
    my_list_rows = add_command(
        commands,
        "my-list-rows",
        "say whether titles of My List stand on other rows, too",
        "profiles.my_list_rows",
    )
    my_list_rows.add_argument("name", metavar="NAME")
    my_list_rows.add_argument("value", nargs="?", choices=("on", "off"), metavar="on|off")
