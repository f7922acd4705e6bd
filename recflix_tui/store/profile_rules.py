"""The rules for profiles: how a name may be, that it is free, that a profile is there."""

from __future__ import annotations

import operator
import sqlite3

from recflix_tui.store.records import LONGEST_NAME, Profile, StoreError
from recflix_tui.store.rows import profile_of
from recflix_tui.text import clean


def clean_name(name: str) -> str:
    """Return the name as it is kept and shown. Raises StoreError if it is empty or too long."""
    name = clean(name)
    if not name:
        raise StoreError("a profile needs a name")
    if len(name) > LONGEST_NAME:
        raise StoreError(f"a profile's name has at most {LONGEST_NAME} characters")
    return name


def name_key(name: str) -> str:
    """Return what two names share that differ in upper and lower case alone."""
    return clean(name.casefold())  # folding can leave a letter decomposed: compose it again


def require_profile(db: sqlite3.Connection, profile_id: int) -> Profile:
    """Return the profile of that id. Raises StoreError if there is none."""
    row = db.execute(
        "SELECT id, name, created_at FROM profiles WHERE id = ?", (operator.index(profile_id),)
    ).fetchone()
    if row is None:
        raise StoreError(f"there is no profile {profile_id}: it may have been removed")
    return profile_of(row)


def require_free_name(db: sqlite3.Connection, name: str, but_for: int = 0) -> None:
    """Raise StoreError if a profile other than `but_for` has this name, in whatever case."""
    taken = db.execute(
        "SELECT name FROM profiles WHERE name_key = ? AND id <> ?", (name_key(name), but_for)
    ).fetchone()
    if taken is not None:
        raise StoreError(f"there is already a profile named {taken[0]}")
