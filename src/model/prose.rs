//! A text that is held where it lies: in memory, or in a file that is mapped
//! into it for as long as the program runs.

use std::{fmt, ops::Deref};

/// A text of many bytes, which is not copied if it lies in memory already.
#[derive(Clone)]
pub enum Prose {
    /// It is held here.
    Held(Box<str>),
    /// It lies elsewhere until the program ends.
    Kept(&'static str),
}

impl Deref for Prose {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Held(text) => text,
            Self::Kept(text) => text,
        }
    }
}

impl Default for Prose {
    fn default() -> Self {
        Self::Kept("")
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl PartialEq for Prose {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Prose {}

impl From<Box<str>> for Prose {
    fn from(text: Box<str>) -> Self {
        Self::Held(text)
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self::Held(text.into())
    }
}

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Self::Held(text.into())
    }
}
