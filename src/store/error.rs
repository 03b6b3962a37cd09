//! Why the store could not do what was asked, in words for the status line.

use std::{fmt, io, path::PathBuf};

use rusqlite::ErrorCode;

/// Why the store could not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// SQLite says so.
    Database(rusqlite::Error),
    /// A value in the database is not what this program writes.
    Value(serde_json::Error),
    /// A folder or a file.
    File(PathBuf, io::Error),
    /// The file belongs to another program, or to a later version of this.
    Foreign(&'static str),
}

impl Error {
    /// Whether the same may succeed later: the disk is full, another program
    /// writes.
    pub(super) fn may_pass(&self) -> bool {
        matches!(
            self.code(),
            Some(
                ErrorCode::DiskFull
                    | ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::SystemIoFailure
                    | ErrorCode::CannotOpen
                    | ErrorCode::ReadOnly
            )
        )
    }

    /// Whether the database is broken.
    pub(super) fn is_broken(&self) -> bool {
        matches!(self, Self::Value(_))
            || matches!(
                self.code(),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
            )
    }

    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Database(error) => error.sqlite_error_code(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.code()) {
            (_, Some(ErrorCode::DiskFull)) => f.write_str("the disk is full"),
            (_, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => {
                f.write_str("another program is writing to the store")
            }
            (_, Some(ErrorCode::ReadOnly)) => f.write_str("the store may only be read"),
            (_, Some(ErrorCode::CannotOpen)) => f.write_str("the store cannot be opened"),
            (Self::Database(error), _) => write!(f, "{error}"),
            (Self::Value(error), _) => write!(f, "a value in the store has no meaning: {error}"),
            (Self::File(path, error), _) => write!(f, "{}: {error}", path.display()),
            (Self::Foreign(whose), _) => f.write_str(whose),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Value(error)
    }
}
