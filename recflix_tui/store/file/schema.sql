-- The whole of a new store, at the version that opening.py names.

CREATE TABLE profiles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice, so that no one inherits a removed person's id
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,         -- the name with its case folded
  created_at REAL NOT NULL
);

-- What stands now. `event_id` is the event that put it there: its order is the order of the rows,
-- and an undo leads back to it.
CREATE TABLE ratings (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  movie_id INTEGER NOT NULL CHECK (typeof(movie_id) = 'integer'),
  stars REAL NOT NULL CHECK (stars BETWEEN 0.5 AND 5),
  at REAL NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (profile_id, id_space, movie_id)
) WITHOUT ROWID;

CREATE TABLE marks (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  movie_id INTEGER NOT NULL CHECK (typeof(movie_id) = 'integer'),
  mark TEXT NOT NULL CHECK (mark IN ('my_list', 'watched', 'not_for_me', 'like_these', 'abandoned')),
  value REAL NOT NULL,  -- 1; of a title given up on how much of it was watched, 0 to 1
  at REAL NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (profile_id, id_space, movie_id, mark)
) WITHOUT ROWID;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- All that was done, in order, written in one transaction with the state above.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  movie_id INTEGER NOT NULL CHECK (typeof(movie_id) = 'integer'),
  kind TEXT NOT NULL CHECK (
    kind IN ('rate', 'clear', 'my_list', 'watched', 'not_for_me', 'like_these', 'abandoned', 'undo')
  ),
  value REAL,      -- what stands after it: stars; a mark's value, 0 where it is off; NULL for no rating
  at REAL NOT NULL,
  before INTEGER,  -- the event that put there what stood before this one; NULL if nothing did
  undoes INTEGER REFERENCES events (id),
  batch INTEGER,   -- the import that it came with
  dated REAL,      -- when it was done, as the import says
  date_kind TEXT,  -- what that is of: watched, rated or logged
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
);
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

-- Only the removal of a person takes events away: by then the profile's row is gone.
CREATE TRIGGER events_go_with_their_profile BEFORE DELETE ON events
WHEN EXISTS (SELECT 1 FROM profiles WHERE id = OLD.profile_id)
BEGIN
  SELECT RAISE(ABORT, 'events are append-only');
END;

-- Imports of a history from elsewhere.
CREATE TABLE imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  at REAL NOT NULL
);
CREATE INDEX events_brought ON events (batch) WHERE batch IS NOT NULL;

-- What the titles are called that somebody rated or marked, so that other datasets find them.
CREATE TABLE titles (
  id_space TEXT NOT NULL,
  movie_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  year INTEGER NOT NULL,
  imdb_id INTEGER NOT NULL,
  tmdb_id INTEGER NOT NULL,
  other_titles TEXT NOT NULL,  -- a line each
  PRIMARY KEY (id_space, movie_id)
) WITHOUT ROWID;

-- Which movie of an id space a title of another one is; NULL: none of them, as somebody said.
CREATE TABLE aliases (
  id_space TEXT NOT NULL,
  of_space TEXT NOT NULL,
  of_movie INTEGER NOT NULL,
  movie_id INTEGER,
  how TEXT NOT NULL,
  PRIMARY KEY (of_space, of_movie, id_space)
) WITHOUT ROWID;
CREATE INDEX aliases_to ON aliases (id_space, movie_id);

-- What stands, under the movie ids of every id space that has the title.
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

-- What was done besides: nothing stands by it, and it may be taken away again. It has no checks:
-- an odd row of it is read as none, and keeps no store from opening.
CREATE TABLE behaviour (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  movie_id INTEGER,  -- NULL: no title
  kind TEXT NOT NULL,  -- opened, searched or session
  value REAL,       -- seconds
  text TEXT,        -- what was searched for
  at REAL NOT NULL,
  session INTEGER   -- the second that the session began in
);
CREATE INDEX behaviour_of ON behaviour (profile_id);

-- How often titles stood in view and had the focus, counted a day (of 86,400 s since 1970).
CREATE TABLE glances (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  id_space TEXT NOT NULL,
  day INTEGER NOT NULL,
  movie_id INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  focused INTEGER NOT NULL,
  seconds REAL NOT NULL,  -- with the focus
  PRIMARY KEY (profile_id, id_space, day, movie_id)
) WITHOUT ROWID;

CREATE TABLE profile_settings (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (profile_id, key)
) WITHOUT ROWID;

-- Grows with every change but those of behaviour: by it others tell whether they are concerned.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
);
