//! Reads the tables. Writes nothing.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::{Error, write::read};
use crate::{
    model::{
        Asked, Body, Change, Cited, Everything, Kind, Letter, Note, Record, Register, Saved, Trail,
    },
    text::Quote,
};

/// All that is kept, and how an archive was left, as of one moment.
pub(super) fn everything(
    connection: &Connection,
    archive: Option<&str>,
) -> Result<Everything, Error> {
    let tx = connection.unchecked_transaction()?;
    let left = |table: &str| -> Result<Option<String>, Error> {
        let select = format!("SELECT {table} FROM {table} WHERE archive = ?1");
        let left = tx.query_row(&select, [archive], |row| row.get(0));
        Ok(left.optional()?)
    };
    let trail: Option<Trail> = left("trail")?.as_deref().map(read).transpose()?;
    Ok(Everything {
        records: Register::new(records(&tx, 0)?),
        letters: letters(&tx)?,
        saved: saved(&tx)?,
        asked: asked(&tx, Some(ASKED))?,
        desk: left("desk")?.as_deref().map(read).transpose()?,
        trail: trail.unwrap_or_default(),
        ..Everything::default()
    })
}

/// The articles that have changed since this stamp, and all letters.
pub(super) fn news(connection: &Connection, stamp: i64) -> Result<Everything, Error> {
    let tx = connection.unchecked_transaction()?;
    Ok(Everything {
        records: Register::new(records(&tx, stamp + 1)?),
        letters: letters(&tx)?,
        saved: saved(&tx)?,
        asked: asked(&tx, Some(ASKED))?,
        ..Everything::default()
    })
}

/// The newest stamp.
pub(super) fn stamp(connection: &Connection) -> Result<i64, Error> {
    let newest = "SELECT coalesce(max(stamp), 0) FROM article";
    Ok(connection.query_row(newest, [], |row| row.get(0))?)
}

fn letters(tx: &Connection) -> Result<Vec<(char, Letter)>, Error> {
    let mut letters = Vec::new();
    let mut select = tx.prepare("SELECT letter, mark FROM letter ORDER BY letter")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (letter, mark): (String, String) = (row.get(0)?, row.get(1)?);
        letters.extend(letter.chars().next().zip(Some(read(&mark)?)));
    }
    Ok(letters)
}

/// Lines of the research log that the reader knows.
const ASKED: u32 = 1_000;

fn saved(tx: &Connection) -> Result<Vec<(Box<str>, Saved)>, Error> {
    let mut select = tx.prepare("SELECT name, saved FROM saved ORDER BY name")?;
    let mut rows = select.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let saved: String = row.get(1)?;
        all.push((row.get(0)?, read(&saved)?));
    }
    Ok(all)
}

/// The research log, oldest first: its newest lines, or all.
pub(super) fn asked(tx: &Connection, newest: Option<u32>) -> Result<Vec<Asked>, Error> {
    let limit = newest.map_or(-1, i64::from);
    let mut select = tx.prepare("SELECT at, asked FROM asked ORDER BY number DESC LIMIT ?1")?;
    let mut rows = select.query([limit])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let asked: String = row.get(1)?;
        let asked: Asked = read(&asked)?;
        all.push(Asked {
            at: row.get(0)?,
            ..asked
        });
    }
    all.reverse();
    Ok(all)
}

/// The articles from this stamp on, with all that hangs on them.
fn records(tx: &Connection, stamp: i64) -> Result<Vec<Record>, Error> {
    let (mut records, places) = articles(tx, stamp)?;
    // Of each table the rows of these articles alone.
    let of = "article IN (SELECT number FROM article WHERE stamp >= ?1)";
    let each = |columns: &str,
                table: &str,
                order: &str,
                take: &mut dyn FnMut(&mut Record, &Row) -> Result<(), Error>,
                records: &mut Vec<Record>|
     -> Result<(), Error> {
        let mut select = tx.prepare(&format!(
            "SELECT article, {columns} FROM {table} WHERE {of} ORDER BY {order}"
        ))?;
        let mut rows = select.query([stamp])?;
        while let Some(row) = rows.next()? {
            if let Some(&at) = places.get(&row.get(0)?) {
                take(&mut records[at], row)?;
            }
        }
        Ok(())
    };
    let mut body = |record: &mut Record, row: &Row| {
        record.bodies.push(row.get::<_, Body>(1)?);
        Ok(())
    };
    each("body", "body", "body", &mut body, &mut records)?;
    let mut note = |record: &mut Record, row: &Row| {
        record.notes.push(read_note(row, 1)?);
        Ok(())
    };
    each(NOTE, "note", "created, id", &mut note, &mut records)?;
    let mut ruling = |record: &mut Record, row: &Row| {
        let ruling: String = row.get(1)?;
        record.rulings.push(read(&ruling)?);
        Ok(())
    };
    each("ruling", "ruling", "rowid", &mut ruling, &mut records)?;
    let mut mark = |record: &mut Record, row: &Row| {
        let (letter, spot): (String, String) = (row.get(1)?, row.get(2)?);
        let pair = letter.chars().next().zip(Some(read(&spot)?));
        record.marks.extend(pair);
        Ok(())
    };
    each("letter, spot", "mark", "letter", &mut mark, &mut records)?;
    Ok(records)
}

