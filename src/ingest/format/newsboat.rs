//! The cache of newsboat, an SQLite database: every item of its feeds that was
//! not deleted is an article. The database is read in memory, from the bytes
//! of the file: nothing can be written to it, no lock is taken.

use std::io::Cursor;

use rusqlite::{Connection, Row};

use super::Source;
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::{Dated, Record, UTF_8};

const ITEMS: &str = "SELECT i.guid, i.title, i.author, i.url, i.pubDate, i.content, f.title \
     FROM rss_item i LEFT JOIN rss_feed f ON f.rssurl = i.feedurl \
     WHERE coalesce(i.deleted, 0) = 0 ORDER BY i.id";

/// Whether the content is an SQLite database with the table of its items.
pub fn is(source: &Source) -> bool {
    const SCHEMA: usize = 64 << 10;
    let near = &source.bytes[..source.bytes.len().min(SCHEMA)];
    near.starts_with(b"SQLite format 3\0") && memchr::memmem::find(near, b"rss_item").is_some()
}

/// Reads every item.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let opened = Connection::open_in_memory().and_then(|mut database| {
        database.deserialize_read_exact(
            "main",
            Cursor::new(source.bytes),
            source.bytes.len(),
            true,
        )?;
        Ok(database)
    });
    let items = match opened.as_ref().map(|database| database.prepare(ITEMS)) {
        Ok(Ok(items)) => Ok(items),
        Ok(Err(error)) => Err(error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let mut items = match items {
        Ok(items) => items,
        Err(error) => {
            intake.unread(
                &source.path,
                None,
                format!("no cache of newsboat that can be read: {error}"),
            );
            return intake.in_time();
        }
    };
    let mut rows = match items.query([]) {
        Ok(rows) => rows,
        Err(error) => {
            intake.unread(&source.path, None, format!("cannot be read: {error}"));
            return intake.in_time();
        }
    };
    loop {
        match rows.next() {
            Ok(Some(row)) => record(row).hand_on(source, UTF_8, intake)?,
            Ok(None) => return intake.in_time(),
            Err(error) => {
                let message = format!("damaged: {error}; the items before are read");
                intake.unread(&source.path, None, message);
                return intake.in_time();
            }
        }
    }
}

fn record(row: &Row) -> Record {
    let text = |column: usize| row.get::<_, Option<String>>(column).ok().flatten();
    let seconds = row
        .get::<_, Option<i64>>(4)
        .ok()
        .flatten()
        .filter(|seconds| *seconds > 0);
    Record {
        id: text(0),
        title: text(1),
        author: text(2),
        url: text(3),
        date: seconds.map(|seconds| Dated::entry(seconds.to_string())),
        text: text(5).unwrap_or_default(),
        source: text(6),
        ..Record::default()
    }
}
