//! One change into the tables. Each function runs within a transaction that
//! the caller has begun.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{Error, rows};
use crate::model::{Asked, Change, Cited, Note, Ruling, Seen, Spot, Verdict};

/// The time, as it is kept: UTC to the second.
const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%SZ')";

/// Makes a change; what was before, and what is now: a note has its times.
pub(super) fn apply(tx: &Connection, change: &Change) -> Result<(Change, Change), Error> {
    let before = match change {
        Change::Read(cited, on) => Change::Read(cited.clone(), flag(tx, cited, "read", *on)?),
        Change::Star(cited, on) => Change::Star(cited.clone(), flag(tx, cited, "starred", *on)?),
        Change::Place(cited, spot) => {
            let number = article(tx, cited)?;
            let before: Option<String> = column(tx, number, "place")?;
            let spot = spot.as_ref().map(written).transpose()?;
            tx.execute(
                "UPDATE article SET place = ?2 WHERE number = ?1",
                params![number, spot],
            )?;
            Change::Place(cited.clone(), before.as_deref().map(read).transpose()?)
        }
        Change::Seen(cited, seen) => {
            let number = article(tx, cited)?;
            let before: Option<String> = column(tx, number, "seen")?;
            let before: Option<Seen> = before.as_deref().map(read).transpose()?;
            let mut seen = seen.clone();
            before.iter().for_each(|before| seen.join(before));
            tx.execute(
                "UPDATE article SET seen = ?2 WHERE number = ?1",
                params![number, written(&seen)?],
            )?;
            Change::Seen(cited.clone(), before.unwrap_or_default())
        }
        Change::Mark(cited, letter, spot) => {
            let before = mark(tx, article(tx, cited)?, *letter, spot.as_ref())?;
            Change::Mark(cited.clone(), *letter, before)
        }
        Change::Note(cited, id, note) => return self::note(tx, cited, id, note.as_ref()),
        Change::Ruled(cited, id, ruling) => Change::Ruled(
            cited.clone(),
            id.clone(),
            rule(tx, cited, id, ruling.as_ref())?,
        ),
        Change::Letter(letter, mark) => {
            let before = keep(
                tx,
                ("letter", "letter", "mark"),
                &letter.to_string(),
                mark.as_ref(),
            )?;
            Change::Letter(*letter, before)
        }
        Change::Saved(name, saved) => {
            let before = keep(tx, ("saved", "name", "saved"), name, saved.as_ref())?;
            Change::Saved(name.clone(), before)
        }
        Change::Asked(asked) => {
            let insert = format!("INSERT INTO asked (at, asked) VALUES ({NOW}, ?1) RETURNING at");
            let at = tx.query_row(&insert, [written(asked)?], |row| row.get(0))?;
            let now = Asked {
                at,
                ..asked.clone()
            };
            return Ok((change.clone(), Change::Asked(now)));
        }
        Change::Desk(archive, desk) => {
            let before = keep(tx, ("desk", "archive", "desk"), archive, Some(desk))?;
            Change::Desk(archive.clone(), before.unwrap_or_else(|| desk.clone()))
        }
        Change::Trail(archive, trail) => {
            let before = keep(tx, ("trail", "archive", "trail"), archive, Some(trail))?;
            Change::Trail(archive.clone(), before.unwrap_or_default())
        }
        Change::Met(known, now) => {
            meet(tx, known, now)?;
            change.clone()
        }
    };
    Ok((before, change.clone()))
}

/// Sets a flag of an article; what it was.
fn flag(tx: &Connection, cited: &Cited, name: &str, on: bool) -> Result<bool, Error> {
    let number = article(tx, cited)?;
    let before = column(tx, number, name)?;
    tx.execute(
        &format!("UPDATE article SET {name} = ?2 WHERE number = ?1"),
        params![number, on],
    )?;
    Ok(before)
}