/// The articles alone, and where each number stands among them.
fn articles(tx: &Connection, stamp: i64) -> Result<(Vec<Record>, HashMap<i64, usize>), Error> {
    let mut select = tx.prepare(&format!(
        "SELECT number, {CITED}, read, starred, place, seen FROM article WHERE stamp >= ?1
         ORDER BY number"
    ))?;
    let mut rows = select.query([stamp])?;
    let (mut records, mut places) = (Vec::<Record>::new(), HashMap::new());
    while let Some(row) = rows.next()? {
        let (place, seen): (Option<String>, Option<String>) = (row.get(12)?, row.get(13)?);
        places.insert(row.get(0)?, records.len());
        records.push(Record {
            bodies: Vec::new(),
            read: row.get(10)?,
            starred: row.get(11)?,
            place: place.as_deref().map(read).transpose()?,
            seen: seen.as_deref().map(read).transpose()?,
            ..Record::new(read_cited(row, 1)?)
        });
    }
    Ok((records, places))
}

/// The columns of a [`Cited`].
const CITED: &str = "likeness, article.id, title, day, source, url, path, provenance, author";
/// The columns of a [`Note`].
pub(super) const NOTE: &str =
    "note.id, text, exact, prefix, suffix, start, end, created, changed, kind, tags, paragraph";

/// The note with this id.
pub(super) fn note(tx: &Connection, id: &str) -> Result<Option<Note>, Error> {
    let select = format!("SELECT {NOTE} FROM note WHERE id = ?1");
    let note = tx
        .query_row(&select, [id], |row| Ok(read_note(row, 0)))
        .optional()?;
    note.transpose()
}

/// Whether the store has something in the place of this change.
pub(super) fn is_known(tx: &Connection, change: &Change) -> Result<bool, Error> {
    let known = |select: &str, values: &[&dyn rusqlite::ToSql]| -> Result<bool, Error> {
        let select = format!("SELECT EXISTS ({select})");
        Ok(tx.query_row(&select, values, |row| row.get(0))?)
    };
    let of = |cited: &Cited| cited.likeness.body;
    const BODY: &str = "FROM body JOIN article ON article.number = body.article";
    match change {
        Change::Star(cited, _) => known(
            &format!("SELECT 1 {BODY} WHERE body = ?1 AND starred"),
            &[&of(cited)],
        ),
        Change::Read(cited, _) => known(
            &format!("SELECT 1 {BODY} WHERE body = ?1 AND read"),
            &[&of(cited)],
        ),
        Change::Mark(cited, letter, _) => known(
            "SELECT 1 FROM mark JOIN body ON body.article = mark.article
             WHERE body = ?1 AND letter = ?2",
            &[&of(cited), &letter.to_string()],
        ),
        Change::Note(_, id, _) => known("SELECT 1 FROM note WHERE id = ?1", &[id]),
        Change::Ruled(_, id, _) => known("SELECT 1 FROM ruling WHERE id = ?1", &[id]),
        Change::Letter(letter, _) => known(
            "SELECT 1 FROM letter WHERE letter = ?1",
            &[&letter.to_string()],
        ),
        Change::Saved(name, _) => known("SELECT 1 FROM saved WHERE name = ?1", &[name]),
        Change::Place(..)
        | Change::Seen(..)
        | Change::Asked(..)
        | Change::Desk(..)
        | Change::Trail(..)
        | Change::Met(..) => Ok(false),
    }
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
        notes.push((read_cited(row, 0)?, read_note(row, 9)?));
    }
    Ok(notes)
}

fn read_cited(row: &Row, at: usize) -> Result<Cited, Error> {
    let likeness: String = row.get(at)?;
    let (day, provenance): (Option<String>, Option<String>) = (row.get(at + 3)?, row.get(at + 7)?);
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
        // Not known for articles that an older version entered.
        provenance: provenance
            .as_deref()
            .map(read)
            .transpose()?
            .unwrap_or_default(),
        author: row.get(at + 8)?,
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
    let (kind, tags): (Option<String>, String) = (row.get(at + 9)?, row.get(at + 10)?);
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
        kind: kind.as_deref().and_then(Kind::named),
        tags: read(&tags)?,
        paragraph: row.get(at + 11)?,
        created: row.get(at + 7)?,
        changed: row.get(at + 8)?,
    })
}
