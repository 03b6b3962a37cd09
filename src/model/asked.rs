//! Searches that are kept: those with a name, and those of the research log.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What an archive is told by, whatever its files are called and in which
/// order they were read: the sum of the first 64 bits of the SHA-256 of each
/// of its bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub u64);

impl fmt::Display for Fingerprint {
    /// Sixteen hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// What a search found, and among what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// Places in bodies where something of the query stands.
    pub hits: u64,
    /// Articles that fit.
    pub articles: u64,
    /// Articles that were looked at.
    pub held: u64,
    /// What these are told by.
    pub archive: Fingerprint,
}

/// A line of the research log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When, in UTC to the second; empty until the store has given it.
    pub at: Box<str>,
    /// The query as it was typed.
    pub query: Box<str>,
    /// The code of the language whose words were found in all their forms.
    pub stemming: Option<Box<str>>,
    /// What the archive was called.
    pub name: Box<str>,
    /// What was found.
    pub findings: Findings,
}

impl Asked {
    /// Whether the same was asked.
    #[must_use]
    pub fn is_same(&self, query: &str, stemming: Option<&str>) -> bool {
        *self.query == *query && self.stemming.as_deref() == stemming
    }

    /// The day.
    #[must_use]
    pub fn day(&self) -> &str {
        self.at.get(..10).unwrap_or(&self.at)
    }
}

/// A search with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The query as it was typed.
    pub query: Box<str>,
    /// The code of the language whose words are found in all their forms.
    pub stemming: Option<Box<str>>,
}
