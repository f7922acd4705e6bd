"""What the readers read: the files of one export, each parsed once however many readers ask."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol

from recflix_tui.history.files.members import Member
from recflix_tui.history.files.tables import Table, read_table
from recflix_tui.history.values import Export


@dataclass(frozen=True)
class Source:
    """The files of one export."""

    members: tuple[Member, ...]
    """The files."""
    _tables: dict[tuple[str, frozenset[str]], Table | None] = field(
        default_factory=dict, repr=False, compare=False
    )
    """The tables read so far, by the names of their files and what was asked of their headers."""
    _values: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    """The JSON read so far, by the names of the files."""

    def table(self, member: Member, header: Collection[str] = ()) -> Table | None:
        """A file as a table, None where it is none; `header` as of `read_table`."""
        key = member.name, frozenset(header)
        if key not in self._tables:
            self._tables[key] = read_table(member, header)
        return self._tables[key]

    def json(self, member: Member) -> object | None:
        """What a file of JSON holds, None where it is none."""
        if member.name not in self._values:
            self._values[member.name] = _json(member)
        return self._values[member.name]

    def only(self, member: Member) -> Source:
        """One of the files by itself; what was read of it is kept for both."""
        return Source((member,), self._tables, self._values)


class Reader(Protocol):
    """What reads the exports of one service."""

    @property
    def key(self) -> str:
        """Which service: "letterboxd"."""

    @property
    def name(self) -> str:
        """The same as it is called: "Letterboxd"."""

    def fits(self, source: Source) -> bool:
        """Whether this is an export of that service, told by what is in it."""

    def read(self, source: Source, person: str | None) -> Export:
        """What it says; `person`: whose part, where it holds several people's."""


def _json(member: Member) -> object | None:
    text = member.text[0].lstrip()
    if not text.startswith(("{", "[")):
        return None
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value
