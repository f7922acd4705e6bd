"""What a profile set for itself alone, as texts by name; it goes with the profile."""

from __future__ import annotations

import enum
import sqlite3
from collections.abc import Mapping

from recflix_tui.store.profile_rules import require_profile
from recflix_tui.store.transactions import Transactions


class Consent(enum.StrEnum):
    """What a profile may agree to; it does not, until it says so."""

    HOUSEHOLD = "household"
    """That its picks count in what is picked here and in its region, as others are shown it."""
    TRAINING = "training"
    """That its ratings are part of what models are trained on here."""


CONSENT = "consent."
"""What the keys of consents begin with; the value of what was agreed to is `ON`."""
REGION = "region"
NOVELTY = "novelty"
ADVENTURE = "adventure"
MY_LIST_ROWS = "my_list_rows"
"""Whether titles of My List may stand on other rows, too; they do, unless the value is `OFF`."""
ON, OFF = "on", "off"


class ProfileSettings:
    """The settings of all profiles. Every method may be called from any thread; what a method
    wrote is on the disk when it returns. Each raises StoreError."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, profile_id: int, key: str, default: str | None = None) -> str | None:
        """The value of a profile's setting, or `default` where it never set one."""
        return self.all(profile_id).get(key, default)

    def all(self, profile_id: int) -> dict[str, str]:
        """Key -> value of all that a profile set, by key; what is no text is as good as none."""
        rows = self._transactions.read(
            "SELECT key, value FROM profile_settings WHERE profile_id = ? ORDER BY key", profile_id
        )
        return {k: v for k, v in rows if isinstance(k, str) and isinstance(v, str)}

    def having(self, key: str, value: str) -> list[int]:
        """The profiles that set this value, by their ids."""
        rows = self._transactions.read(
            "SELECT profile_id FROM profile_settings WHERE key = ? AND value = ?"
            " ORDER BY profile_id",
            key,
            value,
        )
        return [profile_id for (profile_id,) in rows]

    def set(self, profile_id: int, key: str, value: str | None) -> None:
        """Set a profile's setting; None forgets it."""
        self.set_all(profile_id, {key: value})

    def set_all(self, profile_id: int, values: Mapping[str, str | None]) -> None:
        """Set several at once; None forgets one. Raises StoreError where there is no such
        profile."""
        with self._transactions.writing() as db:
            write_settings(db, require_profile(db, profile_id).id, values)


def write_settings(
    db: sqlite3.Connection, profile_id: int, values: Mapping[str, str | None]
) -> None:
    """Set some of a profile's settings inside the caller's transaction; None forgets one."""
    for key, value in values.items():
        if value is None:
            db.execute(
                "DELETE FROM profile_settings WHERE profile_id = ? AND key = ?", (profile_id, key)
            )
        else:
            db.execute(
                "INSERT INTO profile_settings (profile_id, key, value) VALUES (?, ?, ?)"
                " ON CONFLICT (profile_id, key)"
                " DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
                (profile_id, key, value),
            )
