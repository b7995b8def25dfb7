-- The journal. `text` is the entry itself: canonical JSON, hashed; the other columns repeat what is in it,
-- for look-ups and so that the database, too, refuses a second entry in the same place.

PRAGMA application_id = 1413564247;  -- "TAGW": tells a ledger from other SQLite databases

CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY,
    previous TEXT NOT NULL UNIQUE,
    hash     TEXT NOT NULL UNIQUE,
    text     TEXT NOT NULL
) STRICT;

-- Entries are only ever added, and only behind the last one (which also stops INSERT OR REPLACE).
CREATE TRIGGER entries_are_added_at_the_end BEFORE INSERT ON entries
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entries)
BEGIN
    SELECT RAISE(ABORT, 'a ledger entry is added behind the last one only');
END;

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN
    SELECT RAISE(ABORT, 'a ledger entry is never changed');
END;

CREATE TRIGGER entries_are_never_removed BEFORE DELETE ON entries
BEGIN
    SELECT RAISE(ABORT, 'a ledger entry is never removed');
END;
