//! What could not be read, and why. Never fatal, never silent.

use serde::{Deserialize, Serialize};

/// Something that went wrong with one file, or one line of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The path as given, `outer.zip!inner.txt` inside an archive.
    pub path: String,
    /// The line, from 1, where one is known.
    pub line: Option<u64>,
    /// What was wrong and what was done instead, in a sentence.
    pub message: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It was read, with a doubt ("the date is taken as 2022-05-04").
    Doubt,
    /// It was not read.
    Unread,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}
