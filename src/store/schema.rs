//! The tables, version by version. A step that was released never changes:
//! another is put behind it, and `tests/store` keeps a database of each
//! version.

use rusqlite::{Connection, TransactionBehavior};

use super::Error;

/// Marks the file as ours: `dtln`.
const APPLICATION: i32 = 0x6474_6c6e;

/// What leads from each version to the next; the first from nothing.
pub(super) const STEPS: &[&str] = &[
    "
    CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        likeness TEXT NOT NULL,
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        day TEXT,
        source TEXT,
        url TEXT,
        path TEXT NOT NULL,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        place TEXT
    ) STRICT;
    -- The bodies of all its versions.
    CREATE TABLE body (
        body BLOB PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE note (
        id TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article,
        text TEXT NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL
    ) STRICT;
    CREATE INDEX note_article ON note (article);
    CREATE TABLE letter (letter TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT;
    CREATE TABLE desk (archive TEXT PRIMARY KEY, desk TEXT NOT NULL) STRICT;
    -- What was changed by hand: values as JSON.
    CREATE TABLE change (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        undone INTEGER NOT NULL DEFAULT 0,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    ) STRICT;
",
    "
    -- What was ruled about the dates of an article: as JSON.
    CREATE TABLE ruling (
        id TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article,
        ruling TEXT NOT NULL
    ) STRICT;
    CREATE INDEX ruling_article ON ruling (article);
",
    "
    ALTER TABLE article ADD COLUMN provenance TEXT;
    ALTER TABLE article ADD COLUMN author TEXT;
    -- What of it was on the screen: JSON.
    ALTER TABLE article ADD COLUMN seen TEXT;
    -- Grows with every change of anything that hangs on the article.
    ALTER TABLE article ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX article_stamp ON article (stamp);
    ALTER TABLE note ADD COLUMN kind TEXT;
    ALTER TABLE note ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    CREATE TABLE mark (
        article INTEGER NOT NULL REFERENCES article,
        letter TEXT NOT NULL,
        spot TEXT NOT NULL,
        PRIMARY KEY (article, letter)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE trail (archive TEXT PRIMARY KEY, trail TEXT NOT NULL) STRICT;
",
    "
    -- Searches with a name, and those that were made: as JSON.
    CREATE TABLE saved (name TEXT PRIMARY KEY, saved TEXT NOT NULL) STRICT;
    CREATE TABLE asked (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        asked TEXT NOT NULL
    ) STRICT;
",
    "
    ALTER TABLE note ADD COLUMN paragraph INTEGER;
",
];

/// Brings a database to the present version; one of a later version, or of
/// another program, is left alone.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number = |name: &str| tx.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || tables > 0) {
        return Err(Error::Foreign("the file belongs to another program"));
    }
    let version = usize::try_from(version).unwrap_or(0);
    if version > STEPS.len() {
        return Err(Error::Foreign(
            "the store was written by a later version of dateline",
        ));
    }
    for (from, step) in STEPS.iter().enumerate().skip(version) {
        tx.execute_batch(step)?;
        tx.pragma_update(
            None,
            "user_version",
            i64::try_from(from + 1).unwrap_or(i64::MAX),
        )?;
    }
    if version < STEPS.len() {
        tx.pragma_update(None, "application_id", APPLICATION)?;
    }
    tx.commit()?;
    Ok(())
}
