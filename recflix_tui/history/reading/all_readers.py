"""The readers of all services, and an export read by the one that it is of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from recflix_tui.history.files.members import Member, open_members
from recflix_tui.history.reading.any_csv import AnyCsvReader
from recflix_tui.history.reading.imdb import ImdbReader
from recflix_tui.history.reading.letterboxd import LetterboxdReader
from recflix_tui.history.reading.movielens import MovieLensReader
from recflix_tui.history.reading.netflix.netflix import NetflixReader
from recflix_tui.history.reading.own import OwnReader
from recflix_tui.history.reading.shared.source import Reader, Source
from recflix_tui.history.reading.simkl import SimklReader
from recflix_tui.history.reading.tmdb import TmdbReader
from recflix_tui.history.reading.trakt import TraktReader
from recflix_tui.history.values import Export, HistoryError
from recflix_tui.text import clean

__all__ = ["READERS", "Reader", "Source", "read_export"]

READERS: tuple[Reader, ...] = (
    # In the order in which they are tried: a CSV of no known service comes last.
    OwnReader(),
    LetterboxdReader(),
    ImdbReader(),
    TraktReader(),
    NetflixReader(),
    MovieLensReader(),
    TmdbReader(),
    SimklReader(),
    AnyCsvReader(),
)

_ANY_CSV = "csv"  # the key of what reads all tables that name films


def read_export(
    path: Path,
    person: str | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Export:
    """What an export says, whichever service it is of: a file, a zip, or the folder that it was
    unpacked to.

    person: whose part of it, where it holds several people's (`Export.people`). progress: told
    what is done, and what share of it. Raises HistoryError where it cannot be read.
    """
    tell = progress or (lambda stage, share: None)
    tell("opening", 0.0)
    source = Source(tuple(open_members(path)))
    for reader in READERS:
        if reader.fits(source):
            tell(f"reading {reader.name}", 0.5)
            export = reader.read(source, person)
            tell(f"reading {reader.name}", 1.0)
            return replace(export, notes=(*export.notes, *_notes_on_others(source, reader)))
    raise HistoryError(f"{clean(path.name or str(path))}: {_refusal(source)}")


def _notes_on_others(source: Source, reader: Reader) -> Iterator[str]:
    """What lies beside the export of one service and is of another."""
    known = [one for one in READERS if one.key != _ANY_CSV]
    for member in source.members if len(source.members) > 1 else ():
        only = source.only(member)
        if not reader.fits(only):
            other = next((one for one in known if one.fits(only)), None)
            if other:
                yield f"{member.name} is of {other.name} and was not read; import it by itself"


def _refusal(source: Source) -> str:
    """What is wrong with files that no reader knows, and what can be read."""
    names = ", ".join(reader.name for reader in READERS)
    can = f"RecFlix reads exports of {names}"
    if len(source.members) > 1:
        return f"none of the {len(source.members)} files in it is of a known export; {can}"
    only = source.members[0]
    text = only.text[0].lstrip()
    if not text:
        return "there is nothing in it; download it again"
    if text.startswith("<"):
        return "this is a web page, not an export; sign in there, and download it again"
    if text.startswith(("{", "[")):
        return f"{_json_fault(only)}; {can}"
    table = source.table(only)
    if table is None:
        return f"it holds no table; {can}"
    columns = ", ".join(filter(None, table.columns[:6])) or "nothing"
    return f"its columns ({columns}) are of no known export; {can}"


def _json_fault(member: Member) -> str:
    try:
        json.loads(member.text[0])
    except json.JSONDecodeError as error:
        return f"the JSON breaks off or is damaged at line {error.lineno}; download it again"
    except (ValueError, RecursionError):
        pass
    return "this JSON is of no known export"