fn column<T: rusqlite::types::FromSql>(
    tx: &Connection,
    number: i64,
    name: &str,
) -> Result<T, Error> {
    let select = format!("SELECT {name} FROM article WHERE number = ?1");
    Ok(tx.query_row(&select, [number], |row| row.get(0))?)
}

/// Writes a note, or drops it.
fn note(
    tx: &Connection,
    cited: &Cited,
    id: &str,
    note: Option<&Note>,
) -> Result<(Change, Change), Error> {
    let before = rows::note(tx, id)?;
    let now = match note {
        Some(note) => {
            let number = article(tx, cited)?;
            Some(write_note(tx, number, note)?)
        }
        None => {
            stamp_noted(tx, id)?;
            tx.execute("DELETE FROM note WHERE id = ?1", [id])?;
            None
        }
    };
    let change = |note| Change::Note(cited.clone(), id.into(), note);
    Ok((change(before), change(now)))
}

/// Writes a ruling, or drops it; what was there.
fn rule(
    tx: &Connection,
    cited: &Cited,
    id: &str,
    now: Option<&Ruling>,
) -> Result<Option<Ruling>, Error> {
    let select = "SELECT ruling FROM ruling WHERE id = ?1";
    let before: Option<String> = tx.query_row(select, [id], |row| row.get(0)).optional()?;
    let number = article(tx, cited)?;
    match now {
        Some(ruling) => {
            // The other article is to be recognised too.
            if let Verdict::Together(other) = &ruling.verdict {
                article(tx, &other.0)?;
            }
            let insert = "INSERT OR REPLACE INTO ruling (id, article, ruling) VALUES (?1, ?2, ?3)";
            tx.execute(insert, params![id, number, written(ruling)?])?;
        }
        None => {
            tx.execute("DELETE FROM ruling WHERE id = ?1", [id])?;
        }
    }
    before.as_deref().map(read).transpose()
}

/// Writes a note; one without times gets them.
pub(super) fn write_note(tx: &Connection, article: i64, note: &Note) -> Result<Note, Error> {
    let Note {
        id,
        text,
        quote,
        kind,
        tags,
        paragraph,
        created,
        changed,
    } = note;
    stamp_noted(tx, id)?;
    let (start, end) = (signed(quote.start), signed(quote.end));
    let now = |given: usize| format!("CASE ?{given} WHEN '' THEN {NOW} ELSE ?{given} END");
    let insert = format!(
        "INSERT OR REPLACE INTO note
            (id, article, text, exact, prefix, suffix, start, end, created, changed, kind, tags,
             paragraph)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, {}, {}, ?11, ?12, ?13) RETURNING created, changed",
        now(9),
        now(10)
    );
    let times = tx.query_row(
        &insert,
        params![
            id,
            article,
            text,
            quote.exact,
            quote.prefix,
            quote.suffix,
            start,
            end,
            created,
            changed,
            kind.map(crate::model::Kind::name),
            written(tags)?,
            paragraph
        ],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let (created, changed) = times;
    Ok(Note {
        created,
        changed,
        ..note.clone()
    })
}

/// The article on which a note hangs has another note, or none, from here on.
fn stamp_noted(tx: &Connection, id: &str) -> Result<(), Error> {
    let select = "SELECT article FROM note WHERE id = ?1";
    let article = tx.query_row(select, [id], |row| row.get(0)).optional()?;
    article.map_or(Ok(()), |article| stamp(tx, article))
}

/// Says that something of an article has changed.
fn stamp(tx: &Connection, number: i64) -> Result<(), Error> {
    tx.execute(
        "UPDATE article SET stamp = (SELECT max(stamp) FROM article) + 1 WHERE number = ?1",
        [number],
    )?;
    Ok(())
}

