-- History, version 1. Insert-only: the triggers at the end refuse everything else.
-- Times are microseconds since 1970 (UTC).

-- The parameter names of a profile in its order, each ended by a newline (zstd). What the values of a state belong to.
CREATE TABLE layout (
    id     INTEGER PRIMARY KEY,
    hash   INTEGER NOT NULL,            -- of the unpacked bytes; equal hashes are told apart by comparing bytes
    packed BLOB NOT NULL
);
CREATE INDEX layout_by_hash ON layout (hash);

-- Values and standings of one unit (zstd). Equal states are stored once.
CREATE TABLE state (
    id     INTEGER PRIMARY KEY,
    layout INTEGER NOT NULL REFERENCES layout (id),
    hash   INTEGER NOT NULL,
    packed BLOB NOT NULL
);
CREATE INDEX state_by_hash ON state (hash, layout);

CREATE TABLE version (
    id      INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    name    TEXT NOT NULL,
    take    INTEGER NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('capture', 'import', 'safety')),
    scope   TEXT NOT NULL,
    note    TEXT NOT NULL,
    time    INTEGER NOT NULL,
    UNIQUE (session, name, take)
);
CREATE INDEX version_by_session ON version (session, id);

CREATE TABLE version_unit (
    version         INTEGER NOT NULL REFERENCES version (id),
    position        INTEGER NOT NULL,
    unit            TEXT NOT NULL,
    profile         TEXT NOT NULL,
    profile_version INTEGER NOT NULL,
    identity        TEXT NOT NULL,      -- what the device said it is
    captured        INTEGER NOT NULL,
    silent          INTEGER NOT NULL,
    not_exposed     INTEGER NOT NULL,
    by_hand         INTEGER NOT NULL,
    state           INTEGER NOT NULL REFERENCES state (id),
    PRIMARY KEY (version, position)
) WITHOUT ROWID;

-- A recall without a row in recall_end is running.
CREATE TABLE recall (
    id      INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    version TEXT NOT NULL,
    safety  INTEGER REFERENCES version (id),
    undoes  INTEGER REFERENCES recall (id),
    scope   TEXT NOT NULL,
    allowed TEXT NOT NULL,
    time    INTEGER NOT NULL
);
CREATE INDEX recall_by_undoes ON recall (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE recall_journal (
    recall   INTEGER NOT NULL REFERENCES recall (id),
    position INTEGER NOT NULL,
    entry    TEXT NOT NULL,
    PRIMARY KEY (recall, position)
) WITHOUT ROWID;

CREATE TABLE recall_end (
    recall INTEGER PRIMARY KEY REFERENCES recall (id),
    how    TEXT NOT NULL CHECK (how IN ('finished', 'interrupted')),
    time   INTEGER NOT NULL,
    packed BLOB                         -- the report, JSON (zstd); none when interrupted
);

CREATE TRIGGER journal_of_ended BEFORE INSERT ON recall_journal
WHEN EXISTS (SELECT 1 FROM recall_end WHERE recall = new.recall)
BEGIN SELECT RAISE (ABORT, 'this recall has ended'); END;

CREATE TRIGGER layout_keeps BEFORE UPDATE ON layout
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER layout_stays BEFORE DELETE ON layout
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER state_keeps BEFORE UPDATE ON state
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER state_stays BEFORE DELETE ON state
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER version_keeps BEFORE UPDATE ON version
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER version_stays BEFORE DELETE ON version
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER version_unit_keeps BEFORE UPDATE ON version_unit
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER version_unit_stays BEFORE DELETE ON version_unit
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER recall_keeps BEFORE UPDATE ON recall
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER recall_stays BEFORE DELETE ON recall
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER recall_journal_keeps BEFORE UPDATE ON recall_journal
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER recall_journal_stays BEFORE DELETE ON recall_journal
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER recall_end_keeps BEFORE UPDATE ON recall_end
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
CREATE TRIGGER recall_end_stays BEFORE DELETE ON recall_end
BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;
