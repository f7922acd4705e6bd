"""What rows of behaviour must be to be read: another program may have made them odd."""

from __future__ import annotations

LATEST = 1e11  # Unix seconds: what is beyond them is no time

SOUND = (
    f"typeof(at) = 'real' AND at BETWEEN 0 AND {LATEST} AND typeof(kind) = 'text'"
    " AND typeof(id_space) = 'text'"
    " AND typeof(movie_id) IN ('integer', 'null')"
    " AND (typeof(value) = 'null' OR typeof(value) = 'real' AND value BETWEEN 0 AND 1e9)"
)
SOUND_GLANCE = (
    "typeof(id_space) = 'text' AND typeof(day) = 'integer' AND day BETWEEN 0 AND 1000000"
    " AND typeof(movie_id) = 'integer'"
    " AND typeof(shown) = 'integer' AND shown BETWEEN 0 AND 1000000000"
    " AND typeof(focused) = 'integer' AND focused BETWEEN 0 AND 1000000000"
    " AND typeof(seconds) = 'real' AND seconds BETWEEN 0 AND 1e9"
)
SETTINGS = (
    "SELECT key, value FROM profile_settings"
    " WHERE profile_id = ? AND typeof(key) = 'text' AND typeof(value) = 'text'"
)
"""Key and value of all that a profile set, as far as they are texts."""
