//! What a reader adds to an archive, on disk: read marks, stars, places,
//! lettered marks, notes, and the way back through all of it, in one SQLite
//! database. Only this layer knows SQL; it knows no screen and no thread.
//!
//! What was acknowledged by hand has been handed to the disk: the journal is
//! written ahead (WAL) and synced with every change by hand; a place is
//! written without a sync, which a crash of the program survives too. Several
//! programs may have the store open; each change is one short transaction that
//! takes the only right to write at its beginning.

mod error;
mod log;
mod notes;
mod open;
mod rows;
mod schema;
mod write;

use rusqlite::{Connection, TransactionBehavior};

pub use error::Error;
pub use notes::{Imported, Report};
pub use open::{Opened, place};

use crate::model::{Change, Everything, Kept, Lasting, Manner, Wish};

/// The open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    lasting: Lasting,
    /// The version of the data that was last told, and its newest stamp;
    /// another program's change makes another version.
    told: Option<(i64, i64)>,
    /// Changes that could not be written yet, oldest first.
    unsaved: Vec<(Box<Change>, Manner)>,
}

impl Store {
    /// Carries a wish out and answers. A change that cannot be written for
    /// want of room, or because another program writes, is tried again, in
    /// order, before the next.
    pub fn carry_out(&mut self, wish: Wish) -> Kept {
        let retried = self.save_unsaved();
        let done = match &wish {
            Wish::Keep(change, manner) => {
                if let Err(error) = retried {
                    self.unsaved.push((change.clone(), *manner));
                    Err(error)
                } else {
                    self.keep(change, *manner)
                        .map(|change| Kept::Done(Box::new(change), *manner, self.lasting.clone()))
                        .inspect_err(|error| {
                            if error.may_pass() {
                                self.unsaved.push((change.clone(), *manner));
                            }
                        })
                }
            }
            Wish::Turn(way) => retried.and_then(|()| {
                let turned = self.write(Manner::ByHand, |tx| log::turn(tx, *way))?;
                Ok(turned.map_or(Kept::AtEnd(*way), |(change, what)| {
                    Kept::Turned(*way, Box::new(change), what)
                }))
            }),
            Wish::Recall(archive) => self.recall(archive.as_deref()),
            Wish::Refresh => self.refresh(),
            Wish::Retry => retried.map(|()| Kept::CaughtUp),
        };
        done.unwrap_or_else(|error| Kept::Failed(wish, error.to_string()))
    }

    /// All that is kept, and how an archive was left.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn everything(&self, archive: Option<&str>) -> Result<Everything, Error> {
        let mut all = rows::everything(&self.connection, archive)?;
        all.lasting = self.lasting.clone();
        Ok(all)
    }

    /// Whether what is kept outlasts the program, and why not.
    #[must_use]
    pub const fn lasting(&self) -> &Lasting {
        &self.lasting
    }

    /// Lets the database have so many pages at the most, as a full disk would;
    /// `None`: as many as there is room for.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn limit_pages(&mut self, pages: Option<u32>) -> Result<(), Error> {
        let pages = pages.unwrap_or(u32::MAX - 1);
        let set =
            self.connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
        Ok(set?)
    }

    /// Whether what is kept outlasts the program.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        self.lasting == Lasting::Disk
    }

    fn recall(&mut self, archive: Option<&str>) -> Result<Kept, Error> {
        // First the version: what is written between the two is told again.
        self.told = Some((self.version()?, rows::stamp(&self.connection)?));
        Ok(Kept::All(Box::new(self.everything(archive)?)))
    }

    fn refresh(&mut self) -> Result<Kept, Error> {
        let Some((version, stamp)) = self.told else {
            return self.recall(None);
        };
        let now = self.version()?;
        if version == now {
            return Ok(Kept::Same);
        }
        self.told = Some((now, rows::stamp(&self.connection)?));
        let mut news = rows::news(&self.connection, stamp)?;
        news.lasting = self.lasting.clone();
        Ok(Kept::News(Box::new(news)))
    }

    /// Another number after another program has written.
    fn version(&self) -> Result<i64, Error> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        Ok(version?)
    }

    fn keep(&mut self, change: &Change, manner: Manner) -> Result<Change, Error> {
        self.write(manner, |tx| {
            let (before, now) = write::apply(tx, change)?;
            if manner == Manner::ByHand {
                log::record(tx, &before, &now)?;
            }
            Ok(now)
        })
    }

    fn save_unsaved(&mut self) -> Result<(), Error> {
        while let Some((change, manner)) = self.unsaved.first().cloned() {
            match self.keep(&change, manner) {
                Err(error) if error.may_pass() => return Err(error),
                // What can never be written must not stand in the way.
                Ok(_) | Err(_) => drop(self.unsaved.remove(0)),
            }
        }
        Ok(())
    }

    /// One transaction that writes.
    fn write<T>(
        &mut self,
        manner: Manner,
        act: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let sync = match manner {
            Manner::ByHand => "FULL",
            Manner::InPassing => "NORMAL",
        };
        self.connection.pragma_update(None, "synchronous", sync)?;
        let tx = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(&tx)?;
        tx.commit()?;
        Ok(done)
    }
}
