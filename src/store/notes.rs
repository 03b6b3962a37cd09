//! What `dateline notes` and `dateline log` ask: all notes, the research log, notes from elsewhere, the health of
//! the store.

use std::path::Path;

use serde::Serialize;

use super::{Error, Store, rows, write};
use crate::model::{Asked, Change, Cited, Manner, Note, Record, Ruling};

/// What became of notes, marks and rulings from elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Those that were not there.
    pub new: usize,
    /// Notes that were there, older.
    pub changed: usize,
    /// Those that were there, as new or newer.
    pub left: usize,
}

/// The health of the store, and how much is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What SQLite's integrity check says: `ok`, or every fault.
    pub integrity: Vec<String>,
    /// Articles on which something hangs.
    pub articles: u64,
    /// Of these, how many were read.
    pub read: u64,
    /// How many have a star.
    pub starred: u64,
    /// In how many the reading stopped somewhere.
    pub places: u64,
    /// Notes.
    pub notes: u64,
    /// Rulings about dates and events.
    pub rulings: u64,
    /// Articles of which something was on the screen.
    pub seen: u64,
    /// Marks with letters, those in one article and those that hold everywhere.
    pub letters: u64,
    /// Searches with a name.
    pub saved: u64,
    /// Lines of the research log.
    pub asked: u64,
    /// Changes that can be undone or redone.
    pub changes: u64,
    /// The size of the file, in bytes.
    pub bytes: u64,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.integrity == ["ok"]
    }
}

/// What was added to an article by hand.
fn of_record(record: &Record) -> Vec<Change> {
    let cited = || record.cited.clone();
    let star = record.starred.then(|| Change::Star(cited(), true));
    let marks = record.marks.iter();
    let marks = marks.map(|(letter, spot)| Change::Mark(cited(), *letter, Some(spot.clone())));
    let mut notes: Vec<&Note> = record.notes.iter().collect();
    notes.sort_by_key(|note| (note.quote.start, &note.created, &note.id));
    let notes = notes.into_iter();
    let notes = notes.map(|note| Change::Note(cited(), note.id.clone(), Some(note.clone())));
    let mut rulings: Vec<&Ruling> = record.rulings.iter().collect();
    rulings.sort_by_key(|ruling| (ruling.quote.start, &ruling.id));
    let rulings = rulings.into_iter();
    let rulings = rulings.map(|one| Change::Ruled(cited(), one.id.clone(), Some(one.clone())));
    star.into_iter()
        .chain(marks)
        .chain(notes)
        .chain(rulings)
        .collect()
}

impl Store {
    /// Every note with its article, by date and headline of the article, then
    /// by place.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn notes(&self) -> Result<Vec<(Cited, Note)>, Error> {
        rows::notes(&self.connection)
    }

    /// The research log, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn asked(&self) -> Result<Vec<Asked>, Error> {
        rows::asked(&self.connection, None)
    }

    /// All that was added by hand, each as the change that would add it:
    /// stars, marks, notes, rulings, article by article in the order of
    /// [`Store::notes`], then the marks that hold everywhere and the searches
    /// with a name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn belongings(&self) -> Result<Vec<Change>, Error> {
        let all = rows::everything(&self.connection, None)?;
        let mut records: Vec<&Record> = all.records.iter().collect();
        records.sort_by_cached_key(|record| {
            let cited = &record.cited;
            (cited.day, cited.title.clone(), cited.likeness.to_string())
        });
        let mut belongings: Vec<Change> = records.into_iter().flat_map(of_record).collect();
        let letters = all.letters.into_iter();
        belongings.extend(letters.map(|(name, letter)| Change::Letter(name, Some(letter.into()))));
        let saved = all.saved.into_iter();
        belongings.extend(saved.map(|(name, saved)| Change::Saved(name, Some(saved))));
        Ok(belongings)
    }

    /// Takes what [`Store::belongings`] of another store told, all or none. Of
    /// two versions of a note the one that was changed last stays; of all
    /// else, what is here.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn import(&mut self, belongings: &[Change]) -> Result<Imported, Error> {
        self.write(Manner::ByHand, |tx| {
            let mut imported = Imported::default();
            for change in belongings {
                let known = match change {
                    Change::Note(_, id, Some(note)) => match rows::note(tx, id)? {
                        Some(known) if known.changed < note.changed => {
                            imported.changed += 1;
                            write::apply(tx, change)?;
                            continue;
                        }
                        known => known.is_some(),
                    },
                    other => rows::is_known(tx, other)?,
                };
                if known {
                    imported.left += 1;
                } else {
                    imported.new += 1;
                    write::apply(tx, change)?;
                }
            }
            Ok(imported)
        })
    }

    /// Looks through the whole database.
    ///
    /// # Errors
    /// It cannot be read at all.
    pub fn check(&self) -> Result<Report, Error> {
        let mut select = self.connection.prepare("PRAGMA integrity_check")?;
        let integrity = select
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let count = |what: &str| -> Result<u64, Error> {
            let select = format!("SELECT count(*) FROM {what}");
            let count: i64 = self.connection.query_row(&select, [], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        };
        let path = self.connection.path().filter(|path| !path.is_empty());
        let bytes = path.and_then(|path| Path::new(path).metadata().ok());
        Ok(Report {
            integrity,
            articles: count("article")?,
            read: count("article WHERE read")?,
            starred: count("article WHERE starred")?,
            places: count("article WHERE place IS NOT NULL")?,
            notes: count("note")?,
            rulings: count("ruling")?,
            seen: count("article WHERE seen IS NOT NULL")?,
            letters: count("letter")? + count("mark")?,
            saved: count("saved")?,
            asked: count("asked")?,
            changes: count("change")?,
            bytes: bytes.map_or(0, |file| file.len()),
        })
    }
}
