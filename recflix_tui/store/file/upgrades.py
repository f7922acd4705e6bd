"""How a store of an older version is made one of this: a script a step."""

from __future__ import annotations

# SQLite cannot change a CHECK, so the tables that get another one are made anew.
_MARKS_AND_EVENTS = """
CREATE TABLE new_marks (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  movie_id INTEGER NOT NULL CHECK (typeof(movie_id) = 'integer'),
  mark TEXT NOT NULL CHECK (mark IN ({marks})),
  {value}at REAL NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (profile_id, id_space, movie_id, mark)
) WITHOUT ROWID;
INSERT INTO new_marks SELECT profile_id, id_space, movie_id, mark, {valued}at, event_id FROM marks;
DROP TABLE marks;
ALTER TABLE new_marks RENAME TO marks;

CREATE TABLE new_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  movie_id INTEGER NOT NULL CHECK (typeof(movie_id) = 'integer'),
  kind TEXT NOT NULL CHECK (
    kind IN ('rate', 'clear', {marks}, 'undo')
  ),
  value REAL,
  at REAL NOT NULL,
  before INTEGER,
  undoes INTEGER REFERENCES events (id),
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
);
INSERT INTO new_events
  SELECT id, profile_id, id_space, movie_id, kind, value, at, before, undoes FROM events;
DELETE FROM sqlite_sequence WHERE name = 'new_events';
INSERT INTO sqlite_sequence (name, seq)
  SELECT 'new_events', seq FROM sqlite_sequence WHERE name = 'events';
DROP TABLE events;
ALTER TABLE new_events RENAME TO events;
CREATE INDEX events_of ON events (profile_id, id_space, id);
CREATE UNIQUE INDEX events_undone ON events (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;
CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id OR undoes = NEW.undoes)
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;
CREATE TRIGGER events_go_with_their_profile BEFORE DELETE ON events
WHEN EXISTS (SELECT 1 FROM profiles WHERE id = OLD.profile_id)
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;
"""

_ONE_MORE_MARK = _MARKS_AND_EVENTS.format(
    marks="'my_list', 'watched', 'not_for_me', 'like_these'", value="", valued=""
)
_GIVEN_UP = _MARKS_AND_EVENTS.format(
    marks="'my_list', 'watched', 'not_for_me', 'like_these', 'abandoned'",
    value="value REAL NOT NULL,\n  ",
    valued="1.0, ",
)
_BEHAVIOUR = """
CREATE TABLE behaviour (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  movie_id INTEGER,
  kind TEXT NOT NULL,
  value REAL,
  text TEXT,
  at REAL NOT NULL,
  session INTEGER
);
CREATE INDEX behaviour_of ON behaviour (profile_id);
CREATE TABLE glances (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  day INTEGER NOT NULL,
  movie_id INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  focused INTEGER NOT NULL,
  seconds REAL NOT NULL,
  PRIMARY KEY (profile_id, id_space, day, movie_id)
) WITHOUT ROWID;
CREATE TABLE profile_settings (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (profile_id, key)
) WITHOUT ROWID;
CREATE TABLE revision (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
);
"""

_BROUGHT = """
ALTER TABLE events ADD COLUMN batch INTEGER;
ALTER TABLE events ADD COLUMN dated REAL;
ALTER TABLE events ADD COLUMN date_kind TEXT;
CREATE TABLE imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  at REAL NOT NULL
);
CREATE INDEX events_brought ON events (batch) WHERE batch IS NOT NULL;
CREATE TABLE titles (
  id_space TEXT NOT NULL,
  movie_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  year INTEGER NOT NULL,
  imdb_id INTEGER NOT NULL,
  tmdb_id INTEGER NOT NULL,
  other_titles TEXT NOT NULL,
  PRIMARY KEY (id_space, movie_id)
) WITHOUT ROWID;
CREATE TABLE aliases (
  id_space TEXT NOT NULL,
  of_space TEXT NOT NULL,
  of_movie INTEGER NOT NULL,
  movie_id INTEGER,
  how TEXT NOT NULL,
  PRIMARY KEY (of_space, of_movie, id_space)
) WITHOUT ROWID;
CREATE INDEX aliases_to ON aliases (id_space, movie_id);
CREATE VIEW ratings_seen AS
  SELECT profile_id, id_space, movie_id, stars, at, event_id,
    id_space AS own_space, movie_id AS own_movie
  FROM ratings
  UNION ALL
  SELECT profile_id, aliases.id_space, aliases.movie_id, stars, at, event_id,
    of_space, of_movie
  FROM aliases JOIN ratings ON ratings.id_space = of_space AND ratings.movie_id = of_movie
  WHERE aliases.movie_id IS NOT NULL;
CREATE VIEW marks_seen AS
  SELECT profile_id, id_space, movie_id, mark, value, at, event_id,
    id_space AS own_space, movie_id AS own_movie
  FROM marks
  UNION ALL
  SELECT profile_id, aliases.id_space, aliases.movie_id, mark, value, at, event_id,
    of_space, of_movie
  FROM aliases JOIN marks ON marks.id_space = of_space AND marks.movie_id = of_movie
  WHERE aliases.movie_id IS NOT NULL;
"""

UPGRADES: tuple[str, ...] = (_ONE_MORE_MARK, _GIVEN_UP + _BEHAVIOUR, _BROUGHT)
"""The n-th script takes a store from version n to n + 1; schema.sql makes the newest at once."""
