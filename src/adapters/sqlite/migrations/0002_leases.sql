-- Who may set the names of an edition, and until when (seconds since 1970-01-01 UTC).
-- A row whose time is over is worth nothing; the next holder writes over it.

CREATE TABLE leases (
    edition TEXT PRIMARY KEY,
    holder  TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT;