/// Puts a mark into an article, or takes it away; what was there.
fn mark(
    tx: &Connection,
    article: i64,
    letter: char,
    spot: Option<&Spot>,
) -> Result<Option<Spot>, Error> {
    let letter = letter.to_string();
    let select = "SELECT spot FROM mark WHERE article = ?1 AND letter = ?2";
    let before: Option<String> = tx
        .query_row(select, params![article, letter], |row| row.get(0))
        .optional()?;
    match spot {
        Some(spot) => tx.execute(
            "INSERT OR REPLACE INTO mark (article, letter, spot) VALUES (?1, ?2, ?3)",
            params![article, letter, written(spot)?],
        )?,
        None => tx.execute(
            "DELETE FROM mark WHERE article = ?1 AND letter = ?2",
            params![article, letter],
        )?,
    };
    before.as_deref().map(read).transpose()
}

/// Puts a value under a key, or takes it away; what was there.
fn keep<T: Serialize + DeserializeOwned>(
    tx: &Connection,
    (table, key, value): (&str, &str, &str),
    name: &str,
    now: Option<&T>,
) -> Result<Option<T>, Error> {
    let select = format!("SELECT {value} FROM {table} WHERE {key} = ?1");
    let before: Option<String> = tx.query_row(&select, [name], |row| row.get(0)).optional()?;
    match now {
        Some(now) => {
            let insert = format!("INSERT OR REPLACE INTO {table} ({key}, {value}) VALUES (?1, ?2)");
            tx.execute(&insert, params![name, written(now)?])?;
        }
        None => {
            tx.execute(&format!("DELETE FROM {table} WHERE {key} = ?1"), [name])?;
        }
    }
    before.as_deref().map(read).transpose()
}

/// The number of an article of which something is about to change; it is
/// entered where it is not known.
pub(super) fn article(tx: &Connection, cited: &Cited) -> Result<i64, Error> {
    if let Some(number) = known(tx, cited)? {
        let update = "UPDATE article SET path = ?2 WHERE number = ?1 AND path <> ?2";
        tx.execute(update, params![number, cited.path])?;
        stamp(tx, number)?;
        return Ok(number);
    }
    tx.execute(
        "INSERT INTO article (likeness, id, title, path) VALUES ('', '', '', '')",
        [],
    )?;
    let number = tx.last_insert_rowid();
    cite(tx, number, cited)?;
    stamp(tx, number)?;
    enter_body(tx, cited, number)?;
    Ok(number)
}

/// Writes what an article is recognised and cited by.
fn cite(tx: &Connection, number: i64, cited: &Cited) -> Result<(), Error> {
    tx.execute(
        "UPDATE article SET likeness = ?2, id = ?3, title = ?4, day = ?5, source = ?6, url = ?7,
            path = ?8, provenance = ?9, author = ?10 WHERE number = ?1",
        params![
            number,
            cited.likeness.to_string(),
            cited.id,
            cited.title,
            cited.day.map(|day| day.to_string()),
            cited.source,
            cited.url,
            cited.path,
            written(&cited.provenance)?,
            cited.author
        ],
    )?;
    Ok(())
}

fn known(tx: &Connection, cited: &Cited) -> Result<Option<i64>, Error> {
    let select = "SELECT article FROM body WHERE body = ?1";
    Ok(tx
        .query_row(select, [cited.likeness.body], |row| row.get(0))
        .optional()?)
}

fn enter_body(tx: &Connection, cited: &Cited, number: i64) -> Result<(), Error> {
    let insert = "INSERT INTO body (body, article) VALUES (?1, ?2)";
    tx.execute(insert, params![cited.likeness.body, number])?;
    Ok(())
}

/// An article is known as `known` and stands now as `now`, which is from here
/// on what it is recognised and cited by.
fn meet(tx: &Connection, known_as: &Cited, now: &Cited) -> Result<(), Error> {
    let number = article(tx, known_as)?;
    match known(tx, now)? {
        Some(other) if other != number => return Ok(()),
        Some(_) => {}
        None => enter_body(tx, now, number)?,
    }
    cite(tx, number, now)
}

fn written<T: Serialize>(value: &T) -> Result<String, Error> {
    Ok(serde_json::to_string(value)?)
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    Ok(serde_json::from_str(text)?)
}

/// A number of code points as SQLite has them.
fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
