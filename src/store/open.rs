//! Finds and opens the database: the only file of this folder that touches
//! the disk otherwise than through SQLite.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, backup};

use super::{Error, Store, schema};
use crate::{
    folders::{self, Folder},
    model::{Lasting, Problem, Severity},
};

/// How long a change waits while another program writes.
const PATIENCE: Duration = Duration::from_secs(5);
/// Databases that are set aside at the most; then the last name is used up.
const ASIDE: usize = 1000;

/// A store, and what went wrong on the way to it.
#[derive(Debug)]
pub struct Opened {
    /// The store; in memory when nothing can be kept.
    pub store: Store,
    /// Why nothing is kept, or what was set aside.
    pub problem: Option<Problem>,
}

/// Where the store is; `None` when there is no home.
#[must_use]
pub fn place(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    Some(folders::find(Folder::Data, variable)?.join("dateline.db"))
}

impl Store {
    /// Opens the store of a person, or makes it. A broken one is set aside
    /// under a name with a number, and a new one begun. When nothing can be
    /// written, all that can be read is there, and what is added lasts until
    /// the program ends. Either is told.
    ///
    /// # Errors
    /// Not even a store in memory can be made.
    pub fn open(path: Option<&Path>) -> Result<Opened, Error> {
        let Some(path) = path else {
            return Self::in_memory("there is no home folder").map(|store| Opened {
                problem: Some(problem(
                    Path::new("dateline.db"),
                    not_kept("there is no home folder"),
                )),
                store,
            });
        };
        match Self::open_or_replace(path) {
            Ok((store, None)) => Ok(Opened {
                store,
                problem: None,
            }),
            Ok((store, Some(aside))) => {
                let message = format!(
                    "the store was broken: it is kept as {}, and a new one was begun",
                    aside.display()
                );
                Ok(Opened {
                    store,
                    problem: Some(problem(path, message)),
                })
            }
            Err(error) => {
                let why = error.to_string();
                let store = Self::copy_in_memory(path, &why).or_else(|_| Self::in_memory(&why))?;
                Ok(Opened {
                    store,
                    problem: Some(problem(path, not_kept(&why))),
                })
            }
        }
    }

    /// Opens a store that is there; `None` if there is none. Nothing is made
    /// or set aside.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn existing(path: &Path) -> Result<Option<Self>, Error> {
        if !path.is_file() {
            return Ok(None);
        }
        let opened = Self::connect(path).or_else(|error| {
            if error.is_broken() || matches!(error, Error::Foreign(_)) {
                return Err(error);
            }
            Self::copy_in_memory(path, &error.to_string())
        });
        opened.map(Some)
    }

    /// A store that ends with the program, for the reason given.
    ///
    /// # Errors
    /// There is no memory.
    pub fn in_memory(why: &str) -> Result<Self, Error> {
        Self::with(
            Connection::open_in_memory()?,
            Lasting::Memory(why.to_owned()),
        )
    }

    fn open_or_replace(path: &Path) -> Result<(Self, Option<PathBuf>), Error> {
        let folder = path.parent().unwrap_or(Path::new("."));
        make(folder).map_err(|error| Error::File(folder.to_owned(), error))?;
        // Two programs must not both find it broken, and the slower one set
        // the new one aside.
        let lock = path.with_extension("lock");
        let locked = File::create(&lock).and_then(|file| file.lock().map(|()| file));
        let _locked = locked.map_err(|error| Error::File(lock, error))?;
        match Self::connect(path) {
            Ok(store) => Ok((store, None)),
            Err(error) if error.is_broken() => {
                let aside = set_aside(path).map_err(|error| Error::File(path.to_owned(), error))?;
                Ok((Self::connect(path)?, Some(aside)))
            }
            Err(error) => Err(error),
        }
    }

    fn connect(path: &Path) -> Result<Self, Error> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        let found: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
        if found != "ok" {
            return Err(Error::Database(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
                Some(found),
            )));
        }
        let store = Self::with(connection, Lasting::Disk)?;
        // Where a folder cannot have one (some network disks), SQLite stays
        // with its older journal, which is as safe.
        let journal = store
            .connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()));
        journal?;
        store.everything(None)?;
        Ok(store)
    }

    /// What a store holds that cannot be written, in memory.
    fn copy_in_memory(path: &Path, why: &str) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let name: String = path
            .to_string_lossy()
            .chars()
            .map(|c| match c {
                '%' | '?' | '#' => format!("%{:02x}", u32::from(c)),
                _ => c.to_string(),
            })
            .collect();
        let mut memory = Connection::open_in_memory()?;
        // Where the journal cannot be read either, the state before it.
        let copied = ["mode=ro", "mode=ro&immutable=1"].iter().any(|mode| {
            let from = Connection::open_with_flags(format!("file:{name}?{mode}"), flags);
            from.is_ok_and(|from| {
                backup::Backup::new(&from, &mut memory)
                    .and_then(|copy| copy.run_to_completion(1 << 20, Duration::ZERO, None))
                    .is_ok()
            })
        });
        if !copied {
            return Self::in_memory(why);
        }
        let store = Self::with(memory, Lasting::Memory(why.to_owned()))?;
        store.everything(None)?;
        Ok(store)
    }

    fn with(mut connection: Connection, lasting: Lasting) -> Result<Self, Error> {
        schema::migrate(&mut connection)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        Ok(Self {
            connection,
            lasting,
            told: None,
            unsaved: Vec::new(),
        })
    }
}

/// Makes the folder for the person alone: notes are private.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Renames a broken database, its journal with it, to the first free name
/// `dateline.db.broken-1`.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let with = |path: &Path, end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let mut names = (1..ASIDE).map(|number| with(path, &format!(".broken-{number}")));
    let aside = names
        .find(|name| fs::symlink_metadata(name).is_err())
        .ok_or_else(|| io::Error::other("too many broken stores lie beside it"))?;
    fs::rename(path, &aside)?;
    for end in ["-wal", "-shm"] {
        match fs::rename(with(path, end), with(&aside, end)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

fn not_kept(why: &str) -> String {
    format!("notes, marks and places are not kept: {why}")
}

fn problem(path: &Path, message: String) -> Problem {
    Problem {
        severity: Severity::Unread,
        path: path.display().to_string(),
        line: None,
        message,
    }
}
