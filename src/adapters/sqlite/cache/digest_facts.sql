-- Copyright 2026 The Tagwarden authors
-- SPDX-License-Identifier: Apache-2.0
--
-- What digests say of themselves. A cache: it has no migrations, for whoever wants other tables takes other names, and
-- programs of several versions share the file.

CREATE TABLE IF NOT EXISTS digest_facts (
    digest TEXT    NOT NULL,
    format INTEGER NOT NULL,  -- of the facts: image_facts_format of the program that wrote them
    facts  TEXT    NOT NULL,
    PRIMARY KEY (digest, format)
) WITHOUT ROWID;
