//! What the person rules about the dates of a text and the events behind them.
//!
//! A ruling hangs on the words of a date in an article ([`Quote`]), as a note
//! hangs on a passage: an event has no name of its own that would outlast the
//! next reading of the archive, the words that tell it have.

use serde::{Deserialize, Serialize};

use super::{Cited, Granularity, Interval};
use crate::text::Quote;

/// One ruling.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ruling {
    /// Its name, unlike every other's.
    pub id: Box<str>,
    /// The words of the date.
    pub quote: Quote,
    /// What is ruled.
    pub verdict: Verdict,
}

/// What is ruled about the words of a date, or about the event that they tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// They mean this date in EDTF, as [`Interval::from_edtf`] reads it.
    Date(Box<str>),
    /// They mean no date.
    NoDate,
    /// They tell the same event as other words, of this article or another.
    Together(Box<(Cited, Quote)>),
    /// They tell an event of their own.
    Apart,
    /// Their event has a star.
    Star,
    /// Their event has a remark.
    Remark(String),
}

impl Verdict {
    /// Whether both rule on the same thing, so that of two on the same words
    /// the later one takes the place of the earlier.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        let kind = |verdict: &Self| match verdict {
            Self::Date(_) | Self::NoDate => 0,
            Self::Together(_) | Self::Apart => 1,
            Self::Star => 2,
            Self::Remark(_) => 3,
        };
        kind(self) == kind(other)
    }

    /// The date that is ruled; the inner `None` for words that mean none.
    #[must_use]
    pub fn date(&self) -> Option<Option<(Interval, Granularity)>> {
        match self {
            Self::Date(edtf) => Interval::from_edtf(edtf).map(Some),
            Self::NoDate => Some(None),
            _ => None,
        }
    }

    /// What was done, in words: `2000-07-19 by hand`.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Date(edtf) => format!("{edtf} by hand"),
            Self::NoDate => "no date, by hand".to_owned(),
            Self::Together(other) => format!("merged by hand with ‘{}’", other.1.exact),
            Self::Apart => "split off by hand".to_owned(),
            Self::Star => "event starred".to_owned(),
            Self::Remark(text) => format!("event noted: {text}"),
        }
    }
}
