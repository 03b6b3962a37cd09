//! Reads the tables. Writes nothing.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::Error;
use crate::{
    model::{Body, Cited, Everything, Note, Record},
    text::Quote,
};

/// All that is kept, and how an archive was left, as of one moment.
pub(super) fn everything(
    connection: &Connection,
    archive: Option<&str>,
) -> Result<Everything, Error> {
    let tx = connection.unchecked_transaction()?;
    let (mut records, places) = records(&tx)?;
    let mut select = tx.prepare("SELECT article, body FROM body")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (number, body): (i64, Body) = (row.get(0)?, row.get(1)?);
        if let Some(&at) = places.get(&number) {
            records[at].bodies.push(body);
        }
    }
    let mut select = tx.prepare(&format!(
        "SELECT article, {NOTE} FROM note ORDER BY created, id"
    ))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(&at) = places.get(&row.get(0)?) {
            records[at].notes.push(read_note(row, 1)?);
        }
    }
    let mut select = tx.prepare("SELECT article, ruling FROM ruling ORDER BY rowid")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(&at) = places.get(&row.get(0)?) {
            let ruling: String = row.get(1)?;
            records[at].rulings.push(serde_json::from_str(&ruling)?);
        }
    }
    let mut letters = Vec::new();
    let mut select = tx.prepare("SELECT letter, mark FROM letter ORDER BY letter")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (letter, mark): (String, String) = (row.get(0)?, row.get(1)?);
        letters.extend(
            letter
                .chars()
                .next()
                .zip(Some(serde_json::from_str(&mark)?)),
        );
    }
    let select = "SELECT desk FROM desk WHERE archive = ?1";
    let desk: Option<String> = tx
        .query_row(select, [archive], |row| row.get(0))
        .optional()?;
    let desk = desk.map(|desk| serde_json::from_str(&desk)).transpose()?;
    Ok(Everything {
        records,
        letters,
        desk,
        ..Everything::default()
    })
}

/// The articles, and where each number stands among them.
fn records(tx: &Connection) -> Result<(Vec<Record>, HashMap<i64, usize>), Error> {
    let mut select = tx.prepare(&format!(
        "SELECT number, {CITED}, read, starred, place FROM article ORDER BY number"
    ))?;
    let mut rows = select.query([])?;
    let (mut records, mut places) = (Vec::<Record>::new(), HashMap::new());
    while let Some(row) = rows.next()? {
        let cited = read_cited(row, 1)?;
        let place: Option<String> = row.get(10)?;
        places.insert(row.get(0)?, records.len());
        records.push(Record {
            bodies: Vec::new(),
            read: row.get(8)?,
            starred: row.get(9)?,
            place: place
                .map(|place| serde_json::from_str(&place))
                .transpose()?,
            ..Record::new(cited)
        });
    }
    Ok((records, places))
}

/// The columns of a [`Cited`].
const CITED: &str = "likeness, article.id, title, day, source, url, path";
/// The columns of a [`Note`].
pub(super) const NOTE: &str = "note.id, text, exact, prefix, suffix, start, end, created, changed";

/// The note with this id.
pub(super) fn note(tx: &Connection, id: &str) -> Result<Option<Note>, Error> {
    let select = format!("SELECT {NOTE} FROM note WHERE id = ?1");
    let note = tx
        .query_row(&select, [id], |row| Ok(read_note(row, 0)))
        .optional()?;
    note.transpose()
}

/// Every note with its article, by article and place in it.
pub(super) fn notes(connection: &Connection) -> Result<Vec<(Cited, Note)>, Error> {
    let mut select = connection.prepare(&format!(
        "SELECT {CITED}, {NOTE} FROM note JOIN article ON article.number = note.article
         ORDER BY day, title, article.number, start, created, note.id"
    ))?;
    let mut rows = select.query([])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        notes.push((read_cited(row, 0)?, read_note(row, 7)?));
    }
    Ok(notes)
}

fn read_cited(row: &Row, at: usize) -> Result<Cited, Error> {
    let likeness: String = row.get(at)?;
    let day: Option<String> = row.get(at + 3)?;
    let unreadable = |what: &str| Error::Value(serde::de::Error::custom(what));
    Ok(Cited {
        likeness: likeness
            .parse()
            .map_err(|_| unreadable("an article's likeness"))?,
        id: row.get(at + 1)?,
        title: row.get(at + 2)?,
        day: day
            .map(|day| day.parse())
            .transpose()
            .map_err(|_| unreadable("a day"))?,
        source: row.get(at + 4)?,
        url: row.get(at + 5)?,
        path: row.get(at + 6)?,
    })
}

fn read_note(row: &Row, at: usize) -> Result<Note, Error> {
    let count = |at| {
        row.get(at)
            .map(|count: i64| usize::try_from(count).unwrap_or(0))
    };
    Ok(Note {
        id: row.get(at)?,
        text: row.get(at + 1)?,
        quote: Quote {
            exact: row.get(at + 2)?,
            prefix: row.get(at + 3)?,
            suffix: row.get(at + 4)?,
            start: count(at + 5)?,
            end: count(at + 6)?,
        },
        created: row.get(at + 7)?,
        changed: row.get(at + 8)?,
    })
}
